import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { TiffImage } from "./tiffImage.ts";

/** A block that a window touches. */
export interface Block {
  readonly plane: number;
  readonly blockRow: number;
  readonly blockColumn: number;
  /** What it covers, in pixels; tiles may reach beyond the image. */
  readonly area: PixelWindow;
}

/** The blocks that hold samples of a window, row by row; all planes of a block in turn. */
export function* blocksOf(
  image: TiffImage,
  window: PixelWindow,
  samples: readonly number[],
): Generator<Block> {
  const { blockWidth, blockHeight, isPlanar, isTiled, height } = image;
  const lastColumn = Math.floor((window.column + window.width - 1) / blockWidth);
  const lastRow = Math.floor((window.row + window.height - 1) / blockHeight);
  const planes = isPlanar ? [...new Set(samples)] : [0];
  for (let blockRow = Math.floor(window.row / blockHeight); blockRow <= lastRow; blockRow++) {
    // The last strip holds the rows that are left; tiles are whole.
    const rows = isTiled ? blockHeight : Math.min(blockHeight, height - blockRow * blockHeight);
    for (let blockColumn = Math.floor(window.column / blockWidth); blockColumn <= lastColumn; blockColumn++) {
      const area = {
        column: blockColumn * blockWidth,
        row: blockRow * blockHeight,
        width: blockWidth,
        height: rows,
      };
      for (const plane of planes) yield { plane, blockRow, blockColumn, area };
    }
  }
}
