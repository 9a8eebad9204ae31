import type { Crs } from "../../../models/vocabulary/raster.ts";
import { crsFromEpsg } from "./crs/epsg.ts";

const upsNorth = 32661;
const upsSouth = 32761;

/**
 * The standard UTM zone of a place with the exceptions of Norway and Svalbard, or universal polar stereographic beyond
 * 84 degrees north and 80 south (NGA.SIG.0012, sections 7 and 10): where geographic scenes get their metres.
 */
export function metricCrsAt(lon: number, lat: number): Crs {
  if (lat > 84) return requireCrs(upsNorth, "WGS 84 / UPS North");
  if (lat < -80) return requireCrs(upsSouth, "WGS 84 / UPS South");
  return utmCrs(utmZoneAt(lon, lat), lat >= 0);
}

/** 1 to 60. */
export function utmZoneAt(lon: number, lat: number): number {
  const east = (((lon + 180) % 360) + 360) % 360;
  const zone = Math.min(60, Math.floor(east / 6) + 1);
  if (zone === 31 && lat >= 56 && lat < 64 && east >= 183) return 32;
  if (lat < 72 || lat > 84 || east < 180 || east >= 222) return zone;
  return east < 189 ? 31 : east < 201 ? 33 : east < 213 ? 35 : 37;
}

export function utmCrs(zone: number, isNorth: boolean): Crs {
  return requireCrs((isNorth ? 32600 : 32700) + zone);
}

/** EASE-Grid 2.0, equal-area over the whole Earth: the grid of rasters that are too wide for a UTM zone. */
export function globalCrs(): Crs {
  return requireCrs(6933, "WGS 84 / NSIDC EASE-Grid 2.0 Global");
}

function requireCrs(code: number, name?: string): Crs {
  const crs = crsFromEpsg(code);
  if (crs === null) throw new Error(`EPSG:${code} is not in the table`);
  return name === undefined ? crs : { ...crs, name };
}
