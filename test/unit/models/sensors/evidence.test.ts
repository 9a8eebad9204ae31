import { describe, expect, it } from "vitest";
import type { PixelSample, SensorClues } from "../../../../models/sensors/clues.ts";
import { detectSensor } from "../../../../models/sensors/detectSensor.ts";
import { clues, facts, sampleOf, unnamed } from "./clues.ts";

function detect(about: Partial<SensorClues>, sample: PixelSample | null = null) {
  const match = detectSensor(clues(about), sample);
  return {
    kind: match.kind,
    sensor: match.kind === "matched" ? match.sensor.id : null,
    sentences:
      match.kind === "matched" ? match.findings.map(({ tone, sentence }) => `${tone}: ${sentence}`) : [],
    candidates: match.kind === "question" ? match.candidates.map(({ sensor }) => sensor.id) : [],
  };
}

const landsat = ["B2 blue", "B3 green", "B4 red", "B5 nir", "B6 swir1", "B7 swir2"];

describe("the order of the evidence", () => {
  it("puts a sidecar before the metadata and the file name, and tells of the contradiction", () => {
    const product = facts({ source: "LC09_MTL.txt", platform: "LANDSAT_9", level: "L2SP" });
    const found = detect({ product, descriptions: landsat, fileName: "S2A_copy.tif" });
    expect(found.sensor).toBe("landsat-8-9-c2l2");
    expect(found.sentences).toContain("supports: LANDSAT_9 is named in LC09_MTL.txt.");
    expect(found.sentences).toContain("doubts: But: Sentinel-2 is named in the file name.");
  });

  it("puts the metadata before the file name", () => {
    const metadata = { SENSOR: "Sentinel-2A MSI", LEVEL: "L1C" };
    const fileName = "S2B_MSIL2A_20230911T141709_N0509_R010_T20LLQ_20230911T201301.tif";
    expect(detect({ metadata, fileName, descriptions: ["B02", "B03"] }).sensor).toBe("sentinel-2-l1c");
  });

  it("goes on to the next piece where one does not fit the bands", () => {
    expect(detect({ fileName: "drone_copy.tif", descriptions: ["B02", "B03", "B8A"] }).sensor).toBe(
      "sentinel-2-l2a",
    );
  });

  it("names a band by the file name where the file holds only one", () => {
    const found = detectSensor(clues({ fileName: "T31UFQ_20190329T105021_B8A_20m.tif", descriptions: [""] }));
    expect(found).toMatchObject({
      sensor: { id: "sentinel-2-l2a" },
      bands: [{ name: "B8A", role: "nir08" }],
    });
  });
});

describe("Landsat without a level", () => {
  const fileName = "LC08_195027_20200615.tif";
  const scene = (low: number, middle: number, high: number) =>
    sampleOf(...landsat.map(() => [low, middle, high] as const));

  it("is asked about where its numbers could be of either level", () => {
    expect(detect({ fileName, descriptions: landsat }, scene(7600, 10_000, 30_000)).candidates).toEqual([
      "landsat-8-9-c2l2",
      "landsat-8-9-c2l1",
      "landsat-8-9",
    ]);
    expect(detect({ fileName, descriptions: landsat }).kind).toBe("question");
  });

  it("is reflectance × 10 000 where only that can be so dark", () => {
    expect(detect({ fileName, descriptions: landsat }, scene(200, 1500, 6000)).sensor).toBe("landsat-8-9");
  });

  it("of ETM+ is Collection 2 where only that can be so bright in 16 bits", () => {
    const descriptions = ["B1 blue", "B2 green", "B3 red", "B4 nir", "B5 swir1", "B7 swir2"];
    expect(
      detect({ fileName: "LE07_195027_20200615.tif", descriptions }, scene(7600, 10_000, 30_000)).sensor,
    ).toBe("landsat-7-c2l2");
  });

  it("is known by Collection 2's own band names", () => {
    const descriptions = ["SR_B2", "SR_B3", "SR_B4", "SR_B5"];
    expect(detect({ fileName: "LC08_L2SP_195027_20200615.tif", descriptions }).sensor).toBe(
      "landsat-8-9-c2l2",
    );
  });
});

describe("radar", () => {
  const about = { descriptions: ["VV", "VH"], dataType: "float32" as const };

  it("below zero is decibels, small and positive is power", () => {
    expect(detect(about, sampleOf([-22, -12, -2], [-30, -19, -8])).sensor).toBe("sentinel-1-rtc-db");
    expect(detect(about, sampleOf([0.01, 0.08, 0.6], [0.002, 0.02, 0.1])).sensor).toBe("sentinel-1-rtc");
  });

  it("is asked about where no value was seen, or the values contradict the name", () => {
    expect(detect(about).candidates).toEqual(["sentinel-1-rtc", "sentinel-1-rtc-db"]);
    const fileName = "S1A_IW_20180128T161201_DVP_RTC30_G_gpuned_FD6A.tif";
    const decibels = sampleOf([-22, -12, -2], [-30, -19, -8]);
    expect(detect({ ...about, fileName }, decibels).candidates).toEqual([
      "sentinel-1-rtc-db",
      "sentinel-1-rtc",
    ]);
  });

  it("in whole numbers is amplitude", () => {
    expect(detect({ descriptions: ["VV"], dataType: "uint16" }).sensor).toBe("radar-amplitude");
    expect(detect({ descriptions: [""], fileName: "sar_umbra_yasur.tif", dataType: "uint8" }).sensor).toBe(
      "radar-amplitude",
    );
  });
});

describe("physical sense", () => {
  const descriptions = ["B02", "B03", "B04", "B08"];

  it("supports bands in which vegetation is bright in infrared and dark in red", () => {
    const green = sampleOf([100, 300, 900], [200, 500, 1100], [100, 300, 1400], [900, 3000, 4500]);
    expect(detect({ descriptions }, green).sentences).toContain(
      "supports: Vegetation is bright in B08 and dark in B04, as it must be.",
    );
  });

  it("doubts bands in which infrared is darker than red throughout", () => {
    const swapped = sampleOf([100, 300, 900], [200, 500, 1100], [900, 3000, 4500], [100, 300, 1400]);
    expect(detect({ descriptions }, swapped).sentences).toContain(
      "doubts: B08 is darker than B04 throughout, as only over water, cloud or snow: the bands may be in another order.",
    );
  });

  it("sees the number that marks saturation", () => {
    const saturated = sampleOf([100, 300, 16_000], [900, 3000, 4500]);
    expect(detect({ descriptions: ["B04", "B08"] }, saturated).sentences).toContain(
      "fact: 16 000 marks saturation, nothing lies above it.",
    );
  });
});

describe("other products", () => {
  it.each([
    [
      { metadata: { SENSOR: "MODIS Terra MOD13Q1 16-day composite" }, descriptions: ["NDVI x 10000"] },
      "modis-mod13q1-ndvi",
    ],
    [{ descriptions: ["sur_refl_b01", "sur_refl_b02"] }, "modis-mod09a1"],
    [
      { descriptions: ["coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir"] },
      "planetscope-sr",
    ],
    [
      { fileName: "uav_rgba.tif", descriptions: unnamed(3), dataType: "uint8" as const, isRgb: true },
      "drone",
    ],
    [
      { metadata: { TIFFTAG_SOFTWARE: "pix4dmapper" }, descriptions: unnamed(3), dataType: "uint8" as const },
      "drone",
    ],
    [{ fileName: "linz_wellington_2021.tif", descriptions: unnamed(3), dataType: "uint8" as const }, "linz"],
    [{ fileName: "olinda_landsat7.tif", descriptions: unnamed(6), dataType: "uint8" as const }, "landsat-7"],
  ])("%j is %s", (about, sensor) => {
    expect(detect(about).sensor).toBe(sensor);
  });

  it("that stack one quantity of many days are no scene", () => {
    const descriptions = ["2015-07-11", "2015-07-31", "2015-08-20"];
    expect(detect({ descriptions, dataType: "float32" }).kind).toBe("not-imagery");
  });

  it("that are PlanetScope's usable data mask are no scene", () => {
    const fileName = "20210101_101112_1003_3B_udm2.tif";
    expect(detect({ fileName, descriptions: unnamed(8), dataType: "uint8" }).kind).toBe("not-imagery");
  });
});
