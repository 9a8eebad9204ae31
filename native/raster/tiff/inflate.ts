import { inflateSync, zstdDecompressSync } from "node:zlib";
import { compressions } from "./blockLayout.ts";
import { damaged } from "./tiffError.ts";

/** Unpacks deflate or Zstandard of at most `mostBytes`. @throws TiffError when there is more, or the stream is broken. */
export function inflate(packed: Uint8Array, compression: number, mostBytes: number): Uint8Array {
  // With room for all of it the output is made in one piece; a bomb ends where the block does.
  const options = { chunkSize: Math.max(1024, mostBytes + 64), maxOutputLength: mostBytes + 65_536 };
  try {
    return compression === compressions.zstd
      ? zstdDecompressSync(packed, options)
      : inflateSync(packed, options);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === "ERR_BUFFER_TOO_LARGE") throw damaged("a block unpacks to more than its pixels need");
    throw damaged(`a block cannot be unpacked (${message})`);
  }
}
