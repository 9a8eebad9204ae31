import type { Crs } from "../../../../models/vocabulary/raster.ts";
import datums from "./datums.json" with { type: "json" };
import { definitionFromProj } from "./definition.ts";
import table from "./epsg.json" with { type: "json" };

/** EPSG ends below this; GeoTIFF keys hold ESRI's codes above. */
const firstEsriCode = 32768;

/**
 * The CRS of an EPSG code (or one of ESRI's between 32768 and 65535); null where it is none that proj4 places as PROJ does.
 * The table was checked against PROJ point by point (test/golden/epsg).
 */
export function crsFromEpsg(code: number): Crs | null {
  const text = (table as Readonly<Record<string, string>>)[code];
  const units =
    text?.includes("+units=") || text?.includes("+to_meter=") || text?.startsWith("longlat")
      ? ""
      : " +units=m";
  const definition = text === undefined ? null : definitionFromProj(`+proj=${text}${units} +no_defs`);
  if (definition === null) return null;
  const isEpsg = code < firstEsriCode;
  return { epsg: isEpsg ? code : null, name: nameOf(code, isEpsg), ...definition };
}

function nameOf(code: number, isEpsg: boolean): string {
  if (code === 4326) return "WGS 84";
  const zone = code % 100;
  const isUtm = code > 32600 && code <= 32760 && zone >= 1 && zone <= 60;
  if (isUtm) return `WGS 84 / UTM zone ${zone}${code < 32700 ? "N" : "S"}`;
  return `${isEpsg ? "EPSG" : "ESRI"}:${code}`;
}

/** Shift of a datum to WGS 84 as PROJ writes it, "" for none; null for a datum that is not known. `plain` as plainName gives it. */
export function shiftOfDatum(plain: string): string | null {
  return (datums as Readonly<Record<string, string>>)[plain] ?? null;
}

/** Shift of a geographic CRS, given by its code, to WGS 84; "" for none. */
export function shiftOfGeographic(code: number): string {
  return crsFromEpsg(code)?.proj4.match(/\+towgs84=(\S+)/)?.[1] ?? "";
}

const utmFamilies: Readonly<
  Record<
    string,
    { readonly north: number; readonly south?: number; readonly zones: readonly [number, number] }
  >
> = {
  wgs84: { north: 32600, south: 32700, zones: [1, 60] },
  northamericandatum1983: { north: 26900, zones: [1, 23] },
  northamerican1983: { north: 26900, zones: [1, 23] },
  etrs1989: { north: 25800, zones: [28, 38] },
  europeanterrestrialreferencesystem1989: { north: 25800, zones: [28, 38] },
  europeanterrestrialreferencesystem1989ensemble: { north: 25800, zones: [28, 38] },
};

/** The code of a UTM zone that is written as a transverse Mercator projection. */
export function utmCode(proj: string, datum: string): number | null {
  const family = utmFamilies[datum];
  const value = (key: string) => Number(proj.match(new RegExp(`\\+${key}=(\\S+)`))?.[1] ?? 0);
  if (family === undefined || !proj.includes("+proj=tmerc") || !proj.includes("+units=m")) return null;
  if (value("k_0") !== 0.9996 || value("x_0") !== 500_000 || value("lat_0") !== 0) return null;
  const zone = (value("lon_0") + 183) / 6;
  const start = value("y_0") === 0 ? family.north : value("y_0") === 10_000_000 ? family.south : undefined;
  const isZone = Number.isInteger(zone) && zone >= family.zones[0] && zone <= family.zones[1];
  return start !== undefined && isZone ? start + zone : null;
}
