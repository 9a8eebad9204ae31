import { describe, expect, it } from "vitest";
import { sampleAt, windowAround } from "../../../../../native/raster/pixels/resample.ts";
import { Random } from "../../../../support/random.ts";

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

  it("takes the mean over the area of pixels that are much larger than the scene's, exactly on a ramp", () => {
    const size = 4;
    for (const [across, down] of [
      [3, 3],
      [2.5, 2.5],
      [4, 1],
      [1, 2],
    ] as const) {
      const wide = 40;
      const pixels = {
        width: wide,
        height: wide,
        bands: [
          Float32Array.from({ length: wide * wide }, (_, at) => 3 * (at % wide) + 7 * Math.floor(at / wide)),
          // A chequerboard, whose mean a point would miss.
          Float32Array.from({ length: wide * wide }, (_, at) => 100 * ((at + Math.floor(at / wide)) % 2)),
        ],
        valid: new Uint8Array(wide * wide).fill(1),
      };
      const places = {
        columns: Float64Array.from({ length: 16 }, (_, at) => 8 + ((at % size) + 0.5) * across),
        rows: Float64Array.from({ length: 16 }, (_, at) => 8 + (Math.floor(at / size) + 0.5) * down),
      };
      const { bands, valid } = sampleAt(
        pixels,
        { column: 0, row: 0, width: wide, height: wide },
        places,
        size,
      );
      expect([...valid]).toEqual(new Array(16).fill(1));
      for (let at = 0; at < 16; at++) {
        expect(bands[0]![at]).toBeCloseTo(3 * (places.columns[at]! - 0.5) + 7 * (places.rows[at]! - 0.5), 3);
        if (across > 1.5 && down > 1.5) expect(Math.abs(bands[1]![at]! - 50)).toBeLessThan(13);
      }
    }
  });

  it("leaves what was not measured out of such a mean, and asks for half of the area", () => {
    const wide = 24;
    const pixels = {
      width: wide,
      height: wide,
      bands: [new Float32Array(wide * wide).map((_, at) => (at % wide < 12 ? 7 : -9999))],
      valid: new Uint8Array(wide * wide).map((_, at) => (at % wide < 12 ? 1 : 0)),
    };
    const places = {
      columns: Float64Array.from({ length: 16 }, (_, at) => 3 + ((at % 4) + 0.5) * 5),
      rows: Float64Array.from({ length: 16 }, (_, at) => 2 + (Math.floor(at / 4) + 0.5) * 5),
    };
    const { bands, valid } = sampleAt(pixels, { column: 0, row: 0, width: wide, height: wide }, places, 4);
    // Pixels of 5 from column 3: the second ends at 13, of which 4 of 5 columns were measured.
    expect([...valid.slice(0, 4)]).toEqual([1, 1, 0, 0]);
    expect([...bands[0]!.slice(0, 2)]).toEqual([7, 7]);
  });

  it("is not valid for places that are nowhere", () => {
    const pixels = source(() => 7);
    const places = placesFrom(102, 203);
    places.columns[5] = Number.NaN;
    places.rows[5] = Number.NaN;
    const { valid } = sampleAt(pixels, window, places, 4);
    expect(valid.reduce((sum, value) => sum + value, 0)).toBe(15);
  });

  it("errs on waves as bilinear weights must: by the second derivative at most", () => {
    const wide = 80;
    const wave = (column: number, row: number) => 1000 * Math.sin(column / 4) * Math.cos(row / 5);
    const pixels = {
      width: wide,
      height: wide,
      bands: [
        Float32Array.from({ length: wide * wide }, (_, at) =>
          wave((at % wide) + 0.5, Math.floor(at / wide) + 0.5),
        ),
      ],
      valid: new Uint8Array(wide * wide).fill(1),
    };
    const places = {
      columns: Float64Array.from(
        { length: 64 * 64 },
        (_, at) => 5.9 + (at % 64) + 0.02 * Math.floor(at / 64),
      ),
      rows: Float64Array.from({ length: 64 * 64 }, (_, at) => 6.3 + Math.floor(at / 64) - 0.02 * (at % 64)),
    };
    const { bands } = sampleAt(pixels, { column: 0, row: 0, width: wide, height: wide }, places, 64);
    const worst = bands[0]!.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - wave(places.columns[at]!, places.rows[at]!))),
      0,
    );
    expect(worst).toBeLessThan((1000 / 8) * (1 / 16 + 1 / 25));
    expect(worst).toBeGreaterThan(5);
  });
});

describe("windowAround", () => {
  it("holds what the places need, and nothing beyond a pixel around the scene", () => {
    expect(windowAround(placesFrom(102, 203), 4, { width: 1000, height: 1000 })).toEqual({
      column: 100,
      row: 201,
      width: 8,
      height: 8,
    });
    expect(windowAround(placesFrom(-2, -3), 4, { width: 5, height: 5 })).toEqual({
      column: -1,
      row: -1,
      width: 5,
      height: 4,
    });
    expect(windowAround(placesFrom(50, 0), 4, { width: 20, height: 20 })).toBeNull();
    expect(
      windowAround({ columns: new Float64Array(16).fill(Number.NaN), rows: new Float64Array(16) }, 4, side20),
    ).toBeNull();
  });
});

const side20 = { width: 20, height: 20 };
