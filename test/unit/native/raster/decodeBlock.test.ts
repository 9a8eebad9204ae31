import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeBlock, directCompressions, type SampleLayout } from "../../../../native/raster/decodeBlock.ts";
import { Random } from "../../../support/random.ts";

const size = { width: 6, height: 4 };
const arrays = {
  uint1: Uint8Array,
  uint2: Uint16Array,
  uint4: Uint32Array,
  int1: Int8Array,
  int2: Int16Array,
  int4: Int32Array,
  float4: Float32Array,
  float8: Float64Array,
} as const;
type Kind = keyof typeof arrays;

function layoutOf(kind: Kind, about: Partial<SampleLayout> = {}): SampleLayout {
  const format = kind.replace(/\d/, "") as SampleLayout["format"];
  const bytesPerSample = Number(kind.at(-1)) as SampleLayout["bytesPerSample"];
  return { format, bytesPerSample, isLittleEndian: true, samplesPerPixel: 3, predictor: 1, ...about };
}

/** Numbers over the whole range of the type, so that differences wrap around. */
function samplesOf(kind: Kind, count: number) {
  const random = new Random(count);
  const isFloat = kind.startsWith("float");
  return new arrays[kind](count).map(() =>
    isFloat ? random.between(-1e6, 1e6) : random.whole(-(2 ** 31), 2 ** 31),
  );
}

/** The bytes as the file's byte order has them, written one by one. */
function toBytes(samples: ArrayLike<number>, kind: Kind, isLittleEndian: boolean): Uint8Array {
  const plain = arrays[kind].from(samples as never);
  const bytes = new Uint8Array(plain.buffer.slice(0));
  const step = plain.BYTES_PER_ELEMENT;
  if (!isLittleEndian)
    for (let at = 0; at < bytes.length; at += step) bytes.subarray(at, at + step).reverse();
  return bytes;
}

/** Horizontal differences, TIFF 6.0 section 14. */
function differences(samples: ArrayLike<number>, kind: Kind, perPixel: number) {
  const result = arrays[kind].from(samples as never);
  const line = size.width * perPixel;
  for (let start = 0; start < result.length; start += line) {
    for (let at = start + line - 1; at >= start + perPixel; at--)
      result[at] = result[at]! - result[at - perPixel]!;
  }
  return result;
}

/** Floating-point predictor of Adobe's technical note 3: bytes of a row by significance, then byte differences. */
function floatDifferences(samples: ArrayLike<number>, kind: Kind, perPixel: number): Uint8Array {
  const bigEndian = toBytes(samples, kind, false);
  const step = arrays[kind].BYTES_PER_ELEMENT;
  const line = size.width * perPixel;
  const result = new Uint8Array(bigEndian.length);
  for (let row = 0; row < size.height; row++) {
    const start = row * line * step;
    for (let sample = 0; sample < line; sample++) {
      for (let byte = 0; byte < step; byte++)
        result[start + byte * line + sample] = bigEndian[start + sample * step + byte]!;
    }
    for (let at = start + line * step - 1; at >= start + perPixel; at--)
      result[at] = result[at]! - result[at - perPixel]!;
  }
  return result;
}

const orders = [true, false] as const;
const kinds = Object.keys(arrays) as Kind[];
const all = kinds.flatMap((kind) => orders.map((isLittleEndian) => ({ kind, isLittleEndian })));
const count = size.width * size.height * 3;

describe("decodeBlock", () => {
  it.each(all)(
    "gives plain $kind as they are, little-endian $isLittleEndian",
    async ({ kind, isLittleEndian }) => {
      const samples = samplesOf(kind, count);
      const bytes = toBytes(samples, kind, isLittleEndian);
      const layout = layoutOf(kind, { isLittleEndian });
      expect(await decodeBlock(bytes, directCompressions.none, layout, size)).toEqual(samples);
    },
  );

  it.each(all.filter(({ kind }) => !kind.startsWith("float")))(
    "undoes horizontal differences of $kind, little-endian $isLittleEndian",
    async ({ kind, isLittleEndian }) => {
      const samples = samplesOf(kind, count);
      const bytes = toBytes(differences(samples, kind, 3), kind, isLittleEndian);
      const layout = layoutOf(kind, { isLittleEndian, predictor: 2 });
      expect(await decodeBlock(deflateSync(bytes), directCompressions.deflate, layout, size)).toEqual(
        samples,
      );
    },
  );

  it.each(all.filter(({ kind }) => kind.startsWith("float")))(
    "undoes the floating-point predictor of $kind, little-endian $isLittleEndian",
    async ({ kind, isLittleEndian }) => {
      const samples = samplesOf(kind, count);
      const bytes = floatDifferences(samples, kind, 3);
      const layout = layoutOf(kind, { isLittleEndian, predictor: 3 });
      expect(await decodeBlock(deflateSync(bytes), directCompressions.oldDeflate, layout, size)).toEqual(
        samples,
      );
    },
  );

  it("reads samples that do not start at a multiple of their size", async () => {
    const samples = samplesOf("uint4", count);
    const shifted = new Uint8Array(samples.byteLength + 1);
    shifted.set(toBytes(samples, "uint4", true), 1);
    const bytes = shifted.subarray(1);
    expect(await decodeBlock(bytes, directCompressions.none, layoutOf("uint4"), size)).toEqual(samples);
  });

  it("refuses a block that holds fewer bytes than its pixels need", async () => {
    const bytes = new Uint8Array(count - 1);
    await expect(decodeBlock(bytes, directCompressions.none, layoutOf("uint1"), size)).rejects.toThrow(
      "a block holds 71 of 72 bytes",
    );
  });

  it("refuses to unpack a block that grows far beyond its pixels", async () => {
    const bomb = deflateSync(new Uint8Array(10_000_000));
    await expect(decodeBlock(bomb, directCompressions.deflate, layoutOf("uint1"), size)).rejects.toThrow();
  });
});
