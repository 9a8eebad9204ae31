import { toProj4 } from "geotiff-geokeys-to-proj4";
import proj4 from "proj4";
import type { LonLat } from "../../models/vocabulary/geometry.ts";
import type { Crs } from "../../models/vocabulary/raster.ts";

/** Keys of the GeoTIFF GeoKeyDirectory, by name. */
export type GeoKeys = Readonly<Record<string, unknown>>;

const userDefined = 32767;

/** The CRS that the GeoKeys name, or null where they name none; `unknown` where proj4 cannot be told what it is. */
export function crsFromGeoKeys(keys: GeoKeys): Crs | null | { readonly unknown: string } {
  const projected = Number(keys.ProjectedCSTypeGeoKey ?? 0);
  const geographic = Number(keys.GeographicTypeGeoKey ?? 0);
  const modelType = Number(keys.GTModelTypeGeoKey ?? 0);
  const isGeographic = modelType === 2 || (modelType !== 1 && projected === 0 && geographic !== 0);
  const code = isGeographic ? geographic : projected;
  if (code === 0 && !keys.ProjCoordTransGeoKey && !keys.GeogSemiMajorAxisGeoKey && !keys.GeogEllipsoidGeoKey)
    return null;
  const epsg = code === 0 || code === userDefined ? null : code;
  const name = citation(keys, isGeographic, epsg);
  const definition = wellKnown(epsg) ?? polarStereographic(keys) ?? definitionOf(keys);
  if (definition === null || definition.proj4.includes("+proj=longlat") !== isGeographic)
    return { unknown: name };
  if (!isOnEarth(definition.proj4)) return { unknown: `${name}, not on Earth` };
  return { epsg, name, isGeographic, ...definition };
}

interface Definition {
  readonly proj4: string;
  readonly metersPerUnit: number;
}

/** Codes met daily, written out: the GeoKey converter loses the pole of polar stereographic ones. */
function wellKnown(epsg: number | null): Definition | null {
  const meters = (proj4: string) => ({ proj4: `${proj4} +units=m +no_defs`, metersPerUnit: 1 });
  if (epsg === null) return null;
  if (epsg === 4326) return { proj4: "+proj=longlat +datum=WGS84 +no_defs", metersPerUnit: 1 };
  if (epsg > 32600 && epsg <= 32660) return meters(`+proj=utm +zone=${epsg - 32600} +datum=WGS84`);
  if (epsg > 32700 && epsg <= 32760) return meters(`+proj=utm +zone=${epsg - 32700} +south +datum=WGS84`);
  const pole = polarCodes[epsg];
  return pole === undefined ? null : meters(`+proj=stere ${pole} +x_0=0 +y_0=0 +datum=WGS84`);
}

const polarCodes: Readonly<Record<number, string>> = {
  3031: "+lat_0=-90 +lat_ts=-71 +lon_0=0",
  3413: "+lat_0=90 +lat_ts=70 +lon_0=-45",
  3995: "+lat_0=90 +lat_ts=71 +lon_0=0",
  3976: "+lat_0=-90 +lat_ts=-70 +lon_0=0",
};

const polarStereographicMethod = 15;

/** Polar stereographic without a code: its latitude is the standard parallel, not the origin. */
function polarStereographic(keys: GeoKeys): Definition | null {
  if (Number(keys.ProjCoordTransGeoKey) !== polarStereographicMethod) return null;
  const parallel = Number(keys.ProjNatOriginLatGeoKey ?? keys.ProjStdParallel1GeoKey);
  const axis = Number(keys.GeogSemiMajorAxisGeoKey ?? 6378137);
  const minor = Number(
    keys.GeogSemiMinorAxisGeoKey ?? axis * (1 - 1 / Number(keys.GeogInvFlatteningGeoKey ?? 298.257223563)),
  );
  const lon = Number(keys.ProjStraightVertPoleLongGeoKey ?? keys.ProjNatOriginLongGeoKey ?? 0);
  if (!Number.isFinite(parallel) || parallel === 0) return null;
  const easting = Number(keys.ProjFalseEastingGeoKey ?? 0);
  const northing = Number(keys.ProjFalseNorthingGeoKey ?? 0);
  return {
    proj4: `+proj=stere +lat_0=${Math.sign(parallel) * 90} +lat_ts=${parallel} +lon_0=${lon} +x_0=${easting} +y_0=${northing} +a=${axis} +b=${minor} +units=m +no_defs`,
    metersPerUnit: 1,
  };
}

function isOnEarth(definition: string): boolean {
  const axis = definition.match(/\+a=([\d.]+)/)?.[1];
  return axis === undefined || Math.abs(Number(axis) - 6_371_000) < 25_000;
}

function definitionOf(keys: GeoKeys): Definition | null {
  try {
    const projection = toProj4(keys as unknown as Parameters<typeof toProj4>[0]);
    if (!projection?.proj4?.includes("+proj=")) return null;
    const definition = projection.proj4.replace(/\+axis=\w+/, "").trim();
    const project = proj4("EPSG:4326", definition);
    if (!project) return null;
    const metersPerUnit = Number(projection.coordinatesConversionParameters?.x ?? 1) || 1;
    return { proj4: definition, metersPerUnit: definition.includes("+proj=longlat") ? 1 : metersPerUnit };
  } catch {
    return null;
  }
}

function citation(keys: GeoKeys, isGeographic: boolean, epsg: number | null): string {
  const said = String(
    (isGeographic ? keys.GeogCitationGeoKey : keys.GTCitationGeoKey) ?? keys.GeogCitationGeoKey ?? "",
  );
  const text = said.replaceAll("\u0000", "").split("|")[0]?.trim() ?? "";
  if (text !== "" && text !== "unnamed") return text;
  return epsg === null ? "CRS without a code" : `EPSG:${epsg}`;
}

/** Both ways between a CRS and longitude, latitude (WGS 84). Points outside the projection come back as NaN. */
export interface Projection {
  toLonLat(x: number, y: number): LonLat;
  fromLonLat(lon: number, lat: number): readonly [x: number, y: number];
}

const projections = new Map<string, Projection>();

/** Cached by definition, since proj4 parses the text at every call. */
export function projectionOf(crs: Crs): Projection {
  const known = projections.get(crs.proj4);
  if (known) return known;
  const converter = proj4("EPSG:4326", crs.proj4);
  const scale = crs.isGeographic ? 1 : crs.metersPerUnit;
  const projection: Projection = {
    toLonLat(x, y) {
      const [lon = Number.NaN, lat = Number.NaN] = converter.inverse([x * scale, y * scale]);
      return [lon, lat];
    },
    fromLonLat(lon, lat) {
      const [x = Number.NaN, y = Number.NaN] = converter.forward([lon, lat]);
      return [x / scale, y / scale];
    },
  };
  projections.set(crs.proj4, projection);
  return projection;
}

/** The UTM zone of a place, or polar stereographic beyond 84° N and 80° S: where geographic scenes get their metres. */
export function metricCrsAt(lon: number, lat: number): Crs {
  if (lat > 84) return polar(32661, "WGS 84 / UPS North", 90);
  if (lat < -80) return polar(32761, "WGS 84 / UPS South", -90);
  const zone = Math.min(60, Math.max(1, Math.floor(((((lon + 180) % 360) + 360) % 360) / 6) + 1));
  const isNorth = lat >= 0;
  return {
    epsg: (isNorth ? 32600 : 32700) + zone,
    name: `WGS 84 / UTM zone ${zone}${isNorth ? "N" : "S"}`,
    proj4: `+proj=utm +zone=${zone}${isNorth ? "" : " +south"} +datum=WGS84 +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}

function polar(epsg: number, name: string, latitudeOfOrigin: number): Crs {
  return {
    epsg,
    name,
    proj4: `+proj=stere +lat_0=${latitudeOfOrigin} +lon_0=0 +k=0.994 +x_0=2000000 +y_0=2000000 +datum=WGS84 +units=m +no_defs`,
    isGeographic: false,
    metersPerUnit: 1,
  };
}
