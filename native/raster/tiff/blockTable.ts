import { blockBytes, compressions } from "./blockLayout.ts";
import type { TiffBytes } from "./tiffBytes.ts";
import { damaged } from "./tiffError.ts";
import type { TiffImage } from "./tiffImage.ts";

/** Where one block lies in the file; `isSparse`: it was never written. */
export interface BlockPlace {
  readonly offset: number;
  readonly byteCount: number;
  readonly isSparse: boolean;
}

/** Blocks of an image, tiles or strips. */
export interface BlockTable {
  place(plane: number, blockRow: number, blockColumn: number): BlockPlace;
}

/**
 * Reads the table of an image's blocks. Every block must lie inside the file: a cut-off copy is refused before half of
 * it is used. @throws TiffError
 */
export async function readBlockTable(source: TiffBytes, image: TiffImage): Promise<BlockTable> {
  const { directory, isTiled, layout, height } = image;
  const offsets = await directory.table(isTiled ? "TileOffsets" : "StripOffsets");
  const byteCounts = await directory.table(isTiled ? "TileByteCounts" : "StripByteCounts");
  const across = Math.ceil(image.width / image.blockWidth);
  const down = Math.ceil(height / image.blockHeight);
  const planes = image.isPlanar ? image.bandCount : 1;
  const expected = across * down * planes;
  if (offsets.length === 0) throw damaged("it has no table of its blocks");
  if (offsets.length < expected || byteCounts.length < expected)
    throw damaged(`it lists ${Math.min(offsets.length, byteCounts.length)} of ${expected} blocks`);
  const isPlain = layout.compression === compressions.none;
  for (let index = 0; index < expected; index++) {
    const [offset, byteCount] = [offsets[index]!, byteCounts[index]!];
    if (offset === 0 || byteCount === 0) continue;
    if (offset + byteCount > source.size)
      throw damaged(`it ends after ${source.size} bytes, but a block reaches to ${offset + byteCount}`);
    const rows = isTiled
      ? image.blockHeight
      : Math.min(image.blockHeight, height - (Math.floor(index / across) % down) * image.blockHeight);
    if (isPlain && byteCount < blockBytes(layout, rows))
      throw damaged(`a block holds ${byteCount} of ${blockBytes(layout, rows)} bytes`);
  }
  const place = (plane: number, blockRow: number, blockColumn: number): BlockPlace => {
    const index = plane * across * down + blockRow * across + blockColumn;
    const [offset, byteCount] = [offsets[index]!, byteCounts[index]!];
    return { offset, byteCount, isSparse: offset === 0 || byteCount === 0 };
  };
  return { place };
}
