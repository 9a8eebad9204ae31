import { readSync } from "node:fs";
import type { Samples } from "../pixels/rasterReader.ts";
import { type BlockLayout, blockBytes, bytesPerValue, compressions } from "./blockLayout.ts";
import { decodeFax } from "./fax.ts";
import { inflate } from "./inflate.ts";
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
export const decodeBlock = (job: BlockJob): Promise<Samples> => decodeWith(job, (samples) => samples.slice());

/** As `decodeBlock`, into memory that is shared with another thread. */
export const decodeInto = (job: BlockJob, target: SharedArrayBuffer): Promise<void> =>
  decodeWith(job, ({ buffer, byteOffset, byteLength }) =>
    new Uint8Array(target).set(new Uint8Array(buffer, byteOffset, byteLength)),
  );

/** Samples out of what an image codec has made of a block: whole values in machine order, interleaved. */
export function arrangePicture(bytes: Uint8Array, layout: BlockLayout, rows: number): Samples {
  const source = { kind: "bytes", bytes } as const;
  return arrange(bytes, { layout: asPicture(layout), rows, mostRows: rows, source }).slice();
}

/** `take` gets samples that lie in the kernel's memory and are gone when it returns. */
async function decodeWith<Result>(job: BlockJob, take: (samples: Samples) => Result): Promise<Result> {
  const { layout, rows } = job;
  switch (layout.compression) {
    case compressions.jpeg:
      return take(
        arrange(await decodeJpeg(readAll(job), layout, rows), { ...job, layout: asPicture(layout) }),
      );
    case compressions.lerc:
      return take(
        arrange(await decodeLerc(unpackLerc(job), layout, rows), { ...job, layout: asPicture(layout) }),
      );
    case compressions.lzma:
      return take(arrange(await unpackXz(packedBytes(job), blockBytes(layout, rows)), job));
    case compressions.ccittRle:
    case compressions.ccittGroup3:
    case compressions.ccittGroup4:
      return take(arrange(unpackFax(job), job));
    default:
      return take(arrange(null, job));
  }
}

const asPicture = (layout: BlockLayout): BlockLayout => ({
  ...layout,
  bits: layout.bits <= 8 ? 8 : layout.bits,
  predictor: 1,
  isLittleEndian: true,
});

/** Packed bytes of the block at hand; a thread decodes one at a time. */
let scratch = new Uint8Array(0);

function readAll({ source }: BlockJob): Uint8Array {
  if (source.kind === "bytes") return source.bytes;
  if (scratch.length < source.byteCount) scratch = new Uint8Array(Math.ceil(source.byteCount * 1.5));
  const bytes = scratch.subarray(0, source.byteCount);
  readInto(source, bytes);
  return bytes;
}

function readInto(source: BlockSource, target: Uint8Array): void {
  if (source.kind === "bytes") {
    target.set(source.bytes.subarray(0, target.length));
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
  const kernel = Kernel.for(3 * byteCount + sizeOf(job.source));
  const at = kernel.reserve(byteCount);
  if (unpacked === null) unpackInto(kernel, at, job);
  else if (unpacked.length < byteCount) throw tooShort(unpacked.length, byteCount);
  else kernel.view(at, byteCount).set(unpacked.subarray(0, byteCount));
  if (layout.format === "uint" && layout.bits / 8 !== bytesPerValue(layout))
    return unpackBits(kernel.view(at, byteCount), layout, rows);
  const samples = samplesOf(kernel.view(sortByBand(kernel, at, job), byteCount), layout);
  return layout.color === "cmyk" ? cmykToRgba(samples as Uint8Array) : samples;
}

function unpackInto(kernel: Kernel, at: number, job: BlockJob): void {
  const { layout, rows, mostRows, source } = job;
  const byteCount = blockBytes(layout, rows);
  switch (layout.compression) {
    case compressions.none: {
      if (sizeOf(source) < byteCount) throw tooShort(sizeOf(source), byteCount);
      const bytes = kernel.view(at, byteCount);
      readInto(source, bytes);
      if (layout.isBitReversed) reverseBits(bytes);
      return;
    }
    case compressions.lzw:
    case compressions.packBits: {
      const written = unpackByKernel(kernel, at, job, byteCount);
      if (written < byteCount) throw tooShort(Math.max(0, written), byteCount);
      return;
    }
    default: {
      const unpacked = inflate(packedBytes(job), layout.compression, blockBytes(layout, mostRows));
      if (unpacked.length < byteCount) throw tooShort(unpacked.length, byteCount);
      kernel.view(at, byteCount).set(unpacked.subarray(0, byteCount));
    }
  }
}

const tooShort = (held: number, needed: number) => damaged(`a block holds ${held} of ${needed} bytes`);

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
  return job.layout.isBitReversed ? reverseBits(new Uint8Array(bytes)) : bytes;
}

function unpackLerc(job: BlockJob): Uint8Array {
  const { lercCompression, samplesPerPixel, width } = job.layout;
  const blob = readAll(job);
  if (lercCompression === 0) return blob;
  if (lercCompression > 2) throw unsupported("LERC in an unknown compression");
  const code = lercCompression === 1 ? compressions.deflate : compressions.zstd;
  return inflate(blob, code, 2 * width * job.mostRows * samplesPerPixel * bytesPerValue(job.layout) + 4096);
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
