import { describe, expect, it } from "vitest";
import { readLandsat } from "../../../../../native/raster/sidecars/landsat.ts";
import { sidecarText } from "../../../../support/sidecars.ts";

const level2 = "LC09_L2SP_196026_20220615_20230411_02_T1_MTL";
const level1 = "LC08_L1TP_196026_20190515_20190521_01_T1_MTL.txt";
const surface = { fileNames: [], bandNames: ["SR_B1", "SR_B2", "SR_B4", "SR_B7"] };

describe("metadata of a Landsat product", () => {
  it.each(["txt", "json", "xml"])("is the same in Collection 2's %s", (format) => {
    const name = `${level2}.${format}`;
    const { facts, findings } = readLandsat(name, sidecarText(name), surface);
    expect(findings).toEqual([]);
    expect(facts).toEqual({
      source: name,
      platform: "LANDSAT_9",
      level: "L2SP",
      productName: "LC09_L2SP_196026_20220615_20230411_02_T1",
      processingBaseline: null,
      acquiredAt: "2022-06-15T10:20:31Z",
      scaling: { scale: 2.75e-5, offset: -0.2 },
      cloudPercent: 3.27,
      bands: surface.bandNames.map((name) => ({ name, commonName: null, centerWavelengthMicrometers: null })),
    });
  });

  it("takes the sun's height into the scale of level 1", () => {
    const { facts } = readLandsat(level1, sidecarText(level1), { fileNames: [], bandNames: ["B2", "B9"] });
    expect([facts?.level, facts?.acquiredAt, facts?.cloudPercent]).toEqual([
      "L1TP",
      "2019-05-15T10:20:06Z",
      null,
    ]);
    // The sun stands at 30 degrees: sine one half.
    expect(facts?.scaling?.scale).toBeCloseTo(4e-5, 12);
    expect(facts?.scaling?.offset).toBeCloseTo(-0.2, 12);
  });

  it("does not put the numbers of level 1 on surface reflectance, nor the other way round", () => {
    const espa = readLandsat(level1, sidecarText(level1), { fileNames: [], bandNames: ["SR_BAND2"] });
    const mixed = readLandsat(`${level2}.txt`, sidecarText(`${level2}.txt`), {
      fileNames: [],
      bandNames: ["B2"],
    });
    for (const { facts, findings } of [espa, mixed])
      expect([facts?.scaling, findings.map(({ tone }) => tone)]).toEqual([null, ["doubts"]]);
  });

  it("takes no scale where bands differ, one is missing or the sun is down", () => {
    const scalingOf = (text: string, bandNames = ["B2", "B3"]) =>
      readLandsat(level1, text, { fileNames: [], bandNames }).facts?.scaling;
    const text = sidecarText(level1);
    expect(scalingOf(text.replace("MULT_BAND_3 = 2.0000E-05", "MULT_BAND_3 = 1.9E-05"))).toBe(null);
    expect(scalingOf(text, ["B2", "B11"])).toBe(null);
    expect(scalingOf(text.replace("SUN_ELEVATION = 30", "SUN_ELEVATION = -3"))).toBe(null);
    expect(scalingOf(text.replace("REFLECTANCE_ADD_BAND_3 = -0.1", "REFLECTANCE_ADD_BAND_3 = none"))).toBe(
      null,
    );
  });

  it.each([
    ["empty", "txt", ""],
    ["of something else", "txt", "GROUP = A\nB = 1\nEND_GROUP = A\n"],
    ["no JSON", "json", "{"],
    ["JSON of something else", "json", "[1, 2]"],
    ["no XML", "xml", "<LANDSAT_METADATA_FILE>"],
  ])("is not used when it is %s", (_, format, text) => {
    const { facts, findings } = readLandsat(`${level2}.${format}`, text, surface);
    expect([facts, findings.map(({ tone }) => tone)]).toEqual([null, ["doubts"]]);
  });
});
