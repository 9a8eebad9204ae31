import type { DataType } from "../../../models/vocabulary/raster.ts";
import type { Samples } from "../pixels/rasterReader.ts";
import { type BlockLayout, rowBytesOf } from "./blockLayout.ts";
import { unsupported } from "./tiffError.ts";

/** Values as bytes in machine order, seen as the type that holds them; a copy where they are widened. */
export function samplesOf(bytes: Uint8Array, { format, bits }: BlockLayout): Samples {
  const { buffer, byteOffset } = bytes;
  const length = bytes.length / (bits / 8);
  const kind = `${format}${bits}`;
  if (kind === "float16") return Float32Array.from(new Uint16Array(buffer, byteOffset, length), halfToFloat);
  if (kind === "int64") return exact(new BigInt64Array(buffer, byteOffset, length));
  if (kind === "uint64") return exact(new BigUint64Array(buffer, byteOffset, length));
  return viewAs(kind as DataType, buffer, byteOffset, length);
}

/** Memory seen as samples of a type; 64-bit integers are held as float64. */
export function viewAs(type: DataType, buffer: ArrayBufferLike, byteOffset: number, length: number): Samples {
  switch (type) {
    case "uint8":
      return new Uint8Array(buffer, byteOffset, length);
    case "uint16":
      return new Uint16Array(buffer, byteOffset, length);
    case "uint32":
      return new Uint32Array(buffer, byteOffset, length);
    case "int8":
      return new Int8Array(buffer, byteOffset, length);
    case "int16":
      return new Int16Array(buffer, byteOffset, length);
    case "int32":
      return new Int32Array(buffer, byteOffset, length);
    case "float32":
      return new Float32Array(buffer, byteOffset, length);
    default:
      return new Float64Array(buffer, byteOffset, length);
  }
}

/** IEEE 754 binary16. */
function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** 64-bit integers as float64. @throws TiffError for those that it cannot hold. */
function exact(values: BigInt64Array | BigUint64Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = Number(values[index]!);
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw unsupported("64-bit integers beyond 2^53");
    result[index] = value;
  }
  return result;
}

/** Samples that do not fill bytes, highest bit first, rows padded to bytes; sorted by band. */
export function unpackBits(bytes: Uint8Array, layout: BlockLayout, rows: number): Samples {
  const { width, samplesPerPixel: bands, bits } = layout;
  const rowBytes = rowBytesOf(layout);
  const count = width * rows * bands;
  const result = new (bits <= 8 ? Uint8Array : bits <= 16 ? Uint16Array : Uint32Array)(count);
  for (let row = 0; row < rows; row++) {
    let byte = row * rowBytes;
    let [held, heldBits] = [0, 0];
    for (let column = 0; column < width; column++) {
      for (let band = 0; band < bands; band++) {
        // At most 7 + 32 bits are held, more than 32-bit operators can shift.
        for (; heldBits < bits; heldBits += 8) held = held * 256 + bytes[byte++]!;
        const rest = 2 ** (heldBits - bits);
        const value = Math.floor(held / rest);
        held -= value * rest;
        heldBits -= bits;
        result[(band * rows + row) * width + column] = value;
      }
    }
  }
  return result;
}

/** Cyan, magenta, yellow, black as red, green, blue, alpha, the way libtiff's RGBA interface and so GDAL does it. */
export function cmykToRgba(planes: Uint8Array): Uint8Array {
  const length = planes.length / 4;
  for (let pixel = 0; pixel < length; pixel++) {
    const light = 255 - planes[3 * length + pixel]!;
    for (let band = 0; band < 3; band++) {
      const at = band * length + pixel;
      planes[at] = Math.floor((light * (255 - planes[at]!)) / 255);
    }
  }
  return planes.fill(255, 3 * length);
}

const reversedBytes = Uint8Array.from({ length: 256 }, (_, byte) => {
  let result = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) result |= 0x80 >> bit;
  return result;
});

/** Turns the bits of every byte round, in place. */
export function reverseBits(bytes: Uint8Array): Uint8Array {
  for (let at = 0; at < bytes.length; at++) bytes[at] = reversedBytes[bytes[at]!]!;
  return bytes;
}
