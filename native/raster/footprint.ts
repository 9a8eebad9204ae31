import type { Footprint, LonLat, Transform } from "../../models/vocabulary/geometry.ts";
import type { Crs, Grid } from "../../models/vocabulary/raster.ts";
import { toMap } from "./affine.ts";
import { projectionOf } from "./crs.ts";

/** The outline of a rectangle of pixels on the ground, counter-clockwise; `pointsPerEdge` follows the bend of the projection. */
export function pixelFootprint(
  transform: Transform,
  crs: Crs,
  size: { readonly width: number; readonly height: number },
  pointsPerEdge = 1,
): Footprint {
  const projection = projectionOf(crs);
  const corners = [
    [0, 0],
    [0, size.height],
    [size.width, size.height],
    [size.width, 0],
    [0, 0],
  ] as const;
  const ring: LonLat[] = [];
  for (let edge = 0; edge < 4; edge++) {
    const [fromColumn, fromRow] = corners[edge]!;
    const [toColumn, toRow] = corners[edge + 1]!;
    for (let step = 0; step < pointsPerEdge; step++) {
      const part = step / pointsPerEdge;
      const [x, y] = toMap(
        transform,
        fromColumn + (toColumn - fromColumn) * part,
        fromRow + (toRow - fromRow) * part,
      );
      ring.push(projection.toLonLat(x, y));
    }
  }
  const unrolled = unroll(ring);
  const outline = signedArea(unrolled) < 0 ? unrolled.reverse() : unrolled;
  return [...outline, outline[0]!];
}

/** Across the antimeridian longitudes go on beyond 180, so that the ring stays in one piece. */
function unroll(ring: readonly LonLat[]): LonLat[] {
  const first = ring[0]?.[0] ?? 0;
  return ring.map(([lon, lat]) => [
    lon - first > 180 ? lon - 360 : lon - first < -180 ? lon + 360 : lon,
    lat,
  ]);
}

function signedArea(ring: readonly LonLat[]): number {
  return ring.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
    return sum + lon * nextLat - nextLon * lat;
  }, 0);
}

/** The outline of a whole raster. */
export function gridFootprint(grid: Grid): Footprint {
  return pixelFootprint(grid.transform, grid.crs, grid, 8);
}
