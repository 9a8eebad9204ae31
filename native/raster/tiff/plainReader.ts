import type { PixelWindow } from "../../../models/vocabulary/raster.ts";
import { rowBytesOf } from "./blockLayout.ts";
import { KernelSlots, slotBytes } from "./kernelSlots.ts";
import { samplesOf } from "./samples.ts";
import type { TiffBytes } from "./tiffBytes.ts";
import type { TiffImage } from "./tiffImage.ts";
import { copyPart, shared, type Wanted } from "./windowParts.ts";

let slots: KernelSlots | null = null;

/**
 * Reads uncompressed samples straight into the planes of a window: only the rows that it needs, and nothing is kept,
 * since the system keeps the file's pages anyway. `block` lies in pixels of the image, its bytes from `offset` on.
 */
export async function readPlain(
  source: TiffBytes,
  image: TiffImage,
  { block, offset }: { block: PixelWindow; offset: number },
  wanted: Wanted,
): Promise<void> {
  const { layout } = image;
  const rowBytes = rowBytesOf(layout);
  const pixelBytes = (layout.samplesPerPixel * layout.bits) / 8;
  for (const part of partsOf(shared(block, wanted.window), rowBytes, pixelBytes)) {
    // Whole rows are one piece of the file; of a single row only the columns that are needed.
    const columns = part.height === 1 ? part : { column: block.column, width: block.width };
    const row = part.row - block.row;
    const start = offset + row * rowBytes + (columns.column - block.column) * pixelBytes;
    await readPart(source, image, { part: { ...part, ...columns }, start }, wanted);
  }
}

function* partsOf(area: PixelWindow, rowBytes: number, pixelBytes: number): Generator<PixelWindow> {
  const rows = Math.floor(slotBytes / rowBytes);
  const columns = rows > 0 ? area.width : Math.max(1, Math.floor(slotBytes / pixelBytes));
  const height = Math.max(1, rows);
  for (let row = 0; row < area.height; row += height)
    for (let column = 0; column < area.width; column += columns)
      yield {
        column: area.column + column,
        row: area.row + row,
        width: Math.min(columns, area.width - column),
        height: Math.min(height, area.height - row),
      };
}

async function readPart(
  source: TiffBytes,
  { layout }: TiffImage,
  { part, start }: { part: PixelWindow; start: number },
  wanted: Wanted,
): Promise<void> {
  slots ??= new KernelSlots();
  const { kernel, sorted } = slots;
  const bands = layout.samplesPerPixel;
  const count = part.width * part.height * bands;
  const byteCount = (count * layout.bits) / 8;
  const slot = await slots.take();
  try {
    await source.readInto(kernel.view(slot, byteCount), start);
    const bits = layout.bits as 8 | 16 | 32 | 64;
    if (!layout.isLittleEndian && bits !== 8) kernel.run[`swap${bits}`](slot, count);
    if (bands > 1) kernel.run[`planes${bits}`](slot, sorted, part.width, part.height, bands, 0);
    const samples = samplesOf(kernel.view(bands > 1 ? sorted : slot, byteCount), layout);
    copyPart(samples, part, wanted);
  } finally {
    slots.giveBack(slot);
  }
}
