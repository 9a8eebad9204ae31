import type { Pixels, PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { PyramidSource } from "../scene/scene.ts";
import type { RasterReader } from "./rasterReader.ts";
import { readPixels } from "./readPixels.ts";

/** A window at reduced size, for showing: every n-th pixel, from the overview that is just large enough. */
export interface DecimatedPixels {
  readonly pixels: Pixels;
  /** Scene pixels in one pixel of the copy, along columns and rows. */
  readonly columnStep: number;
  readonly rowStep: number;
}

/** At most `maxSide` pixels a side. The window must lie inside the scene. */
export async function readDecimated(
  scene: PyramidSource,
  window: PixelWindow,
  maxSide: number,
): Promise<DecimatedPixels> {
  const wanted = Math.max(window.width, window.height) / maxSide;
  const overview = scene.overviews.findLast((one) => scene.grid.width / one.width <= Math.max(1, wanted));
  // Masks have overviews of their own, which are rarely there: the full-size way is always right.
  if (overview === undefined || scene.maskReader !== null)
    return stepThrough(scene, window, Math.max(1, Math.floor(wanted)));
  return readOverview(scene, overview, window, maxSide);
}

async function readOverview(
  scene: PyramidSource,
  overview: RasterReader,
  window: PixelWindow,
  maxSide: number,
): Promise<DecimatedPixels> {
  const acrossRatio = scene.grid.width / overview.width;
  const downRatio = scene.grid.height / overview.height;
  const column = Math.floor(window.column / acrossRatio);
  const row = Math.floor(window.row / downRatio);
  const inner: PixelWindow = {
    column,
    row,
    width: Math.max(1, Math.min(overview.width - column, Math.ceil(window.width / acrossRatio))),
    height: Math.max(1, Math.min(overview.height - row, Math.ceil(window.height / downRatio))),
  };
  const small = {
    ...scene,
    reader: overview,
    overviews: [],
    grid: { ...scene.grid, width: overview.width, height: overview.height },
  };
  const step = Math.max(1, Math.floor(Math.max(inner.width, inner.height) / maxSide));
  const copy = await stepThrough(small, inner, step);
  return {
    pixels: copy.pixels,
    columnStep: copy.columnStep * acrossRatio,
    rowStep: copy.rowStep * downRatio,
  };
}

/** Rows that are asked for together: enough that none waits for the way to another thread and back. */
const rowsAtOnce = 24;

/** Keeps every n-th row and column; some rows are read at a time, so that memory stays bounded. */
async function stepThrough(
  scene: PyramidSource,
  window: PixelWindow,
  step: number,
): Promise<DecimatedPixels> {
  if (step === 1) return { pixels: await readPixels(scene, window), columnStep: 1, rowStep: 1 };
  const width = Math.ceil(window.width / step);
  const height = Math.ceil(window.height / step);
  const bands = scene.bands.map(() => new Float32Array(width * height));
  const valid = new Uint8Array(width * height);
  const keepRow = async (row: number) => {
    const place = { column: window.column, row: window.row + row * step, width: window.width, height: 1 };
    const line = await readPixels(scene, place);
    for (let column = 0; column < width; column++) valid[row * width + column] = line.valid[column * step]!;
    for (const [index, band] of bands.entries()) {
      const from = line.bands[index]!;
      for (let column = 0; column < width; column++) band[row * width + column] = from[column * step]!;
    }
  };
  for (let first = 0; first < height; first += rowsAtOnce) {
    const count = Math.min(rowsAtOnce, height - first);
    await Promise.all(Array.from({ length: count }, (_, index) => keepRow(first + index)));
  }
  return { pixels: { width, height, bands, valid }, columnStep: step, rowStep: step };
}
