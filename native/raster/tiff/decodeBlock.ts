import { readSync } from "node:fs";
import { inflateSync, zstdDecompressSync } from "node:zlib";
import type { Samples } from "../rasterReader.ts";
import { type BlockLayout, blockBytes, bytesPerValue, compressions } from "./blockLayout.ts";
import { decodeFax } from "./fax.ts";
import { decodeJpeg } from "./jpeg.ts";
import { Kernel } from "./kernel.ts";
import { decodeLerc } from "./lerc.ts";
import { cmykToRgba, reverseBits, samplesOf, unpackBits } from "./samples.ts";
import { damaged, unsupported } from "./tiffError.ts";
import { unpackXz } from "./xz.ts";

/** Where the bytes of a block are: at hand, or in a file that this process has open. */
export type BlockSource =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | {
      readonly kind: "file";
      readonly descriptor: number;
      readonly offset: number;
      readonly byteCount: number;
    };

/** One block to decode. */
export interface BlockJob {
  readonly layout: BlockLayout;
  /** Rows wanted. */
  readonly rows: number;
  /** Rows that the block may hold: the last strip of some writers is as high as the others. */
  readonly mostRows: number;
  readonly source: BlockSource;
}

/** Samples of a block, sorted by band, each band row by row. @throws TiffError when they cannot be had. */
export async function decodeBlock(job: BlockJob): Promise<Samples> {
  const { layout, rows } = job;
  switch (layout.compression) {
    case compressions.jpeg:
      return decoded(await decodeJpeg(readAll(job), layout, rows), layout, rows);
    case compressions.lerc:
      return decoded(await decodeLerc(unpackLerc(job), layout, rows), layout, rows);
    case compressions.lzma:
      return arrange(await unpackXz(readAll(job), blockBytes(layout, rows)), job);
    case compressions.ccittRle:
    case compressions.ccittGroup3:
    case compressions.ccittGroup4:
      return arrange(unpackFax(job), job);
    default:
      return arrange(null, job);
  }
}

/** What a codec has made of a block: whole samples in machine order, interleaved. */
export function decoded(bytes: Uint8Array, layout: BlockLayout, rows: number): Samples {
  const plain = {
    ...layout,
    bits: layout.bits <= 8 ? 8 : layout.bits,
    predictor: 1,
    isLittleEndian: true,
  } as const;
  return arrange(bytes, { layout: plain, rows, mostRows: rows, source: { kind: "bytes", bytes } });
}

function readAll({ source }: BlockJob): Uint8Array {
  if (source.kind === "bytes") return source.bytes;
  const bytes = new Uint8Array(source.byteCount);
  readInto(source, bytes);
  return bytes;
}

function readInto(source: BlockSource, target: Uint8Array): void {
  if (source.kind === "bytes") {
    target.set(source.bytes);
    return;
  }
  const read = readSync(source.descriptor, target, 0, target.length, source.offset);
  if (read < target.length) throw damaged(`a block ends after ${read} of ${target.length} bytes`);
}

const sizeOf = (source: BlockSource) => (source.kind === "bytes" ? source.bytes.length : source.byteCount);

/** Samples out of unpacked bytes; where those are not there yet, they are unpacked straight into the kernel's memory. */
function arrange(unpacked: Uint8Array | null, job: BlockJob): Samples {
  const { layout, rows } = job;
  const byteCount = blockBytes(layout, rows);
  if (unpacked === null && canReadStraight(layout)) return readStraight(job, byteCount);
  const kernel = Kernel.for(3 * byteCount + sizeOf(job.source));
  const at = kernel.reserve(byteCount);
  if (unpacked === null) unpackInto(kernel, at, job);
  else if (unpacked.length < byteCount)
    throw damaged(`a block holds ${unpacked.length} of ${byteCount} bytes`);
  else kernel.view(at, byteCount).set(unpacked.subarray(0, byteCount));
  if (layout.bits / 8 !== bytesPerValue(layout) && layout.format === "uint")
    return unpackBits(kernel.view(at, byteCount), layout, rows);
  const sorted = sortByBand(kernel, at, job);
  const samples = samplesOf(kernel.view(sorted, byteCount).slice().buffer, layout);
  return layout.color === "cmyk" ? cmykToRgba(samples as Uint8Array) : samples;
}

/** Nothing to be done but to read: one band, no compression, bytes in order. */
function canReadStraight({ compression, samplesPerPixel, bits, isLittleEndian, isBitReversed }: BlockLayout) {
  return (
    compression === compressions.none &&
    samplesPerPixel === 1 &&
    (isLittleEndian || bits === 8) &&
    [8, 16, 32, 64].includes(bits) &&
    !isBitReversed
  );
}

function readStraight({ layout, source }: BlockJob, byteCount: number): Samples {
  const bytes = new Uint8Array(byteCount);
  readInto(source, bytes);
  return samplesOf(bytes.buffer, layout);
}

function unpackInto(kernel: Kernel, at: number, job: BlockJob): void {
  const { layout, rows, mostRows, source } = job;
  const byteCount = blockBytes(layout, rows);
  if (layout.compression === compressions.none) {
    readInto(source, kernel.view(at, byteCount));
    if (layout.isBitReversed) reverseBits(kernel.view(at, byteCount));
    return;
  }
  if (layout.compression === compressions.lzw || layout.compression === compressions.packBits) {
    const written = unpackByKernel(kernel, at, job, byteCount);
    if (written < byteCount) throw damaged(`a block holds ${Math.max(0, written)} of ${byteCount} bytes`);
    return;
  }
  const unpacked = inflate(packedBytes(job), layout.compression, blockBytes(layout, mostRows));
  if (unpacked.length < byteCount) throw damaged(`a block holds ${unpacked.length} of ${byteCount} bytes`);
  kernel.view(at, byteCount).set(unpacked.subarray(0, byteCount));
}

function unpackByKernel(kernel: Kernel, at: number, { layout, source }: BlockJob, byteCount: number): number {
  const packedCount = sizeOf(source);
  const from = kernel.reserve(packedCount);
  const packed = kernel.view(from, packedCount);
  readInto(source, packed);
  if (layout.isBitReversed) reverseBits(packed);
  if (layout.compression === compressions.packBits)
    return kernel.run.packBits(from, packedCount, at, byteCount);
  // Before 1989 codes were packed from the lowest bit on: then the first code, which is 256, looks like this.
  const isOld = packed[0] === 0 && (packed[1]! & 1) === 1;
  return kernel.run.lzw(from, packedCount, at, byteCount, kernel.table, isOld ? 1 : 0);
}

function packedBytes(job: BlockJob): Uint8Array {
  const bytes = readAll(job);
  return job.layout.isBitReversed ? reverseBits(bytes.slice()) : bytes;
}

function inflate(packed: Uint8Array, compression: number, mostBytes: number): Uint8Array {
  // With room for all of it the output is made in one piece; a bomb ends where the block does.
  const options = { chunkSize: Math.max(1024, mostBytes + 64), maxOutputLength: mostBytes + 65_536 };
  try {
    return compression === compressions.zstd
      ? zstdDecompressSync(packed, options)
      : inflateSync(packed, options);
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "ERR_BUFFER_TOO_LARGE") throw damaged("a block unpacks to more than its pixels need");
    throw damaged(`a block cannot be unpacked (${(error as Error).message})`);
  }
}

function unpackLerc(job: BlockJob): Uint8Array {
  const { lercCompression, samplesPerPixel } = job.layout;
  const blob = readAll(job);
  if (lercCompression === 0) return blob;
  if (lercCompression > 2) throw unsupported("LERC in an unknown compression");
  const code = lercCompression === 1 ? compressions.deflate : compressions.zstd;
  return inflate(
    blob,
    code,
    2 * job.layout.width * job.mostRows * samplesPerPixel * bytesPerValue(job.layout) + 4096,
  );
}

const faxSchemes = {
  [compressions.ccittRle]: "rle",
  [compressions.ccittGroup3]: "group3",
  [compressions.ccittGroup4]: "group4",
} as const;

function unpackFax(job: BlockJob): Uint8Array {
  const { layout, rows } = job;
  if (layout.bits !== 1 || layout.samplesPerPixel !== 1) throw damaged("fax codes of more than one bit");
  const scheme = faxSchemes[layout.compression as keyof typeof faxSchemes];
  return decodeFax(packedBytes(job), { width: layout.width, rows, scheme, options: layout.faxOptions });
}

/** Undoes byte order and predictor, and sorts by band; returns where the result lies. */
function sortByBand(kernel: Kernel, at: number, { layout, rows }: BlockJob): number {
  const { width, samplesPerPixel: bands, predictor, isLittleEndian } = layout;
  const bits = layout.bits as 8 | 16 | 32 | 64;
  const byteCount = blockBytes(layout, rows);
  let from = at;
  if (predictor === 3) {
    from = kernel.reserve(byteCount);
    kernel.run.floats(at, from, width * bands, rows, bands, bits / 8);
  } else if (!isLittleEndian && bits !== 8) kernel.run[`swap${bits}`](at, width * rows * bands);
  if (bands === 1 && predictor !== 2) return from;
  const to = kernel.reserve(byteCount);
  kernel.run[`planes${bits}`](from, to, width, rows, bands, predictor === 2 ? 1 : 0);
  return to;
}
