import { describe, expect, it } from "vitest";
import { sampleAt } from "../../../../native/raster/resample.ts";
import { Random } from "../../../support/random.ts";

const side = 8;
/** Places of a 4 x 4 square whose first pixel's middle lies at (column + 0.5, row + 0.5). */
function placesFrom(column: number, row: number) {
  const at = (start: number, pick: (index: number) => number) =>
    Float64Array.from({ length: 16 }, (_, index) => start + pick(index) + 0.5);
  return { columns: at(column, (index) => index % 4), rows: at(row, (index) => Math.floor(index / 4)) };
}

function source(values: (column: number, row: number) => number, isValid = (_: number, __: number) => true) {
  const at = (index: number) => [index % side, Math.floor(index / side)] as const;
  return {
    width: side,
    height: side,
    bands: [Float32Array.from({ length: side * side }, (_, index) => values(...at(index)))],
    valid: Uint8Array.from({ length: side * side }, (_, index) => (isValid(...at(index)) ? 1 : 0)),
  };
}
const window = { column: 100, row: 200, width: side, height: side };

describe("sampleAt", () => {
  it("gives back the pixels themselves where there is no shift", () => {
    const random = new Random(1);
    const pixels = source(() => random.whole(0, 10_000));
    const { bands, valid } = sampleAt(pixels, window, placesFrom(102, 203), 4);
    const expected = Array.from({ length: 16 }, (_, index) => {
      const [column, row] = [2 + (index % 4), 3 + Math.floor(index / 4)];
      return pixels.bands[0]![row * side + column];
    });
    expect([...bands[0]!]).toEqual(expected);
    expect([...valid]).toEqual(new Array(16).fill(1));
  });

  it("gives the mean of two neighbours half a pixel between them, and of four at a corner", () => {
    const pixels = source((column, row) => 10 * column + 1000 * row);
    const [across] = sampleAt(pixels, window, placesFrom(102.5, 203), 4).bands;
    const [corner] = sampleAt(pixels, window, placesFrom(102.5, 203.5), 4).bands;
    expect([across![0], corner![0]]).toEqual([3025, 3525]);
  });

  it("never lets a pixel that was not measured bleed into a value", () => {
    const random = new Random(2);
    const isValid = () => random.unit() < 0.6;
    const pixels = source((column) => 50 + column, isValid);
    for (let index = 0; index < side * side; index++)
      if (pixels.valid[index] === 0) pixels.bands[0]![index] = -9999;
    for (let trial = 0; trial < 50; trial++) {
      const places = placesFrom(101 + random.unit() * 2, 201 + random.unit() * 2);
      const { bands, valid } = sampleAt(pixels, window, places, 4);
      for (let index = 0; index < 16; index++)
        if (valid[index] === 1) expect(bands[0]![index]).toBeGreaterThanOrEqual(50);
    }
  });

  it("is valid where at least half of the weight was measured", () => {
    const pixels = source(
      () => 7,
      (column) => column < 4,
    );
    const isValidAt = (column: number) => sampleAt(pixels, window, placesFrom(column, 203), 4).valid[0] === 1;
    expect([103, 103.4, 103.6, 104].map(isValidAt)).toEqual([true, true, false, false]);
  });
});
