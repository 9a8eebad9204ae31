import { EngineError } from "../../engineError.ts";
import type { ByteSource } from "../files/byteSource.ts";

/** A run of bytes of one tile, from its SOT marker on. */
export interface TilePart {
  readonly position: number;
  readonly byteLength: number;
}

const startOfTilePart = 0xff90;
const endOfCodestream = 0xffd9;
const headBytes = 12;
/** An SOT segment and the marker that starts the data. */
const leastBytes = 14;
const mostTileParts = 200_000;
const readAheadBytes = 4096;

/** Hops from tile-part to tile-part by their lengths (Psot). @throws EngineError when one is cut off or a tile has none. */
export async function indexTileParts(
  source: ByteSource,
  { start, end }: { start: number; end: number },
  tileCount: number,
): Promise<TilePart[][]> {
  const fail = (detail: string) => new EngineError({ kind: "file-damaged", path: source.path, detail });
  const tiles = Array.from({ length: tileCount }, () => [] as TilePart[]);
  let ahead = { from: 0, bytes: new Uint8Array(0) };
  let position = start;
  for (let count = 0; position + headBytes <= end; count++) {
    if (count === mostTileParts) throw fail(`more than ${mostTileParts} tile-parts`);
    if (position + headBytes > ahead.from + ahead.bytes.length || position < ahead.from) {
      const bytes = await source.read(position, Math.min(readAheadBytes, end - position));
      ahead = { from: position, bytes: new Uint8Array(bytes) };
    }
    const view = new DataView(ahead.bytes.buffer, position - ahead.from, headBytes);
    const marker = view.getUint16(0);
    if (marker === endOfCodestream) break;
    if (marker !== startOfTilePart) throw fail(`no tile-part begins at byte ${position}`);
    const tile = view.getUint16(4);
    const said = view.getUint32(6);
    const byteLength = said === 0 ? (await endOfData(source, end)) - position : said;
    if (tile >= tileCount) throw fail(`it holds tile ${tile} of ${tileCount}`);
    if (byteLength < leastBytes || position + byteLength > end)
      throw fail(`it ends after ${source.byteLength} bytes, in the middle of tile ${tile}`);
    tiles[tile]!.push({ position, byteLength });
    position += byteLength;
  }
  const missing = tiles.findIndex((parts) => parts.length === 0);
  if (missing >= 0) throw fail(`tile ${missing} of ${tileCount} is missing`);
  return tiles;
}

/** Where a last tile-part without a length ends: before the end marker, if there is one. */
async function endOfData(source: ByteSource, end: number): Promise<number> {
  const [high = 0, low = 0] = await source.read(end - 2, 2);
  return ((high << 8) | low) === endOfCodestream ? end - 2 : end;
}
