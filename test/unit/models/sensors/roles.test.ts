import { describe, expect, it } from "vitest";
import { readBandWords } from "../../../../models/sensors/roles.ts";

describe("readBandWords", () => {
  it.each([
    ["B02 blue", "B02", "blue"],
    ["B8A nir narrow (20 m, repeated)", "B8A", "nir08"],
    ["b8a", "B8A", null],
    ["Band 5", "B5", null],
    ["SR_B4", "B4", null],
    ["red edge 1", null, "rededge071"],
    ["B06 re2 (resampled from 263x236, nearest)", "B06", "rededge075"],
    ["red", null, "red"],
    ["B11 swir1 (resampled from 20 m)", "B11", "swir16"],
    ["SWIR 2", null, "swir22"],
    ["near infrared", null, "nir"],
    ["B09 water vapour", "B09", "nir09"],
    ["coastal blue", null, "coastal"],
    ["NDVI x 10000", null, "ndvi"],
    ["green_i", null, "green05"],
    ["coastal_blue", null, "coastal"],
    ["sur_refl_b02", "B02", null],
    ["Gamma0_VH", null, "vh"],
    ["2015-07-11", null, null],
    ["", null, null],
  ])("reads %j as number %j and word %j", (description, number, commonName) => {
    expect(readBandWords(description)).toEqual({ number, commonName });
  });
});
