import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArea, parseDate, parseInteger, parseNumber, parsePlace } from "../../../../native/cli/parse.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const folder = tempFolder("parse");

describe("parsePlace", () => {
  it("reads longitude before latitude", () => {
    expect(parsePlace("5.35,49.28")).toEqual([5.35, 49.28]);
    expect(parsePlace("-180, -90")).toEqual([-180, -90]);
  });

  it.each(["here", "5", "1,2,3", "181,0", "0,91", "a,b", ","])("refuses %j and shows how", (text) => {
    expect(() => parsePlace(text)).toThrow(`Place ${text} is not understood; give LON,LAT`);
  });
});

describe("parseArea", () => {
  it("reads west, south, east, north, also across the antimeridian", () => {
    expect(parseArea("1,2,3,4")).toEqual([1, 2, 3, 4]);
    expect(parseArea("170,-20,-170,-10")).toEqual([170, -20, -170, -10]);
  });

  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const polygon = { type: "Polygon", coordinates: [ring] };
  it.each([
    ["polygon", polygon],
    ["feature", { type: "Feature", properties: {}, geometry: polygon }],
    ["collection", { type: "FeatureCollection", features: [{ type: "Feature", geometry: polygon }] }],
  ])("reads a GeoJSON file with one %s", (name, json) => {
    const path = join(folder, `${name}.geojson`);
    writeFileSync(path, JSON.stringify(json));
    expect(parseArea(path)).toEqual(ring);
  });

  it("says why a file is no area", () => {
    const path = join(folder, "point.geojson");
    writeFileSync(path, JSON.stringify({ type: "Point", coordinates: [0, 0] }));
    expect(() => parseArea(path)).toThrow("no GeoJSON with exactly one polygon");
    expect(() => parseArea(join(folder, "missing.geojson"))).toThrow("no such file");
  });

  it.each(["1,4,3,2", "1,2,3", "1,-100,2,0"])("refuses %s", (text) => {
    expect(() => parseArea(text)).toThrow(`Area ${text} is not understood`);
  });
});

describe("parseDate", () => {
  it.each(["2020-06-01", "2020-06-01T10:30", "2020-06-01T10:30:00Z"])("takes %s", (text) => {
    expect(parseDate(text)).toBe(text);
  });

  it.each(["2020-6-1", "20200601", "2020-13-01", "2020-02-30", "yesterday", ""])("refuses %j", (text) => {
    expect(() => parseDate(text)).toThrow(`Date ${text} is not understood`);
  });
});

describe("numbers", () => {
  it("are taken within their range, both ends included", () => {
    expect([parseInteger("--chip", 8, 2048)("8"), parseNumber("--min-valid", 0, 1)("1")]).toEqual([8, 1]);
  });

  it.each(["7", "2049", "16.5", "x", "", "NaN"])("refuse %j as a chip size and say the range", (text) => {
    expect(() => parseInteger("--chip", 8, 2048)(text)).toThrow(
      `--chip ${text} is not understood; give a whole number from 8 to 2048.`,
    );
  });

  it.each(["-0.1", "1.1", "half", "", " ", "NaN"])("refuse %j as a fraction", (text) => {
    expect(() => parseNumber("--min-valid", 0, 1)(text)).toThrow("give a number from 0 to 1");
  });
});
