import type { Pixels, PixelWindow } from "../../../models/vocabulary/raster.ts";

/** Where the middles of a square of pixels lie in a scene, in fractional pixels ([n, n + 1) is pixel n); NaN where nowhere. */
export interface SourcePlaces {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

type Pair = readonly [column: number, row: number];

/** A straight line may leave the true place by this share of the distance between two pixels. */
const tolerance = 0.02;
/** Pieces of this side are worked out pixel by pixel: beside a seam, a pole or an edge of the projection. */
const smallestSide = 4;

/**
 * Works the exact places out on a mesh of `steps` a side and interpolates between; pieces where the map bends more
 * than straight lines can follow are split. `locate` takes pixel corners of the square, 0 to `size`.
 */
export function placesOf(
  size: number,
  steps: number,
  locate: (column: number, row: number) => Pair,
): SourcePlaces {
  const places = { columns: new Float64Array(size * size), rows: new Float64Array(size * size) };
  const known = new Map<number, Pair>();
  const corner = (column: number, row: number): Pair => {
    const key = row * (size + 1) + column;
    const place = known.get(key) ?? locate(column, row);
    known.set(key, place);
    return place;
  };
  const set = (column: number, row: number, [sourceColumn, sourceRow]: Pair) => {
    places.columns[row * size + column] = sourceColumn;
    places.rows[row * size + column] = sourceRow;
  };

  const fill = (left: number, top: number, right: number, bottom: number): void => {
    const [width, height] = [right - left, bottom - top];
    if (width <= 0 || height <= 0) return;
    const corners = [
      corner(left, top),
      corner(right, top),
      corner(left, bottom),
      corner(right, bottom),
    ] as const;
    const middle = locate(left + width / 2, top + height / 2);
    if (isFlat(corners, middle, Math.max(width, height))) {
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++)
          set(left + column, top + row, between(corners, (column + 0.5) / width, (row + 0.5) / height));
    } else if (Math.max(width, height) <= smallestSide) {
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) set(column, row, locate(column + 0.5, row + 0.5));
    } else {
      const [halfway, down] = [left + (width >> 1), top + (height >> 1)];
      fill(left, top, halfway, down);
      fill(halfway, top, right, down);
      fill(left, down, halfway, bottom);
      fill(halfway, down, right, bottom);
    }
  };

  const edge = (step: number) => Math.round((step * size) / steps);
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++)
      fill(edge(column), edge(row), edge(column + 1), edge(row + 1));
  return places;
}

type Corners = readonly [Pair, Pair, Pair, Pair];

function between([nw, ne, sw, se]: Corners, p: number, q: number): Pair {
  const mix = (axis: 0 | 1) =>
    (nw[axis] * (1 - p) + ne[axis] * p) * (1 - q) + (sw[axis] * (1 - p) + se[axis] * p) * q;
  return [mix(0), mix(1)];
}

/** Whether straight lines follow the map inside; NaN corners never do, unless all is nowhere. */
function isFlat(corners: Corners, middle: Pair, side: number): boolean {
  const [column, row] = between(corners, 0.5, 0.5);
  if ([...corners, middle].every((place) => Number.isNaN(place[0]))) return true;
  const [nw, ne, sw] = corners;
  const stride =
    Math.max(Math.hypot(ne[0] - nw[0], ne[1] - nw[1]), Math.hypot(sw[0] - nw[0], sw[1] - nw[1])) / side;
  return Math.hypot(middle[0] - column, middle[1] - row) <= tolerance * Math.max(1, stride);
}

/** Middles of every `columnStep`-th pixel of a window. */
export function windowPlaces(
  window: Pick<PixelWindow, "column" | "row">,
  copy: Pick<Pixels, "width" | "height">,
  columnStep = 1,
  rowStep = 1,
): SourcePlaces {
  const length = copy.width * copy.height;
  const columns = new Float64Array(length);
  const rows = new Float64Array(length);
  for (let row = 0; row < copy.height; row++) {
    for (let column = 0; column < copy.width; column++) {
      const index = row * copy.width + column;
      columns[index] = window.column + column * columnStep + 0.5;
      rows[index] = window.row + row * rowStep + 0.5;
    }
  }
  return { columns, rows };
}
