import { expect, it } from "vitest";
import { BatchSizer } from "../../../../native/inference/batchSizer.ts";

/** Runs batches of the sizes it asks for until it has settled; `milliseconds` is what a batch takes. */
function settle(sizer: BatchSizer, milliseconds: (size: number) => number): number[] {
  const asked: number[] = [];
  for (let run = 0; run < 12; run += 1) {
    asked.push(sizer.size);
    sizer.ran(sizer.size, milliseconds(sizer.size));
  }
  return asked;
}

const plenty = 1e9;

it("doubles the batch for as long as that pays, twice a size, and stays with the best", () => {
  const sizer = new BatchSizer([1, 2, 4, 8], 1, plenty);
  // From two chips on the device is full.
  const asked = settle(sizer, (size) => Math.max(20, 10 * size));
  expect(asked).toEqual([1, 1, 2, 2, 4, 4, 2, 2, 2, 2, 2, 2]);
  expect(sizer.largest).toBe(2);
});

it("goes up to the largest where that is the fastest", () => {
  const sizer = new BatchSizer([1, 2, 4], 1, plenty);
  expect(settle(sizer, () => 10).slice(4)).toEqual([4, 4, 4, 4, 4, 4, 4, 4]);
});

it("judges a size by its second run, since the first one compiles shaders", () => {
  const sizer = new BatchSizer([1, 2], 1, plenty);
  let runs = 0;
  expect(settle(sizer, () => (runs++ % 2 === 0 ? 5000 : 10)).at(-1)).toBe(2);
});

it("does not count batches of another size", () => {
  const sizer = new BatchSizer([1, 2], 1, plenty);
  for (let run = 0; run < 5; run += 1) sizer.ran(7, 1);
  expect(sizer.size).toBe(1);
});

it("leaves out what memory cannot hold, but for one chip", () => {
  expect(new BatchSizer([1, 2, 4, 8], 100, 450).largest).toBe(4);
  expect(new BatchSizer([1, 2], 100, 10).largest).toBe(1);
  expect(new BatchSizer([64], 100, 10).size).toBe(1);
});

it("halves what was too much and never asks for it again", () => {
  const sizer = new BatchSizer([1, 2, 4, 8], 1, plenty);
  expect([sizer.ranOutOfMemory(8), sizer.size, sizer.largest]).toEqual([true, 4, 4]);
  settle(sizer, () => 1);
  expect(sizer.size).toBe(4);
  expect([sizer.ranOutOfMemory(3), sizer.size]).toEqual([true, 1]);
});

it("has nothing to halve where one chip was too much", () => {
  expect(new BatchSizer([1], 1, plenty).ranOutOfMemory(1)).toBe(false);
});
