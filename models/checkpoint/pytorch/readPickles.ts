import type { ByteSource } from "../byteSource.ts";
import { PickleEnds } from "../pickle/pickleBytes.ts";
import { mostPickleBytes, type ReadPickle, readPickle } from "../pickle/readPickle.ts";

const firstBytes = 64 * 1024;

/**
 * Reads pickles that follow each other at the start of a file. Their sizes are not written anywhere, so that more
 * and more of the file is read until it holds them. Ends are counted from the file's start.
 * @throws Defect as `readPickle`.
 */
export async function readPickles(source: ByteSource, count: number): Promise<readonly ReadPickle[]> {
  const most = Math.min(source.size, mostPickleBytes);
  for (let length = firstBytes; ; length *= 4) {
    const bytes = await source.read(0, Math.min(length, most));
    try {
      const pickles: ReadPickle[] = [];
      let endBytes = 0;
      while (pickles.length < count) {
        const read = readPickle(bytes.subarray(endBytes));
        endBytes += read.endBytes;
        pickles.push({ ...read, endBytes });
      }
      return pickles;
    } catch (error) {
      if (!(error instanceof PickleEnds) || length >= most) throw error;
    }
  }
}
