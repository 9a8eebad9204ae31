import { describe, expect, it } from "vitest";
import { canonicalOrder, typicalBand } from "../../../../../models/encoders/baseline/bands.ts";
import { baselineEncoder } from "../../../../../models/encoders/baseline/baselineEncoder.ts";
import { prepareChips } from "../../../../../models/encoders/baseline/prepare.ts";
import { bandsOf, chipOf } from "./embedChips.ts";

const input = { bands: bandsOf("red"), chipPixels: 2 };

describe("preparing chips", () => {
  it("takes a band's typical value to 0, zero to minus one spread unit, and keeps the sign below", () => {
    const { value, spread } = typicalBand(input.bands[0]!);
    const { pixels } = prepareChips([chipOf([Float32Array.of(value, 0, -value, 4 * value)])], input);
    const expected = [0, -1 / spread, -2 / spread, 1 / spread];
    for (const [index, number] of expected.entries()) expect(pixels.data[index]).toBeCloseTo(number, 5);
  });

  it("fills invalid pixels with the mean of the valid ones", () => {
    const chip = chipOf([Float32Array.of(0.059, 9, 0.236, 9)], Uint8Array.of(1, 0, 1, 0));
    const { pixels, valid } = prepareChips([chip], input);
    expect([...valid.data]).toEqual([1, 0, 1, 0]);
    expect(pixels.data[1]).toBeCloseTo((pixels.data[0]! + pixels.data[2]!) / 2, 6);
    expect(pixels.data[3]).toBe(pixels.data[1]);
  });

  it("takes a pixel that is NaN in one band as invalid in all", () => {
    const chip = chipOf([Float32Array.of(0.1, 0.1, 0.1, 0.1), Float32Array.of(0.2, Number.NaN, 0.2, 0.2)]);
    const { pixels, valid } = prepareChips([chip], { bands: bandsOf("red", "nir"), chipPixels: 2 });
    expect([...valid.data]).toEqual([1, 0, 1, 1]);
    expect(pixels.data.some(Number.isNaN)).toBe(false);
  });

  it("says the shapes that the graph asks for", () => {
    const chips = Array.from({ length: 3 }, () => chipOf([new Float32Array(4), new Float32Array(4)]));
    const { pixels, valid } = prepareChips(chips, { bands: bandsOf("red", "nir"), chipPixels: 2 });
    expect(pixels.shape).toEqual([3, 2, 2, 2]);
    expect(valid.shape).toEqual([3, 1, 2, 2]);
  });
});

describe("the order of bands", () => {
  it("goes by wavelength, then role, with unknown bands last", () => {
    const bands = bandsOf("speckle", "nir", "blue", "lwir", "height", "red");
    expect(canonicalOrder(bands).map((index) => bands[index]!.role)).toEqual([
      "blue",
      "red",
      "nir",
      "lwir",
      "height",
      "speckle",
    ]);
  });

  it("is the same for the same roles of two sensors, whatever their exact wavelengths", () => {
    const landsat = [{ role: "nir08", wavelengthMicrometers: 0.835 }, ...bandsOf("nir")];
    const sentinel = [{ role: "nir08", wavelengthMicrometers: 0.865 }, ...bandsOf("nir")];
    expect(baselineEncoder.spaceKey(landsat)).toBe(baselineEncoder.spaceKey(sentinel));
  });

  it("makes the key of a space, which names encoder, version and roles", () => {
    expect(baselineEncoder.spaceKey(bandsOf("nir", "red"))).toBe("baseline/1/red,nir");
    expect(baselineEncoder.spaceKey(bandsOf("red", "nir"))).toBe("baseline/1/red,nir");
    expect(baselineEncoder.spaceKey(bandsOf("red"))).not.toBe(baselineEncoder.spaceKey(bandsOf("nir")));
  });
});

describe("typical values", () => {
  it("lie between the neighbours of an unnamed band's wavelength", () => {
    const between = typicalBand({ role: "band40", wavelengthMicrometers: 0.7225 }).value;
    expect(between).toBeCloseTo((0.094 + 0.177) / 2, 6);
  });

  it("hold at both ends of the reflective range, and one value serves where nothing is known", () => {
    expect(typicalBand({ role: "band1", wavelengthMicrometers: 0.4 }).value).toBe(0.036);
    expect(typicalBand({ role: "band9", wavelengthMicrometers: 2.4 }).value).toBe(0.1);
    expect(typicalBand({ role: "band1", wavelengthMicrometers: null }).value).toBe(0.15);
    expect(typicalBand({ role: "toString", wavelengthMicrometers: Number.NaN }).value).toBe(0.15);
  });
});
