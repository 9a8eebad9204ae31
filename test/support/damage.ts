import { readFileSync, truncateSync, writeFileSync } from "node:fs";

/** Cuts a file off after this many bytes (from the end when negative). */
export function cutOff(path: string, bytes: number): string {
  truncateSync(path, bytes >= 0 ? bytes : readFileSync(path).length + bytes);
  return path;
}

const directoryAt = 8;
const entryBytes = 12;

/** Renames a tag of a file that `writeGeoTiff` wrote, so that readers no longer find it. */
export function hideTag(path: string, tag: number): string {
  const bytes = readFileSync(path);
  const count = bytes.readUInt16LE(directoryAt);
  for (let entry = 0; entry < count; entry++) {
    const at = directoryAt + 2 + entry * entryBytes;
    if (bytes.readUInt16LE(at) === tag) bytes.writeUInt16LE(65_000, at);
  }
  writeFileSync(path, bytes);
  return path;
}

/** Makes the only directory of a file say that it is also the next one. */
export function loopDirectory(path: string): string {
  const bytes = readFileSync(path);
  bytes.writeUInt32LE(directoryAt, directoryAt + 2 + bytes.readUInt16LE(directoryAt) * entryBytes);
  writeFileSync(path, bytes);
  return path;
}
