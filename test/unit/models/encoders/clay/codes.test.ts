import { describe, expect, it } from "vitest";
import { placeCode, timeCode } from "../../../../../models/encoders/clay/metadata.ts";
import { positionCode } from "../../../../../models/encoders/clay/position.ts";
import { waveCode } from "../../../../../models/encoders/clay/waveCode.ts";

const turn = (value: number, whole: number) => {
  const angle = (2 * Math.PI * value) / whole;
  return [Math.sin(angle), Math.cos(angle)].map(Math.fround);
};

describe("the position code", () => {
  it("has columns before rows, sines before cosines", () => {
    const code = positionCode({ dim: 24, grid: 2, gsd: 1 });
    // The first frequency is gsd itself: one radian a patch.
    const [sin, cos] = [Math.sin(1), Math.cos(1)];
    const firsts = (patch: number) => [0, 4, 8, 12].map((quarter) => code[patch * 16 + quarter]!);
    const expected = [
      [0, 1, 0, 1],
      [sin, cos, 0, 1],
      [0, 1, sin, cos],
      [sin, cos, sin, cos],
    ];
    expected.forEach((row, patch) => {
      expect(firsts(patch)).toEqual(row.map(Math.fround));
    });
  });

  it("turns faster with a larger sample distance", () => {
    const at = (gsd: number) => positionCode({ dim: 24, grid: 2, gsd })[16]!;
    expect([at(0.6), at(10)]).toEqual([Math.fround(Math.sin(Math.fround(0.6))), Math.fround(Math.sin(10))]);
  });
});

describe("the code of a wavelength", () => {
  it("goes from its own frequency down to a ten-thousandth, sines first", () => {
    const code = waveCode([0.5, 2]);
    expect(code).toHaveLength(256);
    expect([code[0], code[64]]).toEqual([Math.sin(0.5), Math.cos(0.5)].map(Math.fround));
    expect(code[128 + 63]).toBeCloseTo(2e-4, 9);
    expect(code[128 + 127]).toBeCloseTo(1, 6);
  });
});

describe("the code of time", () => {
  const week = (day: string) => [...timeCode(`${day}T11:59:59Z`).subarray(0, 2)];

  it("counts ISO weeks, and goes past the turn in week 53", () => {
    expect(week("2018-07-18")).toEqual(turn(29, 52));
    expect(week("2024-12-30")).toEqual(turn(1, 52));
    expect(week("2021-01-03")).toEqual(turn(53, 52));
    expect(week("2021-01-04")).toEqual(turn(1, 52));
    expect(week("2018-12-30")).toEqual(turn(52, 52));
  });

  const hour = (moment: string, how?: "noon") => [...timeCode(moment, how).subarray(2)];

  it("drops minutes and keeps the hour of UTC", () => {
    expect(hour("2018-07-18T23:59:59Z")).toEqual(turn(23, 24));
    expect(hour("2018-07-18T02:00:00+03:00")).toEqual(turn(23, 24));
    expect(hour("2018-07-18T00:00:01Z")).toEqual(turn(0, 24));
  });

  it("takes noon where asked to", () => {
    for (const moment of ["2018-07-18T00:00:00Z", "2018-07-18T05:45:00Z"])
      expect(hour(moment, "noon")).toEqual(turn(12, 24));
  });

  it("refuses what is no moment", () => {
    expect(() => timeCode("last summer")).toThrow(RangeError);
  });
});

describe("the code of a place", () => {
  it("has the latitude first, or the longitude where asked to", () => {
    const lon = turn(-8.5, 360);
    const lat = turn(37.25, 360);
    expect([...placeCode(-8.5, 37.25, "lat-first")]).toEqual([...lat, ...lon]);
    expect([...placeCode(-8.5, 37.25, "lon-first")]).toEqual([...lon, ...lat]);
  });
});
