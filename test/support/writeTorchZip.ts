import { closeSync, openSync, writeSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

/** One file of the zip; zeros are not written but left out as a hole, so that gigabytes of them take no disk. */
export interface TorchEntry {
  readonly name: string;
  /** A function makes the bytes when their turn comes, so that not all of a large file are in memory. */
  readonly content: Uint8Array | (() => Uint8Array) | { readonly zeroBytes: number };
  readonly isDeflated?: boolean;
}

/** Where the bytes of a file go one after the other. */
interface Sink {
  readonly at: number;
  write(bytes: Uint8Array): void;
  skip(byteLength: number): void;
}

const alignmentBytes = 64;
const paddingExtra = 0x4246;
const descriptorAndUtf8 = 0x0808;
const narrowMost = 0xffffffff;

/** Writes a zip as torch.save lays it out: aligned, with data descriptors and zip64 end records. */
export function writeTorchZip(path: string, entries: readonly TorchEntry[]): string {
  const descriptor = openSync(path, "w");
  let at = 0;
  try {
    writeEntries(entries, {
      get at() {
        return at;
      },
      write(bytes) {
        writeSync(descriptor, bytes, 0, bytes.length, at);
        at += bytes.length;
      },
      skip(byteLength) {
        at += byteLength;
      },
    });
  } finally {
    closeSync(descriptor);
  }
  return path;
}

/** The same in memory, for small ones. */
export function torchZipBytes(entries: readonly TorchEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  const write = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  writeEntries(entries, {
    get at() {
      return at;
    },
    write,
    skip: (byteLength) => write(new Uint8Array(byteLength)),
  });
  return Buffer.concat(parts);
}

function writeEntries(entries: readonly TorchEntry[], sink: Sink): void {
  const directory = entries.map((entry) => writeEntry(entry, sink));
  const offset = sink.at;
  for (const record of directory) sink.write(record);
  const byteLength = sink.at - offset;
  const count = entries.length;
  const wideAt = sink.at;
  sink.write(
    pack(
      "PK\x06\x06",
      [44, 8],
      [0, 2],
      [0, 2],
      [0, 4],
      [0, 4],
      [count, 8],
      [count, 8],
      [byteLength, 8],
      [offset, 8],
    ),
  );
  sink.write(pack("PK\x06\x07", [0, 4], [wideAt, 8], [1, 4]));
  const fewer = Math.min(count, 0xffff);
  sink.write(
    pack(
      "PK\x05\x06",
      [0, 2],
      [0, 2],
      [fewer, 2],
      [fewer, 2],
      [narrow(byteLength), 4],
      [narrow(offset), 4],
      [0, 2],
    ),
  );
}

/** Writes header, content and descriptor. @returns the entry's record of the directory. */
function writeEntry({ name, content, isDeflated = false }: TorchEntry, sink: Sink): Uint8Array {
  const zeroBytes = "zeroBytes" in content ? content.zeroBytes : 0;
  const bytes = contentBytes(content);
  const packed = isDeflated ? deflateRawSync(bytes) : bytes;
  const [byteLength, packedBytes] = [bytes.length + zeroBytes, packed.length + zeroBytes];
  const crc = zeroBytes > 0 ? crcOfZeros(zeroBytes) : crc32(bytes);
  const nameBytes = Buffer.from(name);
  const shared = [
    [descriptorAndUtf8, 2],
    [isDeflated ? 8 : 0, 2],
    [0, 4],
  ] as const;
  const headerAt = sink.at;
  const bare = headerAt + 30 + nameBytes.length + 4;
  const padding = Math.ceil(bare / alignmentBytes) * alignmentBytes - bare;
  sink.write(
    pack("PK\x03\x04", [0, 2], ...shared, [0, 4], [0, 4], [0, 4], [nameBytes.length, 2], [4 + padding, 2]),
  );
  sink.write(Buffer.concat([nameBytes, pack("", [paddingExtra, 2], [padding, 2]), Buffer.alloc(padding)]));
  sink.write(packed);
  sink.skip(zeroBytes);
  const isWide = byteLength >= narrowMost;
  const sizeBytes = isWide ? 8 : 4;
  sink.write(pack("PK\x07\x08", [crc, 4], [packedBytes, sizeBytes], [byteLength, sizeBytes]));
  const wide = [byteLength, packedBytes, headerAt].filter((field) => field >= narrowMost);
  const extra =
    wide.length === 0
      ? pack("")
      : pack("", [1, 2], [8 * wide.length, 2], ...wide.map((field) => [field, 8] as const));
  const sizes = [
    [crc, 4],
    [narrow(packedBytes), 4],
    [narrow(byteLength), 4],
  ] as const;
  const lengths = [
    [nameBytes.length, 2],
    [extra.length, 2],
    [0, 2],
  ] as const;
  const record = pack(
    "PK\x01\x02",
    [0, 2],
    [0, 2],
    ...shared,
    ...sizes,
    ...lengths,
    [0, 2],
    [0, 2],
    [0, 4],
    [narrow(headerAt), 4],
  );
  return Buffer.concat([record, nameBytes, extra]);
}

function contentBytes(content: TorchEntry["content"]): Uint8Array {
  if (typeof content === "function") return content();
  return "zeroBytes" in content ? new Uint8Array(0) : content;
}

const narrow = (field: number) => Math.min(field, narrowMost);

/** A signature, then numbers of some bytes each, little-endian. */
function pack(
  signature: string,
  ...fields: readonly (readonly [value: number, byteLength: number])[]
): Buffer {
  const parts = fields.map(([value, byteLength]) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes.subarray(0, byteLength);
  });
  return Buffer.concat([Buffer.from(signature, "latin1"), ...parts]);
}

/**
 * CRC-32 of zero bytes without reading them. One zero byte is a linear map of the checksum's 32 bits; the map of
 * 2n bytes is that of n bytes applied twice.
 */
export function crcOfZeros(byteLength: number): number {
  let power = Array.from({ length: 32 }, (_, bit) => {
    let crc = 2 ** bit;
    for (let step = 0; step < 8; step++) crc = (crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1) >>> 0;
    return crc;
  });
  const apply = (crc: number) =>
    power.reduce((sum, column, bit) => ((crc >>> bit) & 1 ? sum ^ column : sum), 0);
  let crc = -1;
  for (let left = byteLength; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) crc = apply(crc);
    power = power.map(apply);
  }
  return ~crc >>> 0;
}
