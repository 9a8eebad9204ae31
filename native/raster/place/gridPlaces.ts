import type { LonLat, PolynomialWarp, Transform } from "../../../models/vocabulary/geometry.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import { invert, toMap } from "./affine.ts";
import { projectionOf } from "./projection.ts";

type Pair = readonly [number, number];

/** What places pixels on the map: a transform, bent where there is a warp. */
type Placement = Pick<Grid, "transform" | "warp">;

/** Fractional pixels to map coordinates. */
export function pixelToMap({ transform, warp }: Placement): (column: number, row: number) => Pair {
  return warp === undefined
    ? (column, row) => toMap(transform, column, row)
    : (column, row) => bent(warp, column, row);
}

/** Map coordinates to fractional pixels; NaN where a bent grid does not reach. */
export function mapToPixel({ transform, warp }: Placement): (x: number, y: number) => Pair {
  const inverse = invert(transform);
  if (warp === undefined) return (x, y) => toMap(inverse, x, y);
  return (x, y) => searchPixel(warp, toMap(inverse, x, y), x, y);
}

/** The corners of a raster, as gdalinfo lists them: upper left, upper right, lower right, lower left. NaN off the Earth. */
export function cornersOf(grid: Grid): LonLat[] {
  const place = pixelToMap(grid);
  const projection = projectionOf(grid.crs);
  const corners = [
    [0, 0],
    [grid.width, 0],
    [grid.width, grid.height],
    [0, grid.height],
  ] as const;
  return corners.map(([column, row]) => projection.toLonLat(...place(column, row)));
}

/** A pixel edge may lie some metres beyond a pole, by rounding. */
const mostLatitude = 90.0005;
const mostLongitude = 540;
const checkedSteps = 8;

/**
 * Whether a raster's places are on the globe: coordinates in another unit or CRS than they are said to be mostly are
 * not. Of a geostationary image, whose corners lie in space, a part must be.
 */
export function liesOnEarth(grid: Grid): boolean {
  const place = pixelToMap(grid);
  const projection = projectionOf(grid.crs);
  const maySeeSpace = grid.crs.proj4.includes("+proj=geos");
  let seenCount = 0;
  for (let step = 0; step < (checkedSteps + 1) ** 2; step++) {
    const column = ((step % (checkedSteps + 1)) * grid.width) / checkedSteps;
    const row = (Math.floor(step / (checkedSteps + 1)) * grid.height) / checkedSteps;
    const [lon, lat] = projection.toLonLat(...place(column, row));
    const isSeen = Number.isFinite(lon) && Number.isFinite(lat);
    if (!isSeen && maySeeSpace) continue;
    if (!isSeen || Math.abs(lat) > mostLatitude || Math.abs(lon) > mostLongitude) return false;
    seenCount++;
  }
  return seenCount > 0;
}

/** The powers that the coefficients of a warp belong to, in its order. */
export function powers(u: number, v: number, count: number): number[] {
  const all = [1, u, v, u * u, u * v, v * v, u ** 3, u * u * v, u * v * v, v ** 3];
  return all.slice(0, count);
}

function bent(warp: PolynomialWarp, column: number, row: number): Pair {
  const terms = powers(
    (column - warp.columnCenter) / warp.scale,
    (row - warp.rowCenter) / warp.scale,
    warp.x.length,
  );
  let [x, y] = [0, 0];
  for (let term = 0; term < terms.length; term++) {
    x += warp.x[term]! * terms[term]!;
    y += warp.y[term]! * terms[term]!;
  }
  return [x, y];
}

/** Pixels, and turns of Newton's method: a warp that needs more bends too much to be trusted. */
const enough = 1e-6;
const mostTurns = 12;

function searchPixel(warp: PolynomialWarp, start: Pair, x: number, y: number): Pair {
  let [column, row] = start;
  for (let turn = 0; turn < mostTurns; turn++) {
    const [atX, atY] = bent(warp, column, row);
    const [a, b, , d, e] = slopeOf(warp, column, row);
    const determinant = a * e - b * d;
    const right = (e * (x - atX) - b * (y - atY)) / determinant;
    const down = (a * (y - atY) - d * (x - atX)) / determinant;
    column += right;
    row += down;
    if (Math.abs(right) + Math.abs(down) < enough) return [column, row];
  }
  return [Number.NaN, Number.NaN];
}

/** The straight map that touches the warp at a pixel. */
export function slopeOf(warp: PolynomialWarp, column: number, row: number): Transform {
  const u = (column - warp.columnCenter) / warp.scale;
  const v = (row - warp.rowCenter) / warp.scale;
  const alongU = [0, 1, 0, 2 * u, v, 0, 3 * u * u, 2 * u * v, v * v, 0];
  const alongV = [0, 0, 1, 0, u, 2 * v, 0, u * u, 2 * u * v, 3 * v * v];
  const along = (axis: readonly number[], terms: readonly number[]) =>
    axis.reduce((sum, coefficient, term) => sum + coefficient * terms[term]!, 0) / warp.scale;
  const [x, y] = bent(warp, column, row);
  const [a, b] = [along(warp.x, alongU), along(warp.x, alongV)];
  const [d, e] = [along(warp.y, alongU), along(warp.y, alongV)];
  return [a, b, x - a * column - b * row, d, e, y - d * column - e * row];
}
