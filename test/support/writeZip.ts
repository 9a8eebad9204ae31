import { writeFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

/** One file of a zip; the last three fields are for zips that lie. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isDeflated?: boolean;
  readonly saidBytes?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** Writes a zip, stored or deflated, as APPNOTE.TXT lays it out. */
export function writeZip(path: string, entries: readonly ZipEntry[]): string {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, isDeflated = false, saidBytes = bytes.length, flags = 0, method } of entries) {
    const content = isDeflated ? deflateRawSync(bytes) : Buffer.from(bytes);
    const nameBytes = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method ?? (isDeflated ? 8 : 0), 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(saidBytes, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    parts.push(Buffer.from("PK\x03\x04"), shared, nameBytes, content);
    directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), shared, tail, nameBytes);
    offset += 4 + shared.length + nameBytes.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  writeFileSync(path, Buffer.concat([...parts, ...directory, end]));
  return path;
}
