import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import { type DirectoryPlace, findDirectory } from "./findDirectory.ts";
import { readWideFields } from "./readWideFields.ts";
import type { ZipEntry } from "./zipEntry.ts";

const entrySignature = 0x02014b50;
const entryBytes = 46;
const localBytes = 30;
const mostEntries = 500_000;
const mostDirectoryBytes = 64 * 1024 ** 2;
const mostDeflatedBytes = 2 * 1024 ** 3;
/** Deflate cannot pack tighter than this. */
const mostSwelling = 1032;
const stored = 0;
const deflated = 8;
/** Bits 0, 6 and 13 of the flags: encrypted in one way or another. */
const encryptedFlags = 0x2041;

type ListedEntry = Omit<ZipEntry, "limitOffset">;

/** The entries of a zip by name, in the directory's order. @throws Defect when it is damaged or made to do harm. */
export async function readDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const place = await findDirectory(source);
  if (place.entryCount > mostEntries || place.byteLength > mostDirectoryBytes)
    throw new Defect(`its zip directory lists ${place.entryCount} entries in ${place.byteLength} bytes`);
  const listed = listEntries(await source.read(place.offsetBytes, place.byteLength), place);
  const byOffset = [...listed].sort((a, b) => a.headerOffset - b.headerOffset);
  const limits = new Map<ListedEntry, number>();
  for (const [index, entry] of byOffset.entries()) {
    const limit = byOffset[index + 1]?.headerOffset ?? place.offsetBytes;
    // The least it can take; what lies between header and content is known when the entry is opened.
    if (entry.headerOffset + localBytes + entry.packedBytes > limit)
      throw new Defect(`zip entry ${entry.name} at byte ${entry.headerOffset} reaches beyond byte ${limit}`);
    limits.set(entry, limit);
  }
  const entries = new Map<string, ZipEntry>();
  for (const entry of listed) {
    if (entries.has(entry.name)) throw new Defect(`zip entry ${entry.name} is listed twice`);
    entries.set(entry.name, { ...entry, limitOffset: limits.get(entry)! });
  }
  return entries;
}

function listEntries(bytes: Uint8Array, place: DirectoryPlace): ListedEntry[] {
  const directory = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ListedEntry[] = [];
  let at = 0;
  while (entries.length < place.entryCount) {
    const refuse = () => new Defect(`its zip directory is damaged at byte ${place.offsetBytes + at}`);
    if (at + entryBytes > bytes.length || directory.getUint32(at, true) !== entrySignature) throw refuse();
    const nameEnd = at + entryBytes + directory.getUint16(at + 28, true);
    const extraEnd = nameEnd + directory.getUint16(at + 30, true);
    const end = extraEnd + directory.getUint16(at + 32, true);
    if (end > bytes.length) throw refuse();
    const name = new TextDecoder().decode(bytes.subarray(at + entryBytes, nameEnd));
    entries.push(readEntry(name, directory, at, bytes.subarray(nameEnd, extraEnd)));
    at = end;
  }
  return entries;
}

function readEntry(name: string, directory: DataView, at: number, extra: Uint8Array): ListedEntry {
  const refuse = (what: string) => new Defect(`zip entry ${name} ${what}`);
  const method = directory.getUint16(at + 10, true);
  if ((directory.getUint16(at + 8, true) & encryptedFlags) !== 0) throw refuse("is encrypted");
  if (method !== stored && method !== deflated) throw refuse(`is compressed by method ${method}`);
  const fields = readWideFields(
    [
      directory.getUint32(at + 24, true),
      directory.getUint32(at + 20, true),
      directory.getUint32(at + 42, true),
    ],
    extra,
  );
  if (fields === null) throw refuse("has sizes of 4 GiB or more that are not given");
  const [byteLength, packedBytes, headerOffset] = fields;
  const isDeflated = method === deflated;
  if (!isDeflated && packedBytes !== byteLength)
    throw refuse(`has two sizes, ${packedBytes} and ${byteLength} bytes`);
  if (isDeflated && byteLength > Math.min(mostDeflatedBytes, packedBytes * mostSwelling))
    throw refuse(`would unpack from ${packedBytes} to ${byteLength} bytes`);
  return { name, isDeflated, crc: directory.getUint32(at + 16, true), packedBytes, byteLength, headerOffset };
}
