import type { ByteSource } from "../files/byteSource.ts";
import { type Codestream, tileBox } from "./codestream.ts";

const startOfCodestream = [0xff, 0x4f];
const endOfCodestream = [0xff, 0xd9];

/**
 * One tile as a codestream of its own, so that decoding needs memory for one tile. The image shrinks to the tile but
 * keeps its place on the reference grid: wavelets and code-blocks are laid out from the grid's origin (ISO/IEC
 * 15444-1 Annex B), so a tile moved to 0, 0 would decode to something else.
 */
export async function readTileCodestream(
  source: ByteSource,
  codestream: Codestream,
  tile: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts = codestream.tiles[tile] ?? [];
  const head = [Uint8Array.from(startOfCodestream), sizOf(codestream, tile), ...codestream.segments];
  const total =
    [...head, ...parts].reduce((sum, { byteLength }) => sum + byteLength, 0) + endOfCodestream.length;
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const segment of head) {
    bytes.set(segment, at);
    at += segment.byteLength;
  }
  for (const { position, byteLength } of parts) {
    bytes.set(await source.read(position, byteLength), at);
    // Isot: the only tile is the first; Psot: its length, also where the file left it open.
    view.setUint16(at + 4, 0);
    view.setUint32(at + 6, byteLength);
    at += byteLength;
  }
  bytes.set(endOfCodestream, at);
  return bytes;
}

function sizOf(codestream: Codestream, tile: number): Uint8Array {
  const { x0, y0, x1, y1 } = tileBox(codestream, tile);
  const siz = codestream.siz.slice();
  const view = new DataView(siz.buffer);
  for (const [index, value] of [x1, y1, x0, y0, x1 - x0, y1 - y0, x0, y0].entries())
    view.setUint32(6 + 4 * index, value);
  return siz;
}
