import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { Collar, DarkEdge, ValidityRule } from "../scene/scene.ts";

/** What was read of one window, which lies inside the raster. */
export interface RawPixels {
  readonly window: PixelWindow;
  /** Size of the whole raster: the scene's, or that of a reduced copy. */
  readonly size: { readonly width: number; readonly height: number };
  readonly bands: readonly Float32Array[];
  /** Alpha and masks: 0 = not measured. */
  readonly transparencies: readonly Float32Array[];
}

/** 1 = measured, by every part of the rule but the dark edge, which needs to see around the window. */
export function validPixels(raw: RawPixels, rule: ValidityRule): Uint8Array {
  const { bands, transparencies } = raw;
  const length = raw.window.width * raw.window.height;
  const valid = new Uint8Array(length).fill(1);
  for (const [index, band] of bands.entries()) {
    const nodata = rule.nodata[index] ?? null;
    if (nodata !== null) clearWhere(valid, band, nodata);
    if (rule.isFloat) clearUnlessFinite(valid, band);
    if (rule.zeroFill === "any-band") clearWhere(valid, band, 0);
  }
  if (rule.darkEdge !== null) clearDark(valid, bands, rule.darkEdge.highest);
  else if (rule.zeroFill === "every-band") clearDark(valid, bands, 0);
  for (const collar of rule.collars) clearCollar(valid, raw, collar);
  for (const plane of transparencies) clearWhere(valid, plane, 0);
  return valid;
}

/** True where some valid pixel has a band that is dark enough to belong to an edge: rare, so it is asked first. */
export function hasDarkBand(bands: readonly Float32Array[], valid: Uint8Array, edge: DarkEdge): boolean {
  return bands.some((band) => {
    if (!isDarkAnywhere(band, edge.highest)) return false;
    for (let index = 0; index < band.length; index++)
      if (band[index]! <= edge.highest && valid[index] === 1) return true;
    return false;
  });
}

/** Clears valid pixels of which a band is dark and that have an invalid pixel within reach. */
export function clearDarkEdge(
  valid: Uint8Array,
  bands: readonly Float32Array[],
  edge: DarkEdge,
  width: number,
): void {
  const isNear = spread(valid, width, edge.reachPixels);
  for (const band of bands) {
    for (let index = 0; index < band.length; index++)
      if (band[index]! <= edge.highest && isNear[index] === 1) valid[index] = 0;
  }
}

/** The built-in search is many times faster than a loop, and most planes hold none. */
function clearWhere(valid: Uint8Array, plane: Float32Array, wanted: number) {
  // float32 holds -3.4e38 and the like only after rounding, as do the samples it is compared with.
  const value = Math.fround(wanted);
  const first = plane.indexOf(value);
  if (first < 0) return;
  for (let index = first; index < plane.length; index++) if (plane[index] === value) valid[index] = 0;
}

function clearUnlessFinite(valid: Uint8Array, plane: Float32Array) {
  // x - x is NaN for NaN and the infinities, 0 for all else; one sum tells whether there is any of them.
  let sum = 0;
  for (let index = 0; index < plane.length; index++) sum += plane[index]! - plane[index]!;
  if (sum === 0) return;
  for (let index = 0; index < plane.length; index++) if (!Number.isFinite(plane[index])) valid[index] = 0;
}

/** Fill and dark edges are of unsigned numbers, of which a few are dark; the built-in search looks for each. */
function isDarkAnywhere(plane: Float32Array, highest: number): boolean {
  for (let value = 0; value <= highest; value++) if (plane.includes(value)) return true;
  return false;
}

/** Clears pixels of which every band is at most `highest`. */
function clearDark(valid: Uint8Array, bands: readonly Float32Array[], highest: number) {
  if (bands.some((band) => !isDarkAnywhere(band, highest))) return;
  for (let index = 0; index < valid.length; index++) {
    let isDark = true;
    for (let band = 0; band < bands.length && isDark; band++) isDark = bands[band]![index]! <= highest;
    if (isDark) valid[index] = 0;
  }
}

function clearCollar(valid: Uint8Array, { window, size, bands }: RawPixels, collar: Collar) {
  const across = (collar.width / size.width) * collar.cellsPerColumn;
  const down = (collar.height / size.height) * collar.cellsPerRow;
  const cellColumns = Int32Array.from({ length: window.width }, (_, column) =>
    Math.min(collar.columnCount - 1, Math.floor((window.column + column + 0.5) * across)),
  );
  for (let row = 0; row < window.height; row++) {
    const cellRow = Math.min(collar.rowCount - 1, Math.floor((window.row + row + 0.5) * down));
    const from = cellRow * collar.columnCount;
    const line = collar.cells.subarray(from, from + collar.columnCount);
    if (!line.includes(1)) continue;
    for (let column = 0; column < window.width; column++) {
      if (line[cellColumns[column]!] === 0) continue;
      const index = row * window.width + column;
      if (isWithin(bands, index, collar)) valid[index] = 0;
    }
  }
}

/** True where every band is a collar's colour. */
export function isWithin(
  bands: readonly ArrayLike<number>[],
  index: number,
  { low, high }: { readonly low: number; readonly high: number },
): boolean {
  for (let band = 0; band < bands.length; band++) {
    const value = bands[band]![index]!;
    if (value < low || value > high) return false;
  }
  return true;
}

/** 1 within `reach` pixels, along rows, columns and diagonals, of a pixel that is not valid. */
function spread(valid: Uint8Array, width: number, reach: number): Uint8Array {
  const height = valid.length / width;
  const along = new Uint8Array(valid.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (valid[row * width + column] === 1) continue;
      const from = row * width;
      along.fill(1, from + Math.max(0, column - reach), from + Math.min(width, column + reach + 1));
    }
  }
  const near = new Uint8Array(valid.length);
  for (let row = 0; row < height; row++) {
    const line = along.subarray(row * width, (row + 1) * width);
    if (!line.includes(1)) continue;
    for (let other = Math.max(0, row - reach); other <= Math.min(height - 1, row + reach); other++) {
      for (let column = 0; column < width; column++) if (line[column] === 1) near[other * width + column] = 1;
    }
  }
  return near;
}
