import { crc32 } from "node:zlib";
import xz from "xz-decompress";
import { damaged, unsupported } from "./tiffError.ts";

const filters = { delta: 0x03, lzma2: 0x21 } as const;
const streamHeaderBytes = 12;

/**
 * Unpacks an .xz stream up to `expectedBytes`. libtiff puts a delta filter before LZMA2, which the decoder does not
 * know: it is taken out of the block header (The .xz File Format, section 3.1) and undone here.
 */
export async function unpackXz(packed: Uint8Array, expectedBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(packed);
  const distance = takeOutDelta(bytes, expectedBytes);
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  const result = new Uint8Array(expectedBytes);
  let length = 0;
  const reader = new xz.XzReadableStream(source).getReader();
  while (length < expectedBytes) {
    const { value, done } = await reader.read();
    if (done) break;
    const part = value.subarray(0, expectedBytes - length);
    result.set(part, length);
    length += part.length;
  }
  reader.cancel().catch(() => undefined);
  if (length < expectedBytes) throw damaged(`a block holds ${length} of ${expectedBytes} bytes`);
  for (let at = distance; distance > 0 && at < length; at++)
    result[at] = result[at]! + result[at - distance]!;
  return result;
}

/** Changes the header of the first block in place; returns how far apart the deltas were, 0 for none. */
function takeOutDelta(bytes: Uint8Array, expectedBytes: number): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < streamHeaderBytes + 8 || view.readUIntBE(0, 6) !== 0xfd377a585a00)
    throw damaged("an LZMA block does not start as one");
  const headerBytes = (view[streamHeaderBytes]! + 1) * 4;
  const header = view.subarray(streamHeaderBytes, streamHeaderBytes + headerBytes);
  if (view[streamHeaderBytes] === 0 || header.length < headerBytes) throw damaged("an LZMA block is empty");
  const flags = header[1]!;
  // The two sizes that may follow are of no use here; libtiff does not write them.
  if ((flags & 0xc0) !== 0) throw unsupported("LZMA with sizes in its block header");
  let at = 2;
  let distance = 0;
  if ((flags & 3) === 1 && header[at] === filters.delta && header[at + 1] === 1) {
    distance = header[at + 2]! + 1;
    at += 3;
  } else if ((flags & 3) !== 0) throw unsupported("LZMA with unusual filters");
  if (header[at] !== filters.lzma2 || header[at + 1] !== 1) throw unsupported("LZMA without LZMA2");
  const dictionary = smallestDictionary(header[at + 2]!, expectedBytes);
  header.fill(0, 1, headerBytes - 4);
  header.set([0, filters.lzma2, 1, dictionary], 1);
  header.writeUInt32LE(crc32(header.subarray(0, headerBytes - 4)), headerBytes - 4);
  return distance;
}

/** A dictionary longer than the block is never looked into; codes are 2^12, 1.5 * 2^12, 2^13 ... bytes. */
function smallestDictionary(code: number, expectedBytes: number): number {
  const sizeOf = (one: number) => (2 + (one & 1)) * 2 ** ((one >> 1) + 11);
  let enough = 0;
  while (enough < code && sizeOf(enough) < expectedBytes) enough++;
  return Math.min(code, enough);
}
