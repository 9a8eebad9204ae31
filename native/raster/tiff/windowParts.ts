import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { Samples } from "../pixels/rasterReader.ts";
import { viewAs } from "./samples.ts";
import type { TiffImage } from "./tiffImage.ts";

/** What a window wants of a block: one plane a sample, as large as the window. */
export interface Wanted {
  readonly window: PixelWindow;
  /** Samples as they are counted inside the block. */
  readonly samples: readonly number[];
  readonly planes: readonly Samples[];
}

/** What two rectangles share. */
export function shared(one: PixelWindow, other: PixelWindow): PixelWindow {
  const column = Math.max(one.column, other.column);
  const row = Math.max(one.row, other.row);
  return {
    column,
    row,
    width: Math.min(one.column + one.width, other.column + other.width) - column,
    height: Math.min(one.row + one.height, other.row + other.height) - row,
  };
}

/** Copies what a block, sorted by band, and a window share. */
export function copyPart(
  samples: Samples,
  block: PixelWindow,
  { window, samples: indices, planes }: Wanted,
): void {
  const area = shared(block, window);
  const length = block.width * block.height;
  for (const [index, sample] of indices.entries()) {
    const plane = planes[index]!;
    const first = sample * length + (area.row - block.row) * block.width + area.column - block.column;
    const to = (area.row - window.row) * window.width + area.column - window.column;
    if (area.width === block.width && area.width === window.width) {
      plane.set(samples.subarray(first, first + area.width * area.height), to);
      continue;
    }
    for (let row = 0; row < area.height; row++) {
      const from = first + row * block.width;
      plane.set(samples.subarray(from, from + area.width), to + row * window.width);
    }
  }
}

/** Fills what a block that was never written and a window share. */
export function fillPart(value: number, block: PixelWindow, { window, planes }: Wanted): void {
  const area = shared(block, window);
  for (const plane of planes)
    for (let row = 0; row < area.height; row++) {
      const to = (area.row - window.row + row) * window.width + area.column - window.column;
      plane.fill(value, to, to + area.width);
    }
}

/** What stands where nothing was written: no data, where the samples can hold it. */
export function fillOf({ dataType }: TiffImage, nodata: number | null): number {
  if (nodata === null || dataType === null || dataType.startsWith("float")) return nodata ?? 0;
  const held = viewAs(dataType, new ArrayBuffer(8), 0, 1).fill(nodata)[0];
  return held === nodata ? nodata : 0;
}
