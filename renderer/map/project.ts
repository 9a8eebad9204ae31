import { fromLonLat, toLonLat, transformExtent } from "ol/proj.js";
import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";

/** Longitude and latitude of a map coordinate, wrapped into one world. */
export function lonLatOf(coordinate: readonly number[]): LonLat {
  const [longitude = 0, latitude = 0] = toLonLat([...coordinate]);
  return [longitude, latitude];
}

export function coordinateOf([longitude, latitude]: LonLat): number[] {
  return fromLonLat([longitude, latitude]);
}

/** A box as `ol` wants it; one that crosses the antimeridian goes on past 180°. */
export function extentOf([west, south, east, north]: LonLatBounds): number[] {
  return transformExtent([west, south, east < west ? east + 360 : east, north], "EPSG:4326", "EPSG:3857");
}

export function boundsOfExtent(extent: readonly number[]): LonLatBounds {
  const [west = 0, south = 0, east = 0, north = 0] = transformExtent([...extent], "EPSG:3857", "EPSG:4326");
  return [Math.max(-180, west), Math.max(-85, south), Math.min(180, east), Math.min(85, north)];
}
