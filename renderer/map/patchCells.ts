import type { Footprint, LonLat } from "../../models/vocabulary/geometry.ts";

/** Upper left, lower left, lower right, upper right of a chip's outline; null where it is no plain quadrilateral. */
function cornersOf(footprint: Footprint): readonly [LonLat, LonLat, LonLat, LonLat] | null {
  const [upperLeft, lowerLeft, lowerRight, upperRight] = footprint;
  if (footprint.length !== 5 || !upperLeft || !lowerLeft || !lowerRight || !upperRight) return null;
  return [upperLeft, lowerLeft, lowerRight, upperRight];
}

/** Outlines of a chip's patches on the ground, row by row from the upper left; empty where they cannot be laid out. */
export function patchCells(footprint: Footprint, grid: number): readonly Footprint[] {
  const corners = cornersOf(footprint);
  if (corners === null) return [];
  const [upperLeft, lowerLeft, lowerRight, upperRight] = corners;
  const at = (column: number, row: number): LonLat => {
    const [right, down] = [column / grid, row / grid];
    return between(between(upperLeft, upperRight, right), between(lowerLeft, lowerRight, right), down);
  };
  return Array.from({ length: grid * grid }, (_, patch) => {
    const [column, row] = [patch % grid, Math.floor(patch / grid)];
    const first = at(column, row);
    return [first, at(column, row + 1), at(column + 1, row + 1), at(column + 1, row), first];
  });
}

function between(from: LonLat, to: LonLat, share: number): LonLat {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
