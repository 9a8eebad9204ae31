import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { ByteSource } from "../../models/checkpoint/byteSource.ts";

/** Bytes in memory as a file. A range outside of them is a bug of whoever reads. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      if (!(offset >= 0 && length >= 0 && offset + length <= bytes.length))
        throw new RangeError(`read ${length} bytes at ${offset} of ${bytes.length}`);
      return bytes.subarray(offset, offset + length);
    },
  };
}

export function fileInMemory(path: string): ByteSource {
  return memorySource(basename(path), readFileSync(path));
}

export interface CountingSource extends ByteSource {
  /** Bytes read so far. */
  readonly readBytes: number;
  close(): void;
}

/** A file on disk that counts what is read of it. */
export function countingSource(path: string): CountingSource {
  const descriptor = openSync(path, "r");
  let readBytes = 0;
  return {
    name: basename(path),
    size: statSync(path).size,
    get readBytes() {
      return readBytes;
    },
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      if (readSync(descriptor, bytes, 0, length, offset) !== length)
        throw new RangeError("read beyond the end");
      readBytes += length;
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}
