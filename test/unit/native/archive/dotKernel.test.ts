import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DotKernel } from "../../../../native/archive/dotKernel.ts";
import { compileKernel, kernelTarget } from "../../../support/buildKernel.ts";
import { Random } from "../../../support/random.ts";

const plainDot = (one: Float32Array, other: Float32Array) =>
  one.reduce((sum, value, index) => sum + value * other[index]!, 0);

/** Dot products from the kernel and from plain JavaScript; the largest difference between them. */
function largestDifference(length: number, rowCount: number, seed: number): number {
  const random = new Random(seed);
  const kernel = new DotKernel(length);
  kernel.reserve(rowCount);
  const rows = Array.from({ length: rowCount }, () => random.vector(length));
  for (const [row, values] of rows.entries()) kernel.setRow(row, values);
  const query = random.vector(length);
  const dots = kernel.dot(query, rowCount);
  return Math.max(...rows.map((row, index) => Math.abs(dots[index]! - plainDot(row, query))));
}

describe("DotKernel", () => {
  it("agrees with plain JavaScript for rows of every length from 1 to 70", () => {
    for (let length = 1; length <= 70; length++)
      expect(largestDifference(length, 5, length)).toBeLessThan(1e-5);
  });

  it.each([640, 768, 1024])("agrees with plain JavaScript for rows of %d", (length) => {
    expect(largestDifference(length, 33, length)).toBeLessThan(1e-4);
  });

  it("keeps its rows when room is made for more", () => {
    const kernel = new DotKernel(640);
    const random = new Random(3);
    const rows = Array.from({ length: 200 }, () => random.vector(640));
    for (const [row, values] of rows.entries()) {
      kernel.reserve(row + 1);
      kernel.setRow(row, values);
    }
    const query = random.vector(640);
    const dots = kernel.dot(query, rows.length);
    for (const [row, values] of rows.entries()) expect(dots[row]).toBeCloseTo(plainDot(values, query), 3);
  });

  it("does not mix the scores of one question into the rows of the next", () => {
    const kernel = new DotKernel(3);
    kernel.reserve(2);
    kernel.setRow(0, Float32Array.of(1, 0, 0));
    kernel.setRow(1, Float32Array.of(0, 1, 0));
    expect([...kernel.dot(Float32Array.of(2, 3, 4), 2)]).toEqual([2, 3]);
    expect([...kernel.dot(Float32Array.of(5, 6, 7), 2)]).toEqual([5, 6]);
    expect([...kernel.dot(Float32Array.of(5, 6, 7), 1)]).toEqual([5]);
  });

  it("runs what its source compiles to", async () => {
    const folder = "native/archive";
    expect(await compileKernel(folder)).toBe(readFileSync(kernelTarget(folder), "utf8"));
  });
});
