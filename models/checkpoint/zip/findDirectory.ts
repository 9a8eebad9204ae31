import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";

/** Where the list of a zip's entries lies. */
export interface DirectoryPlace {
  readonly offsetBytes: number;
  readonly byteLength: number;
  readonly entryCount: number;
}

const endSignature = 0x06054b50;
const endBytes = 22;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const wideEndSignature = 0x06064b50;
const wideEndBytes = 56;
const longestComment = 0xffff;

/** Reads the end records of a zip, the wide one (zip64) where there is one. @throws Defect when they are damaged. */
export async function findDirectory(source: ByteSource): Promise<DirectoryPlace> {
  const tailLength = Math.min(source.size, longestComment + endBytes + locatorBytes);
  const tailOffset = source.size - tailLength;
  const bytes = await source.read(tailOffset, tailLength);
  const tail = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = findEnd(tail);
  if (at === null) throw new Defect("it is a zip that ends too early: its directory is missing");
  const isSplit = tail.getUint16(at + 4, true) !== 0 || tail.getUint16(at + 6, true) !== 0;
  if (isSplit) throw new Defect("it is one part of a zip in several parts");
  const narrow = {
    entryCount: tail.getUint16(at + 10, true),
    byteLength: tail.getUint32(at + 12, true),
    offsetBytes: tail.getUint32(at + 16, true),
  };
  const locator = at - locatorBytes;
  if (locator < 0 || tail.getUint32(locator, true) !== locatorSignature)
    return checkPlace(narrow, tailOffset + at);
  const wideOffset = Number(tail.getBigUint64(locator + 8, true));
  const wide = await readWideEnd(source, wideOffset, tailOffset + locator);
  for (const [field, overflowed] of [
    ["entryCount", 0xffff],
    ["byteLength", 0xffffffff],
    ["offsetBytes", 0xffffffff],
  ] as const)
    if (narrow[field] !== overflowed && narrow[field] !== wide[field])
      throw new Defect(`its two end records disagree: ${field} is ${narrow[field]} and ${wide[field]}`);
  return checkPlace(wide, wideOffset);
}

/** Searched from the end, as a comment of any length may follow. */
function findEnd(tail: DataView): number | null {
  for (let at = tail.byteLength - endBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== endSignature) continue;
    if (at + endBytes + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  return null;
}

async function readWideEnd(source: ByteSource, offset: number, limit: number): Promise<DirectoryPlace> {
  if (offset + wideEndBytes > limit)
    throw new Defect(`its zip64 end record is said to lie at byte ${offset}`);
  const bytes = await source.read(offset, wideEndBytes);
  const record = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (record.getUint32(0, true) !== wideEndSignature)
    throw new Defect(`there is no zip64 end record at byte ${offset}`);
  return {
    entryCount: Number(record.getBigUint64(32, true)),
    byteLength: Number(record.getBigUint64(40, true)),
    offsetBytes: Number(record.getBigUint64(48, true)),
  };
}

function checkPlace(place: DirectoryPlace, limit: number): DirectoryPlace {
  if (place.offsetBytes + place.byteLength > limit)
    throw new Defect(
      `its directory is said to lie at bytes ${place.offsetBytes} to ${place.offsetBytes + place.byteLength}, beyond byte ${limit}`,
    );
  return place;
}
