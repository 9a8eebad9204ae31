import { promisify } from "node:util";
import { inflate } from "node:zlib";

/** How the samples of a block are laid out; all bands alike. */
export interface SampleLayout {
  readonly format: "uint" | "int" | "float";
  readonly bytesPerSample: 1 | 2 | 4 | 8;
  readonly isLittleEndian: boolean;
  /** Samples from one pixel to the next. */
  readonly samplesPerPixel: number;
  /** TIFF 6.0 section 14 (2) and Adobe Photoshop TIFF Technical Note 3 (3); 1 = none. */
  readonly predictor: 1 | 2 | 3;
}

export type Samples =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array;

const inflateAsync = promisify(inflate);

/** TIFF compression codes decoded here; everything else goes through geotiff.js, which is slower. */
export const directCompressions = { none: 1, deflate: 8, oldDeflate: 32946 } as const;

/** Bytes of one block of `width` pixels a row, as samples in machine order. @throws Error when too short. */
export async function decodeBlock(
  bytes: Uint8Array,
  compression: number,
  layout: SampleLayout,
  size: { readonly width: number; readonly height: number },
): Promise<Samples> {
  const expectedBytes = size.width * size.height * layout.samplesPerPixel * layout.bytesPerSample;
  const raw =
    compression === directCompressions.none
      ? bytes
      : await inflateAsync(bytes, { maxOutputLength: expectedBytes + 65_536 });
  if (raw.byteLength < expectedBytes)
    throw new Error(`a block holds ${raw.byteLength} of ${expectedBytes} bytes`);
  const plain = raw.subarray(0, expectedBytes);
  const rowBytes = size.width * layout.samplesPerPixel * layout.bytesPerSample;
  if (layout.predictor === 3) return view(undoFloatPredictor(plain, rowBytes, layout), layout);
  if (!layout.isLittleEndian && layout.bytesPerSample > 1) swapBytes(plain, layout.bytesPerSample);
  const samples = view(plain, layout);
  if (layout.predictor === 2)
    undoDifferences(samples, size.width * layout.samplesPerPixel, layout.samplesPerPixel);
  return samples;
}

function view(bytes: Uint8Array, { format, bytesPerSample }: SampleLayout): Samples {
  // A view needs an offset that is a multiple of the sample size.
  const aligned = bytes.byteOffset % bytesPerSample === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  const length = bytes.byteLength / bytesPerSample;
  switch (`${format}${bytesPerSample}`) {
    case "uint1":
      return new Uint8Array(buffer, byteOffset, length);
    case "uint2":
      return new Uint16Array(buffer, byteOffset, length);
    case "uint4":
      return new Uint32Array(buffer, byteOffset, length);
    case "int1":
      return new Int8Array(buffer, byteOffset, length);
    case "int2":
      return new Int16Array(buffer, byteOffset, length);
    case "int4":
      return new Int32Array(buffer, byteOffset, length);
    case "float4":
      return new Float32Array(buffer, byteOffset, length);
    default:
      return new Float64Array(buffer, byteOffset, length);
  }
}

function swapBytes(bytes: Uint8Array, bytesPerSample: number) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytesPerSample === 2) buffer.swap16();
  else if (bytesPerSample === 4) buffer.swap32();
  else buffer.swap64();
}

/** Each sample was stored as the difference from the same band one pixel to the left. */
function undoDifferences(samples: Samples, rowLength: number, samplesPerPixel: number) {
  for (let start = 0; start < samples.length; start += rowLength) {
    for (let index = start + samplesPerPixel; index < start + rowLength; index++) {
      samples[index] = samples[index]! + samples[index - samplesPerPixel]!;
    }
  }
}

/** Rows hold all highest bytes first, then the next ones, as byte differences; the highest byte leads whatever the file's order. */
function undoFloatPredictor(
  bytes: Uint8Array,
  rowBytes: number,
  { bytesPerSample, samplesPerPixel }: SampleLayout,
): Uint8Array {
  const result = new Uint8Array(bytes.byteLength);
  const samplesPerRow = rowBytes / bytesPerSample;
  for (let start = 0; start < bytes.byteLength; start += rowBytes) {
    for (let index = start + samplesPerPixel; index < start + rowBytes; index++) {
      bytes[index] = bytes[index]! + bytes[index - samplesPerPixel]!;
    }
    for (let sample = 0; sample < samplesPerRow; sample++) {
      for (let byte = 0; byte < bytesPerSample; byte++) {
        result[start + sample * bytesPerSample + bytesPerSample - 1 - byte] =
          bytes[start + byte * samplesPerRow + sample]!;
      }
    }
  }
  return result;
}
