import { describe, expect, it } from "vitest";
import { assetFileNames, parseStacItem, readStac } from "../../../../../native/raster/sidecars/stac.ts";
import { sidecarText } from "../../../../support/sidecars.ts";

const cogs = { fileNames: ["B02.tif", "B04.tif", "B11.tif"], bandNames: ["B02", "B04", "B11"] };

describe("a STAC item", () => {
  it("gives date, platform, level, clouds and the bands of the scene's files", () => {
    const { facts } = readStac("item.json", sidecarText("stac-earth-search.json"), cogs);
    expect(facts).toEqual({
      source: "item.json",
      platform: "sentinel-2b",
      level: "S2MSI2A",
      productName: "S2B_MSIL2A_20230605T104629_N0509_R051_T31UFQ_20230605T151244.SAFE",
      processingBaseline: "05.09",
      acquiredAt: "2023-06-05T10:50:37Z",
      scaling: { scale: 0.0001, offset: 0 },
      cloudPercent: 12.3,
      bands: [
        { name: "blue", commonName: "blue", centerWavelengthMicrometers: 0.49 },
        { name: "red", commonName: "red", centerWavelengthMicrometers: 0.665 },
        { name: "swir16", commonName: "swir16", centerWavelengthMicrometers: 1.61 },
      ],
    });
  });

  it("warns of the flag of a catalogue that has been wrong about it", () => {
    const { findings } = readStac("item.json", sidecarText("stac-earth-search.json"), cogs);
    expect(findings).toEqual([
      {
        tone: "doubts",
        sentence:
          "item.json says that the offset has been applied; items of this catalogue have been wrong about it.",
      },
    ]);
  });

  it("takes neither where the flag and the offset contradict each other", () => {
    const { facts, findings } = readStac(
      "item.json",
      sidecarText("stac-earth-search-contradiction.json"),
      cogs,
    );
    expect([facts?.scaling, findings[0]?.sentence]).toEqual([
      null,
      "item.json says that the offset has been applied, but gives an offset of -0.1; neither was taken from it.",
    ]);
  });

  it("reads STAC 1.1, and times of other zones", () => {
    const product = "LC09_L2SP_196026_20220615_20230411_02_T1";
    const { facts, findings } = readStac("stac.json", sidecarText("stac-1.1.json"), {
      fileNames: [`${product}_SR_B2.TIF`, `${product}_SR_B4.TIF`],
      bandNames: ["SR_B2", "SR_B4"],
    });
    expect(findings).toEqual([]);
    expect([facts?.acquiredAt, facts?.level, facts?.scaling]).toEqual([
      "2022-06-15T10:20:31Z",
      "L2SP",
      { scale: 2.75e-5, offset: -0.2 },
    ]);
    expect(facts?.bands).toEqual([
      { name: "B2", commonName: "blue", centerWavelengthMicrometers: 0.48 },
      { name: "B4", commonName: "red", centerWavelengthMicrometers: 0.65 },
    ]);
  });

  it("names its assets' files without their servers", () => {
    const item = parseStacItem(sidecarText("stac-earth-search.json"))!;
    expect([...assetFileNames(item)].sort()).toEqual([
      "B02.tif",
      "B04.tif",
      "B11.tif",
      "SCL.tif",
      "thumbnail.jpg",
    ]);
  });

  it.each([
    ["no JSON", "{"],
    ["GeoJSON of something else", `{"type":"Feature","properties":{},"geometry":null}`],
    ["nested without end", "[".repeat(200_000)],
    ["a collection", `{"type":"Collection","stac_version":"1.0.0","id":"a","assets":{}}`],
  ])("is not used when it is %s", (_, text) => {
    const { facts, findings } = readStac("item.json", text, cogs);
    expect([facts, findings.map(({ tone }) => tone)]).toEqual([null, ["doubts"]]);
  });
});
