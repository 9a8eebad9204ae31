import type { PixelWindow } from "../../../models/vocabulary/raster.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a walk over the image goes next: to the right, then to the start of the row below; null after the last. */
export function nextWindow(window: PixelWindow, { width, height }: Size): PixelWindow | null {
  const isRowEnd = window.column + window.width >= width;
  const column = isRowEnd ? 0 : window.column + window.width;
  const row = isRowEnd ? window.row + window.height : window.row;
  if (row >= height) return null;
  return {
    column,
    row,
    width: Math.min(window.width, width - column),
    height: Math.min(window.height, height - row),
  };
}

/** True where two windows are two steps of such a walk. */
export function follows(last: PixelWindow, window: PixelWindow, size: Size): boolean {
  const expected = nextWindow(last, size);
  return expected?.column === window.column && expected.row === window.row;
}

/** True for a window that has pixels, all of them in the image. */
export const isInside = ({ column, row, width, height }: PixelWindow, image: Size): boolean =>
  width > 0 &&
  height > 0 &&
  column >= 0 &&
  row >= 0 &&
  column + width <= image.width &&
  row + height <= image.height;
