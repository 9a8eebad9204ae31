import { describe, expect, it } from "vitest";
import { clayBands } from "../../../../../models/encoders/clay/bands.ts";
import { patchGrid } from "../../../../../models/encoders/clay/chipSize.ts";
import { normalizeIntoPatches } from "../../../../../models/encoders/clay/normalize.ts";
import { ClayRefusal } from "../../../../../models/encoders/clay/refusal.ts";

const chipPixels = 16;
const size = chipPixels ** 2;

function firstBand(sensorId: string, role: string, generation: "v1" | "v1.5" = "v1.5") {
  return clayBands(sensorId, [{ role }], generation).bands[0]!;
}

const blue = firstBand("sentinel-2-l2a", "blue");
const reflectance = { scale: 1e-4, offset: 0 };

/** One band alone, its first numbers as given; the first eight patch numbers are the first eight pixels. */
function firstNumbers(
  numbers: readonly number[],
  { band = blue, scaling = reflectance, valid = new Uint8Array(size).fill(1) } = {},
): number[] {
  const plane = new Float32Array(size);
  plane.set(numbers);
  const patches = new Float32Array(size).fill(Number.NaN);
  normalizeIntoPatches(
    { bands: [plane], valid, scaling },
    band,
    { chipPixels, bandPosition: 0, bandCount: 1 },
    patches,
  );
  expect(patches.every(Number.isFinite)).toBe(true);
  return [...patches.subarray(0, numbers.length)];
}

describe("normalising into patches", () => {
  it("writes each pixel at its patch, band, row and column", () => {
    const plane = Float32Array.from({ length: size }, (_, pixel) => pixel);
    const patches = new Float32Array(3 * size);
    const band = { ...blue, mean: 0, std: 1 };
    const place = { chipPixels, bandPosition: 2, bandCount: 3 };
    normalizeIntoPatches(
      { bands: [plane], valid: new Uint8Array(size).fill(1), scaling: reflectance },
      band,
      place,
      patches,
    );
    const [row, column] = [11, 6];
    const patch = 1 * 2 + 0;
    expect(patches[patch * 3 * 64 + 2 * 64 + (row - 8) * 8 + column]).toBe(row * chipPixels + column);
    expect(patches.filter((value) => value !== 0)).toHaveLength(size - 1);
  });

  it("takes digital numbers in Clay's units as they are, rounded at every step", () => {
    const expected = [1105, 1106, 9999].map((number) => Math.fround((number - 1105) / 1809));
    expect(firstNumbers([1105, 1106, 9999])).toEqual(expected);
  });

  it("brings digital numbers of other units to Clay's", () => {
    const plain = firstNumbers([0, 500, 3000]);
    expect(firstNumbers([1000, 1500, 4000], { scaling: { scale: 1e-4, offset: -0.1 } })).toEqual(plain);
    const ofReflectances = firstNumbers([0, 0.05, 0.3], { scaling: { scale: 1, offset: 0 } });
    ofReflectances.forEach((value, index) => {
      expect(value).toBeCloseTo(plain[index]!, 5);
    });
    const landsat = firstBand("landsat-8-9-c2l2", "red");
    const [number] = firstNumbers([0.25], { band: landsat, scaling: { scale: 1, offset: 0 } });
    expect(number).toBeCloseTo((0.45 / 2.75e-5 - 13705) / 9578, 5);
  });

  it("puts the mean where nothing was measured or no finite number is", () => {
    const valid = new Uint8Array(size).fill(1);
    valid[0] = 0;
    const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
    const numbers = firstNumbers([4000, nan, infinity, -infinity, 1105 + 1809], { valid });
    expect(numbers).toEqual([0, 0, 0, 0, 1]);
  });

  const power = { scale: 1, offset: 0 };

  it("makes decibels from power, and -100 of nothing or less", () => {
    const band = firstBand("sentinel-1-rtc", "vv");
    const numbers = firstNumbers([0.1, 0, -3, Number.NaN], { band, scaling: power });
    const expected = [-10, -100, -100].map((decibels) => (decibels + 12.113) / 8.314);
    expected.forEach((value, index) => {
      expect(numbers[index]).toBeCloseTo(value, 5);
    });
    expect(numbers[3]).toBe(0);
  });

  it("makes power from decibels, also from decibels in hundredths", () => {
    const band = firstBand("sentinel-1-rtc-db", "vh_db", "v1");
    const [number] = firstNumbers([-1000], { band, scaling: { scale: 0.01, offset: 0 } });
    expect(number).toBeCloseTo((0.1 - 0.027337) / 0.122182, 5);
  });

  it("refuses planes of another size", () => {
    const place = { chipPixels, bandPosition: 0, bandCount: 1 };
    const input = { bands: [new Float32Array(64)], valid: new Uint8Array(size), scaling: reflectance };
    expect(() => normalizeIntoPatches(input, blue, place, new Float32Array(size))).toThrow(
      /64 pixels where 256/,
    );
  });
});

describe("the size of a chip", () => {
  it("is a multiple of 8 up to 512", () => {
    expect([8, 224, 256, 512].map(patchGrid)).toEqual([1, 28, 32, 64]);
    for (const chipPixelsRefused of [0, 4, 77, 520, -8, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => patchGrid(chipPixelsRefused)).toThrow(ClayRefusal);
  });
});
