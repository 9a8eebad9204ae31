/** How a map projection of WKT is written for PROJ: names as `plainName` gives them. */
interface Method {
  readonly names: readonly string[];
  readonly proj: string;
  /** PROJ parameters that the method takes, beside false easting and northing. */
  readonly takes: readonly (keyof typeof parameterNames)[];
  /** What PROJ needs beside the parameters. */
  readonly also?: (parameters: ReadonlyMap<string, number>) => string;
}

/** Lower case, letters and digits only: WKT 1, WKT 2 and ESRI differ in spaces, underscores and capitals. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** PROJ's parameter, and what WKT 1, WKT 2 and ESRI call it. */
export const parameterNames = {
  lat_0: [
    ...["latitudeoforigin", "latitudeofcenter", "latitudeofnaturalorigin", "latitudeoffalseorigin"],
    ...["latitudeofprojectioncentre", "centralparallel", "latitudeofprojectioncenter"],
  ],
  lon_0: [
    ...["centralmeridian", "longitudeofcenter", "longitudeofnaturalorigin", "longitudeoffalseorigin"],
    ...[
      "longitudeoforigin",
      "longitudeofprojectioncentre",
      "longitudeofcentre",
      "straightverticallongitudefrompole",
    ],
  ],
  lat_1: ["standardparallel1", "latitudeof1ststandardparallel"],
  lat_2: ["standardparallel2", "latitudeof2ndstandardparallel"],
  lat_ts: ["latitudeofstandardparallel", "standardparallel1", "latitudeof1ststandardparallel"],
  k_0: [
    ...["scalefactor", "scalefactoratnaturalorigin", "scalefactoratprojectioncentre"],
    ...["scalefactoroninitialline", "scalefactoronpseudostandardparallel"],
  ],
  x_0: ["falseeasting", "eastingatfalseorigin", "eastingatprojectioncentre"],
  y_0: ["falsenorthing", "northingatfalseorigin", "northingatprojectioncentre"],
  alpha: ["azimuth", "azimuthofinitialline", "azimuthatprojectioncentre"],
  gamma: ["rectifiedgridangle", "anglefromrectifiedtoskewgrid"],
  h: ["satelliteheight", "height"],
} as const;

const pole = (parameters: ReadonlyMap<string, number>) =>
  `+lat_0=${(parameters.get("lat_ts") ?? parameters.get("lat_0") ?? 90) < 0 ? -90 : 90}`;

/** The latitude of WKT 1's polar stereographic is the standard parallel, unless it is the pole itself. */
const polarLatitude = (parameters: ReadonlyMap<string, number>) => {
  const latitude = parameters.get("lat_ts") ?? parameters.get("lat_0") ?? 90;
  return Math.abs(latitude) === 90 ? pole(parameters) : `${pole(parameters)} +lat_ts=${latitude}`;
};

export const methods: readonly Method[] = [
  { names: ["transversemercator", "gausskruger"], proj: "tmerc", takes: ["lat_0", "lon_0", "k_0"] },
  {
    names: ["lambertconformalconic", "lambertconformalconic2sp", "lambertconicconformal2sp"],
    proj: "lcc",
    takes: ["lat_0", "lon_0", "lat_1", "lat_2", "k_0"],
  },
  {
    names: ["lambertconformalconic1sp", "lambertconicconformal1sp"],
    proj: "lcc",
    takes: ["lat_0", "lon_0", "k_0"],
    also: (parameters) => `+lat_1=${parameters.get("lat_0") ?? 0}`,
  },
  {
    names: ["albers", "albersconicequalarea", "albersequalarea"],
    proj: "aea",
    takes: ["lat_0", "lon_0", "lat_1", "lat_2"],
  },
  { names: ["equidistantconic"], proj: "eqdc", takes: ["lat_0", "lon_0", "lat_1", "lat_2"] },
  { names: ["lambertazimuthalequalarea"], proj: "laea", takes: ["lat_0", "lon_0"] },
  { names: ["azimuthalequidistant"], proj: "aeqd", takes: ["lat_0", "lon_0"] },
  {
    names: [
      ...["polarstereographic", "polarstereographicvarianta", "polarstereographicvariantb"],
      ...["stereographicnorthpole", "stereographicsouthpole"],
    ],
    proj: "stere",
    takes: ["lon_0", "k_0"],
    also: polarLatitude,
  },
  { names: ["stereographic"], proj: "stere", takes: ["lat_0", "lon_0", "k_0"] },
  {
    names: ["obliquestereographic", "doublestereographic"],
    proj: "sterea",
    takes: ["lat_0", "lon_0", "k_0"],
  },
  { names: ["mercator1sp", "mercatorvarianta"], proj: "merc", takes: ["lon_0", "k_0"] },
  { names: ["mercator", "mercator2sp", "mercatorvariantb"], proj: "merc", takes: ["lon_0", "lat_ts"] },
  { names: ["behrmann"], proj: "cea", takes: ["lon_0"], also: () => "+lat_ts=30" },
  { names: ["cylindricalequalarea", "lambertcylindricalequalarea"], proj: "cea", takes: ["lon_0", "lat_ts"] },
  {
    names: ["equirectangular", "equidistantcylindrical", "platecarree"],
    proj: "eqc",
    takes: ["lat_0", "lon_0", "lat_ts"],
  },
  { names: ["sinusoidal"], proj: "sinu", takes: ["lon_0"] },
  { names: ["robinson"], proj: "robin", takes: ["lon_0"] },
  { names: ["mollweide"], proj: "moll", takes: ["lon_0"] },
  { names: ["polyconic", "americanpolyconic"], proj: "poly", takes: ["lat_0", "lon_0"] },
  { names: ["cassinisoldner", "cassini"], proj: "cass", takes: ["lat_0", "lon_0"] },
  { names: ["geostationarysatellite", "geostationarysatellitesweepy"], proj: "geos", takes: ["lon_0", "h"] },
  {
    names: ["geostationarysatellitesweepx"],
    proj: "geos",
    takes: ["lon_0", "h"],
    also: () => "+sweep=x",
  },
];
