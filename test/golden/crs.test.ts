import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Crs } from "../../models/vocabulary/raster.ts";
import { crsFromEpsg } from "../../native/raster/place/crs/epsg.ts";
import { crsFromWkt } from "../../native/raster/place/crs/wkt.ts";
import { projectionOf } from "../../native/raster/place/projection.ts";

type Place = readonly [x: number, y: number, lon: number, lat: number];
const read = (name: string) => JSON.parse(readFileSync(path.join(import.meta.dirname, name), "utf8"));

/** How far the CRS places a point from where PROJ does, the farther of there and back. */
function offMeters(crs: Crs, [x, y, lon, lat]: Place): number {
  const projection = projectionOf(crs);
  const [gotLon, gotLat] = projection.toLonLat(x, y);
  const [gotX, gotY] = projection.fromLonLat(lon, lat);
  const east = (((gotLon - lon + 540) % 360) - 180) * Math.cos((lat * Math.PI) / 180);
  const unit = crs.isGeographic ? 111_320 : crs.metersPerUnit;
  return Math.max(Math.hypot(east, gotLat - lat) * 111_320, Math.hypot(gotX - x, gotY - y) * unit);
}

describe("EPSG codes", () => {
  it("place a point of every ninth code to a centimetre of PROJ", () => {
    const points: Record<string, Place> = read("epsg/points.json");
    let worst = 0;
    for (const [code, place] of Object.entries(points)) {
      const crs = crsFromEpsg(Number(code));
      if (crs === null) throw new Error(`${code} is missing`);
      const off = offMeters(crs, place);
      worst = Math.max(worst, off);
      expect([code, off < 0.01 ? "near" : off]).toEqual([code, "near"]);
    }
    console.log(`${Object.keys(points).length} codes, ${(worst * 1000).toFixed(1)} mm at worst`);
    expect(Object.keys(points).length).toBeGreaterThan(600);
  });

  it("are null where proj4 would put them elsewhere: axes to the south, grads, codes that do not exist", () => {
    expect([2046, 5513, 4807, 27, 999_999, 0, -1, Number.NaN].map((code) => crsFromEpsg(code))).toEqual(
      new Array(8).fill(null),
    );
  });

  it("keep the text of zones and of degrees, which archives have", () => {
    expect(crsFromEpsg(32631)).toEqual({
      epsg: 32631,
      name: "WGS 84 / UTM zone 31N",
      proj4: "+proj=utm +zone=31 +datum=WGS84 +units=m +no_defs",
      isGeographic: false,
      metersPerUnit: 1,
    });
    expect(crsFromEpsg(4326)?.proj4).toBe("+proj=longlat +datum=WGS84 +no_defs");
    expect(crsFromEpsg(2225)?.metersPerUnit).toBeCloseTo(0.3048006, 7);
    expect(crsFromEpsg(54030)).toMatchObject({ epsg: null, name: "ESRI:54030" });
  });
});

describe("well-known text without codes", () => {
  interface Case {
    readonly texts: Readonly<Record<string, string>>;
    readonly place: Place;
  }
  const cases = Object.entries(read("wkt/cases.json") as Record<string, Case>);
  /** PROJ picks these datums' shifts by the place, 1 to 6 m from the one that stands for all here. */
  const wideDatums = ["EPSG:4267", "EPSG:26711", "EPSG:23030"];
  const refused = ["EPSG:2056", "EPSG:5514", "EPSG:4807", "EPSG:2046"];
  const recognised: Readonly<Record<string, number>> = {
    "EPSG:4326": 4326,
    "EPSG:32631": 32631,
    "EPSG:32755": 32755,
    "EPSG:25832": 25832,
    "EPSG:26917": 26917,
    "EPSG:3857": 3857,
  };

  it.each(cases)("is placed as PROJ does in all dialects, or refused: %s", (name, { texts, place }) => {
    expect(Object.keys(texts).length).toBeGreaterThan(1);
    for (const [dialect, text] of Object.entries(texts)) {
      const crs = crsFromWkt(text);
      if ("unknown" in crs) {
        expect([dialect, refused.includes(name)]).toEqual([dialect, true]);
        continue;
      }
      expect([dialect, crs.epsg]).toEqual([dialect, recognised[name] ?? null]);
      expect(offMeters(crs, place)).toBeLessThan(wideDatums.includes(name) ? 6 : 0.01);
      expect(crs.doubt).toBeUndefined();
    }
  });
});
