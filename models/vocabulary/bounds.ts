import type { Footprint, LonLatBounds } from "./geometry.ts";

/** Degrees that rounding leaves open in an outline that goes round the Earth. */
const roundingDegrees = 1e-3;

/** The box around an outline; west > east where it crosses the antimeridian, -180 to 180 where it goes round the Earth. */
export function boundsOf(footprint: Footprint): LonLatBounds {
  const lons = footprint.map(([lon]) => lon);
  const lats = footprint.map(([, lat]) => lat);
  const west = Math.min(...lons);
  const east = Math.max(...lons);
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  if (east - west >= 360 - roundingDegrees) return [-180, south, 180, north];
  const wrap = (lon: number) => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
  return [wrap(west), south, wrap(east), north];
}
