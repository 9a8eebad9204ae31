import type { DataType } from "../../../models/vocabulary/raster.ts";
import {
  type BlockLayout,
  blockBytes,
  bytesPerValue,
  compressionName,
  compressions,
  isReadable,
  type SampleFormat,
} from "./blockLayout.ts";
import type { Directory } from "./directory.ts";
import type { TagName } from "./tags.ts";
import { damaged, unsupported } from "./tiffError.ts";

/** One image of a TIFF as its tags describe it, checked for what would make reading it absurd. */
export interface TiffImage {
  readonly directory: Directory;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly isTiled: boolean;
  readonly isPlanar: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** Null for samples that nothing here computes with; `unreadable` says why. */
  readonly dataType: DataType | null;
  readonly unreadable: string | null;
  readonly photometric: number;
  readonly layout: BlockLayout;
  /** Bit 1 reduced copy, bit 4 transparency mask. */
  readonly subfileType: number;
}

const maxSide = 2 ** 31 - 1;
const maxBands = 16_384;
/** While its samples are sorted by band, a block is held up to four times. */
const maxBlockBytes = 100e6;

const photometrics = { separated: 5, ycbcr: 6, cieLab: 8 } as const;

/** @throws TiffError when the tags contradict each other, or ask for what is not read here. */
export function describeImage(directory: Directory): TiffImage {
  const whole = (tag: TagName, usual?: number): number => {
    const value = directory.number(tag) ?? usual;
    if (value === undefined) throw damaged(`it does not give its ${tag}`);
    return value;
  };
  const width = whole("ImageWidth");
  const height = whole("ImageLength");
  if (!(width > 0 && height > 0 && width <= maxSide && height <= maxSide))
    throw damaged(`its size is ${width} x ${height}`);
  const bandCount = whole("SamplesPerPixel", 1);
  if (!(bandCount > 0 && bandCount <= maxBands)) throw damaged(`it says that it has ${bandCount} bands`);
  const isTiled = directory.has("TileWidth");
  const blockWidth = isTiled ? whole("TileWidth") : width;
  // Rows of a strip may be left out: then all are in one.
  const blockHeight = isTiled ? whole("TileLength") : Math.min(whole("RowsPerStrip", height), height);
  if (!(blockWidth > 0 && blockHeight > 0 && blockWidth <= maxSide && blockHeight <= maxSide))
    throw damaged(`its blocks are ${blockWidth} x ${blockHeight}`);
  const isPlanar = whole("PlanarConfiguration", 1) === 2 && bandCount > 1;
  const bits = uniform(directory, "BitsPerSample", bandCount, 1);
  const sampleFormat = uniform(directory, "SampleFormat", bandCount, 1);
  const photometric = whole("Photometric", 1);
  const compression = whole("Compression", 1);
  if (!isReadable(compression)) throw unsupported(compressionName(compression));
  const format = formats[sampleFormat] ?? "uint";
  const unreadable = reasonNotToRead(sampleFormat, bits);
  const layout: BlockLayout = {
    compression,
    width: blockWidth,
    samplesPerPixel: isPlanar ? 1 : bandCount,
    format,
    bits,
    isLittleEndian: directory.isLittleEndian,
    predictor: predictorOf(whole("Predictor", 1), compression, format, bits),
    isBitReversed: whole("FillOrder", 1) === 2,
    color: colorOf(photometric, compression, { bandCount, bits, isPlanar }),
    jpegTables: directory.has("JPEGTables") ? Uint8Array.from(directory.numbers("JPEGTables")) : null,
    faxOptions: whole("T4Options", 0),
    lercCompression: directory.numbers("LercParameters")[1] ?? 0,
  };
  const image: TiffImage = {
    directory,
    width,
    height,
    bandCount,
    isTiled,
    isPlanar,
    blockWidth,
    blockHeight,
    dataType: unreadable === null ? dataTypeOf(format, bits) : null,
    unreadable,
    photometric,
    layout,
    subfileType: whole("NewSubfileType", 0),
  };
  checkBlockSize(image);
  return image;
}

/** Uncompressed samples of whole bytes: any part of a block can be read without the rest of it. */
export function isPlain({ layout, dataType }: Pick<TiffImage, "layout" | "dataType">): boolean {
  const { compression, bits, format, color, isBitReversed } = layout;
  return (
    compression === compressions.none &&
    dataType !== null &&
    color === "plain" &&
    !isBitReversed &&
    (format === "float" ? [32, 64] : [8, 16, 32]).includes(bits)
  );
}

function checkBlockSize(image: TiffImage): void {
  const { layout, blockHeight } = image;
  if (isPlain(image)) return;
  const rows = blockHeight;
  const bytes = Math.max(
    blockBytes(layout, rows),
    layout.width * layout.samplesPerPixel * rows * bytesPerValue(layout),
  );
  if (bytes > maxBlockBytes) throw unsupported(`one of its blocks holds ${Math.round(bytes / 1e6)} MB`);
}

/** All bands must be alike; one value may stand for all. */
function uniform(directory: Directory, tag: TagName, bandCount: number, usual: number): number {
  const values = directory.numbers(tag);
  if (values.length === 0) return usual;
  if (values.length !== 1 && values.length < bandCount)
    throw damaged(`it gives ${tag} for ${values.length} of ${bandCount} bands`);
  for (let band = 1; band < Math.min(values.length, bandCount); band++)
    if (values[band] !== values[0]) throw unsupported(`bands of different ${tag}`);
  return values[0]!;
}

const formats: Readonly<Record<number, SampleFormat>> = { 1: "uint", 2: "int", 3: "float", 4: "uint" };

function reasonNotToRead(sampleFormat: number, bits: number): string | null {
  if (sampleFormat === 5 || sampleFormat === 6) return "complex numbers";
  const format = formats[sampleFormat];
  if (format === undefined) return `samples of format ${sampleFormat}`;
  const isKnown =
    format === "uint"
      ? (bits >= 1 && bits <= 32) || bits === 64
      : (format === "int" ? [8, 16, 32, 64] : [16, 32, 64]).includes(bits);
  const words = { uint: "unsigned integers", int: "integers", float: "floating-point numbers" };
  return isKnown ? null : `${words[format]} of ${bits} bits`;
}

function dataTypeOf(format: SampleFormat, bits: number): DataType {
  if (format === "float") return bits === 64 ? "float64" : "float32";
  return `${format}${bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64}`;
}

const predicted: readonly number[] = [
  compressions.lzw,
  compressions.deflate,
  compressions.oldDeflate,
  compressions.zstd,
  compressions.lzma,
];

/** Other codecs do not know predictors: libtiff ignores the tag there. */
function predictorOf(predictor: number, compression: number, format: SampleFormat, bits: number): 1 | 2 | 3 {
  if (predictor === 1 || !predicted.includes(compression)) return 1;
  if (predictor === 2 && [8, 16, 32, 64].includes(bits)) return 2;
  if (predictor === 3 && format === "float" && [16, 32, 64].includes(bits)) return 3;
  throw unsupported(`predictor ${predictor} with ${bits}-bit samples`);
}

function colorOf(
  photometric: number,
  compression: number,
  { bandCount, bits, isPlanar }: { bandCount: number; bits: number; isPlanar: boolean },
): BlockLayout["color"] {
  if (photometric === photometrics.ycbcr) {
    if (compression === compressions.jpeg && bandCount === 3 && !isPlanar) return "ycbcr";
    if (compression === compressions.webp) return "plain";
    throw unsupported("YCbCr colours that are not JPEG's");
  }
  if (photometric === photometrics.cieLab) throw unsupported("CIE L*a*b* colours");
  if (photometric !== photometrics.separated || bits !== 8) return "plain";
  if (bandCount !== 4 || isPlanar) throw unsupported("inks other than CMYK, or in separate planes");
  return "cmyk";
}
