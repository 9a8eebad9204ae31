import { describe, expect, it } from "vitest";
import type { SensorClues } from "../../../../models/sensors/clues.ts";
import { detectSensor, matchSensor } from "../../../../models/sensors/detectSensor.ts";
import { clues, unnamed } from "./clues.ts";

/** Sensor and roles, or the kind of what came out instead. */
function seen(about: Partial<SensorClues>) {
  const match = detectSensor(clues(about));
  return match.kind === "matched"
    ? { sensor: match.sensor.id, roles: match.bands.map(({ role }) => role).join(" ") }
    : match.kind;
}

describe("Sentinel-2", () => {
  it("is known by its two-digit band numbers alone", () => {
    expect(seen({ descriptions: ["B02", "B03", "B04", "B08"] })).toEqual({
      sensor: "sentinel-2-l2a",
      roles: "blue green red nir",
    });
  });

  it("is known by B8A, and B8A is not the wide infrared", () => {
    expect(seen({ descriptions: ["B02 blue", "B8A nir narrow (20 m, repeated)", "B11 swir1"] })).toEqual({
      sensor: "sentinel-2-l2a",
      roles: "blue nir08 swir16",
    });
  });

  it("keeps roles with their bands when B8A comes last", () => {
    const descriptions = ["B02", "B03", "B04", "B05", "B06", "B07", "B08", "B11", "B12", "B8A"];
    expect(seen({ descriptions })).toMatchObject({
      roles: "blue green red rededge071 rededge075 rededge078 nir swir16 swir22 nir08",
    });
  });

  it("is level 1C where the metadata say so", () => {
    const metadata = { SENSOR: "Sentinel-2A MSI", LEVEL: "L1C" };
    expect(seen({ metadata, descriptions: ["B02 blue", "B03 green"] })).toMatchObject({
      sensor: "sentinel-2-l1c",
    });
  });

  it("is level 1C where the cirrus band is there, which level 2A leaves out", () => {
    expect(seen({ descriptions: ["B02", "B09", "B10", "B11"] })).toMatchObject({
      sensor: "sentinel-2-l1c",
      roles: "blue nir09 cirrus swir16",
    });
  });

  it("is level 2A where the product's name says so", () => {
    const fileName = "S2B_MSIL2A_20200615T104619_N0214_R051_T31UFQ_20200615T140000.tif";
    expect(seen({ fileName, descriptions: unnamed(12) })).toMatchObject({ sensor: "sentinel-2-l2a" });
  });

  it("is never told from a band count without a name", () => {
    expect([10, 12, 13].map((count) => seen({ descriptions: unnamed(count) }))).toEqual([
      "question",
      "question",
      "question",
    ]);
  });

  it("says what the verdict rests on", () => {
    const match = detectSensor(clues({ descriptions: ["B02", "B03", "B04", "B08"] }));
    expect(match.kind === "matched" && match.evidence).toEqual([
      "The band numbers are Sentinel-2's.",
      "Nothing names the level; taken as 2A, the one usually distributed.",
      "4 bands named in the file.",
    ]);
  });
});

describe("Landsat", () => {
  it("4 to 7 number blue as B1", () => {
    const descriptions = ["B1 blue", "B2 green", "B3 red", "B4 nir", "B5 swir1", "B7 swir2"];
    expect(seen({ descriptions, dataType: "uint8" })).toEqual({
      sensor: "landsat-7",
      roles: "blue green red nir08 swir16 swir22",
    });
  });

  it("8 and 9 number blue as B2", () => {
    const descriptions = ["B2 blue", "B3 green", "B4 red", "B5 nir", "B6 swir1", "B7 swir2"];
    expect(seen({ descriptions, dataType: "int16" })).toEqual({
      sensor: "landsat-8-9",
      roles: "blue green red nir08 swir16 swir22",
    });
  });

  it("is known by its product names", () => {
    const named = (fileName: string, count: number) => seen({ fileName, descriptions: unnamed(count) });
    expect(named("LC08_L2SP_195027_20200615.tif", 7)).toMatchObject({
      sensor: "landsat-8-9-c2l2",
    });
    expect(named("LE07_L1TP_195027_20010205.tif", 6)).toMatchObject({ sensor: "landsat-7-c2l1" });
  });

  it("is not taken for Landsat 7 where number and word contradict it", () => {
    const match = matchSensor("landsat-7", clues({ descriptions: ["B1 red", "B2 green", "B3 blue"] }));
    expect(match).toEqual({ kind: "mismatch", detail: "3 bands, of which 2 do not fit: B1 red, B3 blue" });
  });
});

describe("bands that only have words", () => {
  it.each([
    [["blue", "green", "red", "nir"], "blue green red nir"],
    [["Red", "Green", "Blue", "Near Infrared"], "red green blue nir"],
  ])("keep the order %j that they say", (descriptions, roles) => {
    expect(seen({ descriptions })).toEqual({ sensor: "generic", roles });
  });

  it("are not guessed where two say the same", () => {
    expect(seen({ descriptions: ["red", "red"] })).toBe("unknown");
  });
});

describe("pictures", () => {
  it("marked as RGB are orthophotos, with a fourth band taken as near infrared", () => {
    expect(seen({ isRgb: true, descriptions: unnamed(3) })).toEqual({
      sensor: "orthophoto",
      roles: "red green blue",
    });
    expect(seen({ isRgb: true, descriptions: unnamed(4) })).toMatchObject({ roles: "red green blue nir" });
  });

  it("that are not marked are not guessed", () => {
    expect(seen({ descriptions: unnamed(3), dataType: "uint8" })).toBe("question");
  });
});

describe("label rasters", () => {
  it.each([
    "s2_20200601_mask.tif",
    "fordead_clm.tif",
    "gewata_west_lulc.tif",
    "oscd_paris_change.tif",
    "chiapas_training.tif",
  ])("are known by their name %s", (fileName) => {
    expect(seen({ fileName, descriptions: [""] })).toBe("not-imagery");
  });

  it("are known by their description", () => {
    expect(seen({ descriptions: ["1 = cloud, shadow or missing; 0 = clear"] })).toBe("not-imagery");
  });

  it("are not suspected where there are several bands or fractions", () => {
    expect(seen({ fileName: "clouds_mask.tif", descriptions: ["B02", "B03"] })).toMatchObject({
      roles: "blue green",
    });
    expect(seen({ fileName: "change.tif", descriptions: [""], dataType: "float32" })).toBe("unknown");
  });
});

describe("the user's word", () => {
  it("makes any bands generic ones, numbered where they have no names of their own", () => {
    const match = matchSensor("generic", clues({ descriptions: ["", ""] }));
    expect(match).toMatchObject({ kind: "matched", bands: [{ role: "band1" }, { role: "band2" }] });
  });

  it("gives unnamed bands the sensor's usual order", () => {
    const match = matchSensor("sentinel-2-l2a", clues({ descriptions: unnamed(10) }));
    expect(match.kind === "matched" && match.bands.map(({ name }) => name).join(" ")).toBe(
      "B02 B03 B04 B05 B06 B07 B08 B8A B11 B12",
    );
  });

  it("is not enough where the band count fits no usual order", () => {
    expect(matchSensor("sentinel-2-l2a", clues({ descriptions: unnamed(5) })).kind).toBe("mismatch");
  });
});
