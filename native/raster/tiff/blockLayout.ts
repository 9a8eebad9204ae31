/** How the samples of one block are stored; the same for all blocks of an image. Goes to worker threads as it is. */
export interface BlockLayout {
  /** TIFF's code. */
  readonly compression: number;
  /** Pixels in a row as stored, padding of a tile included. */
  readonly width: number;
  /** Interleaved samples: 1 for planar images. */
  readonly samplesPerPixel: number;
  readonly format: SampleFormat;
  readonly bits: number;
  readonly isLittleEndian: boolean;
  /** TIFF 6.0 section 14 (2) and Adobe Photoshop TIFF Technical Note 3 (3); 1 = none. */
  readonly predictor: 1 | 2 | 3;
  /** FillOrder 2: the lowest bit of a byte comes first. */
  readonly isBitReversed: boolean;
  /** What stored colours are turned into: JPEG's YCbCr into red, green, blue; CMYK into red, green, blue, alpha. */
  readonly color: "plain" | "ycbcr" | "cmyk";
  /** Quantisation and Huffman tables that JPEG blocks share. */
  readonly jpegTables: Uint8Array | null;
  /** T4Options of CCITT group 3. */
  readonly faxOptions: number;
  /** Compression around LERC: 0 none, 1 deflate, 2 zstd. */
  readonly lercCompression: number;
}

export type SampleFormat = "uint" | "int" | "float";

export const compressions = {
  none: 1,
  ccittRle: 2,
  ccittGroup3: 3,
  ccittGroup4: 4,
  lzw: 5,
  oldJpeg: 6,
  jpeg: 7,
  deflate: 8,
  packBits: 32773,
  oldDeflate: 32946,
  lerc: 34887,
  lzma: 34925,
  zstd: 50000,
  webp: 50001,
} as const;

const names: Readonly<Record<number, string>> = {
  1: "none",
  2: "CCITT RLE",
  3: "CCITT group 3",
  4: "CCITT group 4",
  5: "LZW",
  6: "old-style JPEG",
  7: "JPEG",
  8: "deflate",
  32766: "NeXT",
  32773: "PackBits",
  32809: "ThunderScan",
  32946: "deflate",
  34676: "SGI LogLuv",
  34677: "SGI LogLuv 24",
  34712: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  50000: "zstd",
  50001: "WebP",
  50002: "JPEG XL",
};

/** A compression in words. */
export const compressionName = (code: number): string => names[code] ?? `compression ${code}`;

const { oldJpeg: _, ...readable } = compressions;
const readableCodes: readonly number[] = Object.values(readable);

export const isReadable = (code: number): boolean => readableCodes.includes(code);

const quick: readonly number[] = [
  compressions.none,
  compressions.lzw,
  compressions.deflate,
  compressions.oldDeflate,
  compressions.packBits,
  compressions.zstd,
];

/** Codecs that take no time to speak of for a few kilobytes, whatever these hold. */
export const isQuick = (code: number): boolean => quick.includes(code);

/** Bytes of the unpacked block, rows padded to whole bytes. */
export function blockBytes(
  layout: Pick<BlockLayout, "width" | "samplesPerPixel" | "bits">,
  rows: number,
): number {
  return rowBytesOf(layout) * rows;
}

export const rowBytesOf = ({
  width,
  samplesPerPixel,
  bits,
}: Pick<BlockLayout, "width" | "samplesPerPixel" | "bits">) =>
  Math.ceil((width * samplesPerPixel * bits) / 8);

/** Bytes of one sample as it is handed out: half floats widen, odd widths round up, 64-bit integers become float64. */
export function bytesPerValue({ format, bits }: Pick<BlockLayout, "format" | "bits">): 1 | 2 | 4 | 8 {
  if (format === "float") return bits <= 32 ? 4 : 8;
  return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
}
