import type { ByteSource } from "../byteSource.ts";
import { Defect } from "../checkpointError.ts";
import type { TensorStorage } from "../tensors/tensorPlace.ts";
import { crc32 } from "./crc32.ts";
import { inflate } from "./inflate.ts";
import type { ZipEntry } from "./zipEntry.ts";

const localSignature = 0x04034b50;
const localBytes = 30;

/**
 * Finds the content of an entry behind its local header. Whatever is read whole is checked against its checksum:
 * that costs less than reading it. @throws Defect when header and directory disagree.
 */
export async function openEntry(source: ByteSource, entry: ZipEntry): Promise<TensorStorage> {
  const { name, headerOffset, packedBytes, byteLength, limitOffset } = entry;
  const bytes = await source.read(headerOffset, localBytes);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.getUint32(0, true) !== localSignature)
    throw new Defect(`there is no header of zip entry ${name} at byte ${headerOffset}`);
  // Sizes and checksum in here are zero in PyTorch's files; only the directory's count.
  const offsetBytes = headerOffset + localBytes + header.getUint16(26, true) + header.getUint16(28, true);
  if (offsetBytes + packedBytes > limitOffset)
    throw new Defect(`zip entry ${name} at byte ${offsetBytes} reaches beyond byte ${limitOffset}`);
  return {
    byteLength,
    offsetBytes,
    async read(start, length) {
      if (entry.isDeflated) {
        const whole = await inflate(source, entry, offsetBytes);
        checkSum(entry, whole, offsetBytes);
        return whole.subarray(start, start + length);
      }
      const read = await source.read(offsetBytes + start, length);
      if (length === byteLength) checkSum(entry, read, offsetBytes);
      return read;
    },
  };
}

function checkSum({ name, crc }: ZipEntry, content: Uint8Array, offsetBytes: number): void {
  if (crc32(content) !== crc)
    throw new Defect(`zip entry ${name} at byte ${offsetBytes} is damaged: its checksum does not fit`);
}
