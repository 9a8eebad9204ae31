import { describe, expect, it } from "vitest";
import { clayTensorShapes } from "../../../../../models/encoders/clay/config.ts";
import { errorFunction, linearRows, normRows } from "../../../../../models/encoders/clay/doubles.ts";
import { generateKernel, kernelMatrix } from "../../../../../models/encoders/clay/generator.ts";
import { uniformNumbers } from "../../../../../models/encoders/random.ts";

const dim = 16;

/** Small random weights. */
function randomWeights() {
  const next = uniformNumbers(3);
  const shapes = clayTensorShapes({ generation: "v1.5", dim, depth: 0, heads: 1, headDim: 1, mlpDim: 1 });
  return new Map(
    [...shapes].flatMap(([name, shape]) => {
      if (!name.startsWith("patch_embedding.")) return [];
      const length = shape.reduce((product, size) => product * size, 1);
      return [[name.slice("patch_embedding.".length), Float32Array.from({ length }, () => next() - 0.5)]];
    }),
  );
}

describe("the kernel made from wavelengths", () => {
  const weights = randomWeights();
  const kernelOf = (...waves: number[]) => generateKernel(weights, { dim, waves });
  const bandOf = (weight: Float32Array, band: number, bandCount: number) =>
    Array.from({ length: dim * 64 }, (_, index) => {
      const [channel, pixel] = [Math.floor(index / 64), index % 64];
      return weight[(channel * bandCount + band) * 64 + pixel]!;
    });
  const expectClose = (first: readonly number[], second: readonly number[]) => {
    const gaps = first.map((value, index) => Math.abs(value - second[index]!));
    expect(Math.max(...gaps)).toBeLessThan(1e-7);
  };

  it("moves with the bands when they change places", () => {
    const first = kernelOf(0.49, 0.84, 2.2);
    const second = kernelOf(2.2, 0.49, 0.84);
    expectClose(bandOf(first.weight, 0, 3), bandOf(second.weight, 1, 3));
    expectClose(bandOf(first.weight, 2, 3), bandOf(second.weight, 0, 3));
  });

  it("depends on which other bands there are", () => {
    const alone = bandOf(kernelOf(0.49).weight, 0, 1);
    const together = bandOf(kernelOf(0.49, 2.2).weight, 0, 2);
    expect(alone.some((value, index) => Math.abs(value - together[index]!) > 1e-4)).toBe(true);
  });

  it("becomes a matrix of rows by band, row and column", () => {
    const kernel = kernelOf(0.49, 0.84);
    const matrix = kernelMatrix(kernel, { dim, bandCount: 2 });
    const [channel, band, row, column] = [5, 1, 3, 7];
    const pixel = row * 8 + column;
    expect(matrix[(band * 64 + pixel) * dim + channel]).toBe(
      kernel.weight[(channel * 2 + band) * 64 + pixel],
    );
    expect(matrix).toHaveLength(kernel.weight.length);
  });

  it("needs every tensor", () => {
    const fewer = new Map(weights);
    fewer.delete("fclayer.l2.bias");
    expect(() => generateKernel(fewer, { dim, waves: [0.5] })).toThrow(/no fclayer.l2.bias/);
  });
});

describe("arithmetic in doubles", () => {
  it("knows the error function", () => {
    // Abramowitz and Stegun 1964, table 7.1.
    const table = [
      [0, 0],
      [0.5, 0.5204998778],
      [1, 0.8427007929],
      [2, 0.995322265],
      [7, 1],
    ] as const;
    for (const [value, expected] of table) {
      expect(errorFunction(value)).toBeCloseTo(expected, 9);
      expect(errorFunction(-value)).toBeCloseTo(-expected, 9);
    }
    expect(errorFunction(1e-12)).toBeCloseTo(2e-12 / Math.sqrt(Math.PI), 24);
  });

  it("multiplies any number of rows alike", () => {
    const next = uniformNumbers(1);
    const weight = Float32Array.from({ length: 6 }, next);
    const layer = { weight, bias: Float32Array.of(0.5, -1) };
    for (const count of [1, 4, 5]) {
      const data = Float64Array.from({ length: count * 3 }, next);
      const product = linearRows({ data, count, width: 3 }, layer);
      expect([product.count, product.width]).toEqual([count, 2]);
      const last = data.subarray(-3);
      const expected = [0, 1].map((output) =>
        last.reduce((sum, value, input) => sum + value * weight[output * 3 + input]!, layer.bias[output]!),
      );
      expected.forEach((value, output) => {
        expect(product.data.at(output - 2)).toBeCloseTo(value, 12);
      });
    }
  });

  it("norms by the biased variance with its epsilon inside the root", () => {
    const rows = { data: Float64Array.of(0, 0.002, 5, 5), count: 2, width: 2 };
    const normed = normRows(rows, Float32Array.of(1, 2), Float32Array.of(0, 1));
    const slope = 1 / Math.sqrt(1e-6 + 1e-5);
    [-0.001 * slope, 1 + 2 * 0.001 * slope, 0, 1].forEach((value, index) => {
      expect(normed.data[index]).toBeCloseTo(value, 12);
    });
  });
});
