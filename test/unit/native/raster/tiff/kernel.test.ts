import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Kernel } from "../../../../../native/raster/tiff/kernel.ts";
import { compileKernel, kernelTarget } from "../../../../support/buildKernel.ts";
import { packLzw } from "../../../../support/packLzw.ts";
import { Random } from "../../../../support/random.ts";

/** Bytes with repeats of every length, so that codes of all widths and overlapping copies come up. */
function repetitive(length: number, seed: number): Uint8Array {
  const random = new Random(seed);
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const back = random.whole(1, Math.max(1, Math.min(at, 300)));
    const run = Math.min(length - at, random.whole(1, 60));
    const isRepeat = at > 0 && random.unit() < 0.8;
    for (let index = 0; index < run; index++, at++)
      bytes[at] = isRepeat ? bytes[at - back]! : random.whole(0, 255);
  }
  return bytes;
}

function unpack(packed: Uint8Array, length: number, isOld = false): { written: number; bytes: Uint8Array } {
  const kernel = new Kernel();
  const target = kernel.reserve(length);
  const source = kernel.reserve(packed.length);
  kernel.view(source, packed.length).set(packed);
  const written = kernel.run.lzw(source, packed.length, target, length, kernel.table, isOld ? 1 : 0);
  return { written, bytes: kernel.view(target, length).slice() };
}

describe("Kernel", () => {
  it.each([1, 2, 3, 4])("unpacks what LZW has packed, in both bit orders (%d)", (seed) => {
    const plain = repetitive(60_000, seed);
    expect(unpack(packLzw(plain), plain.length)).toEqual({ written: plain.length, bytes: plain });
    expect(unpack(packLzw(plain, true), plain.length, true)).toEqual({ written: plain.length, bytes: plain });
  });

  it("unpacks one byte repeated, where each code is made of itself", () => {
    const plain = new Uint8Array(5000).fill(7);
    expect(unpack(packLzw(plain), plain.length)).toEqual({ written: plain.length, bytes: plain });
  });

  it("refuses codes that do not exist and stops where the block is full", () => {
    // 256 (clear), 300.
    const wrong = Uint8Array.of(0b10000000, 0b01001011, 0b00000000);
    expect(unpack(wrong, 100).written).toBe(-1);
    expect(unpack(packLzw(repetitive(5000, 9)), 100).written).toBe(100);
  });

  it("sorts interleaved samples by band and undoes differences on the way", () => {
    const kernel = new Kernel();
    const [width, height, bands] = [5, 3, 3];
    const count = width * height * bands;
    const random = new Random(11);
    const plain = new Uint16Array(count).map(() => random.whole(0, 65_535));
    const differences = plain.map((value, index) =>
      Math.floor(index / bands) % width === 0 ? value : value - plain[index - bands]!,
    );
    const source = kernel.reserve(count * 2);
    const target = kernel.reserve(count * 2);
    kernel.view(source, count * 2).set(new Uint8Array(differences.buffer));
    kernel.run.planes16(source, target, width, height, bands, 1);
    const sorted = new Uint16Array(kernel.view(target, count * 2).slice().buffer);
    const expected = plain.map((_, index) => {
      const band = Math.floor(index / (width * height));
      return plain[(index % (width * height)) * bands + band]!;
    });
    expect(sorted).toEqual(expected);
  });

  it("runs what its source compiles to", async () => {
    const folder = "native/raster/tiff";
    expect(await compileKernel(folder)).toBe(readFileSync(kernelTarget(folder), "utf8"));
  });
});
