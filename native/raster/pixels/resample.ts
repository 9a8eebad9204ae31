import type { Pixels, PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { SourcePlaces } from "../place/placeMesh.ts";

/** Up to this many scene pixels a grid pixel, the four neighbours of a point speak for it; beyond, the mean of its area does. */
const mostPixelsByPoint = 1.5;
/** Points an axis at most. Beyond (beside a pole) the mean is that of a regular sample of the area. */
const mostPoints = 16;
/** Scene pixels around the places at most, which bounds the window. */
const mostMargin = 64;

/** The window of the scene that `sampleAt` needs for these places; null where they miss it. */
export function windowAround(
  places: SourcePlaces,
  size: number,
  scene: { readonly width: number; readonly height: number },
): PixelWindow | null {
  const { across, down } = stepsOf(places, size);
  const margin = Math.min(mostMargin, Math.ceil((across + down) / 2) + 1);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < places.columns.length; index++) {
    const column = places.columns[index]!;
    const row = places.rows[index]!;
    if (!(column > -margin && row > -margin && column < scene.width + margin && row < scene.height + margin))
      continue;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  if (left > right) return null;
  const column = Math.max(-1, Math.floor(left) - margin);
  const row = Math.max(-1, Math.floor(top) - margin);
  const width = Math.min(scene.width + 1, Math.ceil(right) + margin) - column;
  const height = Math.min(scene.height + 1, Math.ceil(bottom) + margin) - row;
  const touches = column < scene.width && row < scene.height && column + width > 0 && row + height > 0;
  return touches ? { column, row, width, height } : null;
}

/**
 * Values at places of a scene, from valid pixels only: what was not measured never bleeds into a value. Bilinear where
 * the grid is as fine as the scene; where its pixels are much larger, the mean over their area. A pixel is valid when
 * at least half of its weight is.
 */
export function sampleAt(source: Pixels, window: PixelWindow, places: SourcePlaces, size: number): Pixels {
  const length = size * size;
  const bands = source.bands.map(() => new Float32Array(length));
  const valid = new Uint8Array(length);
  const sums = new Float64Array(bands.length);
  const steps = stepsOf(places, size);
  const pointsOf = (step: number) => (step > mostPixelsByPoint ? Math.min(mostPoints, Math.ceil(step)) : 1);
  const [across, down] = [pointsOf(steps.across), pointsOf(steps.down)];
  const enough = (across * down) / 2;
  for (let index = 0; index < length; index++) {
    const x = places.columns[index]! - window.column - 0.5;
    const y = places.rows[index]! - window.row - 0.5;
    if (Number.isNaN(x)) continue;
    let total = 0;
    sums.fill(0);
    if (across * down === 1) total = addPoint(source, x, y, sums);
    else {
      const right = strideAt(places, size, index, 1);
      const below = strideAt(places, size, index, size);
      for (let point = 0; point < across * down; point++) {
        const p = ((point % across) + 0.5) / across - 0.5;
        const q = (Math.floor(point / across) + 0.5) / down - 0.5;
        total += addPoint(source, x + p * right[0] + q * below[0], y + p * right[1] + q * below[1], sums);
      }
    }
    if (total < enough) continue;
    valid[index] = 1;
    for (let band = 0; band < bands.length; band++) bands[band]![index] = sums[band]! / total;
  }
  return { width: size, height: size, bands, valid };
}

/** Adds what the four neighbours of a point weigh, by bilinear weights; the answer is the weight of those that are valid. */
function addPoint(source: Pixels, x: number, y: number, sums: Float64Array): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (!(left >= 0 && top >= 0 && left + 1 < source.width && top + 1 < source.height)) return 0;
  const [p, q] = [x - left, y - top];
  const from = top * source.width + left;
  let total = 0;
  for (let corner = 0; corner < 4; corner++) {
    const at = from + (corner & 1) + (corner >> 1) * source.width;
    if (source.valid[at] !== 1) continue;
    const weight = ((corner & 1) === 0 ? 1 - p : p) * (corner < 2 ? 1 - q : q);
    total += weight;
    for (let band = 0; band < sums.length; band++) sums[band]! += weight * source.bands[band]![at]!;
  }
  return total;
}

/** Scene pixels from one pixel to the next along rows and along columns, at most over the square. */
function stepsOf(places: SourcePlaces, size: number): { across: number; down: number } {
  let [across, down] = [0, 0];
  // Every 8th pixel will do: the step changes slowly but at seams, which strideAt steps over.
  for (let row = 0; row < size; row += 8) {
    for (let column = 0; column < size; column += 8) {
      const index = row * size + column;
      across = Math.max(across, Math.hypot(...strideAt(places, size, index, 1)));
      down = Math.max(down, Math.hypot(...strideAt(places, size, index, size)));
    }
  }
  return { across, down };
}

/** The way in the scene from a pixel to its neighbour (`offset` 1: to the right, `size`: below); the shorter of both sides. */
function strideAt({ columns, rows }: SourcePlaces, size: number, index: number, offset: number) {
  const start = offset === 1 ? index - (index % size) : index % size;
  const end = start + offset * (size - 1);
  let best: readonly [number, number] = [0, 0];
  let shortest = Infinity;
  for (const from of [index - offset, index]) {
    if (from < start || from + offset > end) continue;
    const stride = [columns[from + offset]! - columns[from]!, rows[from + offset]! - rows[from]!] as const;
    const length = Math.hypot(...stride);
    if (!(length < shortest)) continue;
    [best, shortest] = [stride, length];
  }
  return best;
}
