/** What proj4 needs of a CRS; `proj4` is in metres, whatever the unit of the CRS. */
export interface Definition {
  readonly proj4: string;
  readonly isGeographic: boolean;
  readonly metersPerUnit: number;
}

/** PROJ's names of length units. */
const metersOfUnits: Readonly<Record<string, number>> = {
  m: 1,
  km: 1000,
  ft: 0.3048,
  "us-ft": 1200 / 3937,
  yd: 0.9144,
  "ind-yd": 0.9143985307444408,
  link: 0.201168,
  ch: 20.1168,
};

/** Takes the unit out of a PROJ text; null where the unit or the order of the axes is none that is known here. */
export function definitionFromProj(text: string): Definition | null {
  const value = (key: string) => text.match(new RegExp(`\\+${key}=(\\S+)`))?.[1];
  if (value("proj") === undefined || value("axis") !== undefined) return null;
  const isGeographic = value("proj") === "longlat";
  const metersPerUnit = Number(value("to_meter") ?? metersOfUnits[value("units") ?? "m"]);
  if (!(metersPerUnit > 0)) return null;
  // Most projections of proj4 answer NaN where an origin is left out, which PROJ takes for 0.
  const origins = isGeographic ? [] : ["lon_0", "x_0", "y_0"].filter((key) => value(key) === undefined);
  const hasZone = value("zone") !== undefined;
  const full = hasZone ? text : origins.reduce((whole, key) => `${whole} +${key}=0`, text);
  const inMeters = full.replace(/\+units=\S+/, "+units=m").replace(/\+to_meter=\S+/, "+units=m");
  return {
    proj4: inMeters.replace(/\s+/g, " ").trim(),
    isGeographic,
    metersPerUnit: isGeographic ? 1 : metersPerUnit,
  };
}

/** Whether the ellipsoid is the Earth's; those of the Moon and Mars are far smaller. */
export function isOnEarth(text: string): boolean {
  const axis = text.match(/\+(?:a|R)=([\d.]+)/)?.[1];
  return axis === undefined || Math.abs(Number(axis) - 6_371_000) < 25_000;
}
