import { blockBytes, compressions } from "./blockLayout.ts";
import type { ByteSource } from "./byteSource.ts";
import { damaged } from "./tiffError.ts";
import { isReadInParts, type TiffImage } from "./tiffImage.ts";

/** Where one block lies in the file; `isSparse`: it was never written. */
export interface BlockPlace {
  readonly offset: number;
  readonly byteCount: number;
  readonly isSparse: boolean;
}

/** Blocks of an image as they are read: uncompressed strips are cut into parts, so that none is large. */
export interface BlockTable {
  readonly across: number;
  readonly down: number;
  /** Rows of a block; the last may have fewer. */
  readonly blockHeight: number;
  place(plane: number, blockRow: number, blockColumn: number): BlockPlace;
}

const partBytes = 1024 * 1024;

/**
 * Reads the table of an image's blocks. Every block must lie inside the file: a cut-off copy is refused before half of
 * it is used. @throws TiffError
 */
export async function readBlockTable(source: ByteSource, image: TiffImage): Promise<BlockTable> {
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
  const table = { across, down, blockHeight: image.blockHeight, place };
  return isReadInParts(image) ? inParts(image, table) : table;
}

function inParts(image: TiffImage, strips: BlockTable): BlockTable {
  const rowBytes = blockBytes(image.layout, 1);
  const partRows = Math.max(1, Math.floor(partBytes / rowBytes));
  if (partRows >= image.blockHeight) return strips;
  // Parts must not reach over the end of a strip: then their rows divide the strip's.
  const partsEach = Math.ceil(image.blockHeight / partRows);
  if (strips.down > 1) {
    const rows = largestDivisor(image.blockHeight, partRows);
    return { ...strips, blockHeight: rows, down: Math.ceil(image.height / rows), place: partPlace(rows) };
  }
  return { ...strips, blockHeight: partRows, down: partsEach, place: partPlace(partRows) };

  function partPlace(rows: number): BlockTable["place"] {
    return (plane, blockRow, blockColumn) => {
      const first = blockRow * rows;
      const strip = Math.floor(first / image.blockHeight);
      const { offset, isSparse } = strips.place(plane, strip, blockColumn);
      const byteCount = Math.min(rows, image.height - first) * rowBytes;
      return { offset: offset + (first - strip * image.blockHeight) * rowBytes, byteCount, isSparse };
    };
  }
}

function largestDivisor(value: number, most: number): number {
  for (let divisor = Math.min(most, value); divisor > 1; divisor--) if (value % divisor === 0) return divisor;
  return 1;
}
