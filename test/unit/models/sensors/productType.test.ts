import { describe, expect, it } from "vitest";
import type { SensorClues } from "../../../../models/sensors/clues.ts";
import { detectSensor } from "../../../../models/sensors/detectSensor.ts";
import { productTypeOf } from "../../../../models/sensors/productType.ts";
import { clues, unnamed } from "./clues.ts";

const typeOf = (about: Partial<SensorClues>) => {
  const given = clues(about);
  return productTypeOf(detectSensor(given), given);
};
const esa = (day: string, baseline: string, tile: string) =>
  `S2B_MSIL2A_${day}T141709_N${baseline}_R010_T${tile}_${day}T201301.tif`;

describe("the product type that answers are remembered under", () => {
  const descriptions = ["B03", "B8A", "B11"];

  it("is the same for products of other days and places", () => {
    const type = typeOf({ descriptions, fileName: esa("20230911", "0509", "20LLQ") });
    expect(type).toBe(
      "sentinel-2-l2a / 3 bands 1914fce9 / uint16 / baseline 05 / a Sentinel-2 product name of ESA",
    );
    expect(typeOf({ descriptions, fileName: esa("20220815", "0510", "31UFQ") })).toBe(type);
  });

  it("differs where baseline, bands, number type or source differ", () => {
    const types = [
      typeOf({ descriptions, fileName: esa("20230911", "0509", "20LLQ") }),
      typeOf({ descriptions, fileName: esa("20230911", "0400", "20LLQ") }),
      typeOf({ descriptions: ["B02", "B8A", "B11"], fileName: esa("20230911", "0509", "20LLQ") }),
      typeOf({ descriptions, dataType: "int16", fileName: esa("20230911", "0509", "20LLQ") }),
      typeOf({ descriptions, fileName: "20230911T141709_20230911T141710_T20LLQ.tif" }),
      typeOf({ descriptions, fileName: "export_20230911.tif" }),
    ];
    expect(new Set(types).size).toBe(types.length);
  });

  it("holds files that nothing is known of together only where their names differ in digits", () => {
    const of = (fileName: string) => typeOf({ fileName, descriptions: unnamed(4), gsdMeters: 3.04 });
    expect(of("farm_20210101_03.tif")).toBe("unknown / 4 bands unnamed / uint16 / 3 m / named farm_#_#");
    expect(of("farm_20210101_03.tif")).toBe(of("farm_20220630_11.tif"));
    expect(of("farm_20210101_03.tif")).not.toBe(of("town_20210101_03.tif"));
  });
});
