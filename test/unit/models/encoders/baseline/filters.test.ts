import { describe, expect, it } from "vitest";
import { filterCounts, gaussianFilters } from "../../../../../models/encoders/baseline/filters.ts";
import { gaussianNumbers, uniformNumbers } from "../../../../../models/encoders/random.ts";

describe("the random filters", () => {
  it("have length 1 each and mean 0 together", () => {
    for (const { count, weights } of gaussianFilters(6)) {
      const length = weights.length / count;
      for (let start = 0; start < weights.length; start += length) {
        const filter = weights.subarray(start, start + length);
        expect(filter.reduce((sum, weight) => sum + weight * weight, 0)).toBeCloseTo(1, 5);
      }
      const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
      expect(Math.abs(mean)).toBeLessThan(0.003);
    }
  });

  it("fill the embedding for every band count, in numbers that WebGPU's Conv computes rightly", () => {
    for (let bandCount = 1; bandCount <= 160; bandCount += 1) {
      const counts = filterCounts(bandCount);
      expect(2 * (bandCount + counts[0] + counts[1])).toBe(640);
      for (const count of counts) expect(count % 4).not.toBe(0);
    }
  });
});

describe("the random numbers", () => {
  it("are those of mulberry32", () => {
    // From the C code of Tommy Ettinger, seed 1.
    const next = uniformNumbers(1);
    expect([next(), next(), next()].map((number) => number * 2 ** 32)).toEqual([
      2693262067, 11749833, 2265367787,
    ]);
  });

  it("are normal: mean 0, variance 1, two thirds within one", () => {
    const numbers = Array.from({ length: 20000 }, gaussianNumbers(7));
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(numbers.filter((number) => Math.abs(number) < 1).length / numbers.length).toBeCloseTo(0.683, 1);
  });
});
