import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import type { ZipEntry } from "./zipEntry.ts";

const pieceBytes = 1024 ** 2;

/** Unpacks an entry, never beyond the size that it states. @throws Defect when it has another size or is damaged. */
export async function inflate(
  source: ByteSource,
  { name, packedBytes, byteLength }: ZipEntry,
  offsetBytes: number,
): Promise<Uint8Array> {
  const refuse = (what: string) => new Defect(`deflated zip entry ${name} at byte ${offsetBytes} ${what}`);
  const result = new Uint8Array(byteLength);
  let filled = 0;
  let failure: unknown = null;
  const unpacked = packedStream(source, offsetBytes, packedBytes, (error) => {
    failure = error;
  })
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await unpacked.read();
      if (done) break;
      if (filled + value.length > byteLength) throw refuse(`unpacks to more than its ${byteLength} bytes`);
      result.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    // The stream's own errors say nothing that helps; those of the disk do.
    if (failure !== null) throw failure;
    throw error instanceof Defect ? error : refuse("is damaged");
  } finally {
    await unpacked.cancel().catch(() => {});
  }
  if (filled !== byteLength) throw refuse(`unpacks to ${filled} bytes, not ${byteLength}`);
  return result;
}

function packedStream(
  source: ByteSource,
  offsetBytes: number,
  byteLength: number,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at === byteLength) {
        controller.close();
        return;
      }
      const length = Math.min(pieceBytes, byteLength - at);
      try {
        controller.enqueue((await source.read(offsetBytes + at, length)) as Uint8Array<ArrayBuffer>);
      } catch (error) {
        onFailure(error);
        throw error;
      }
      at += length;
    },
  });
}
