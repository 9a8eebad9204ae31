import type { Footprint, LonLatBounds } from "./geometry.ts";

/** The box around an outline; west > east where it crosses the antimeridian. */
export function boundsOf(footprint: Footprint): LonLatBounds {
  const lons = footprint.map(([lon]) => lon);
  const lats = footprint.map(([, lat]) => lat);
  const west = Math.min(...lons);
  const east = Math.max(...lons);
  const wrap = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
  return [wrap(west), Math.min(...lats), wrap(east), Math.max(...lats)];
}
