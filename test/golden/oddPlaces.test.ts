import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { LonLat } from "../../models/vocabulary/geometry.ts";
import type { Grid } from "../../models/vocabulary/raster.ts";
import { gridFootprint } from "../../native/raster/place/footprint.ts";
import { cornersOf, liesOnEarth } from "../../native/raster/place/gridPlaces.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

interface OddFile {
  readonly file: string;
  readonly expect: string;
  readonly crs?: { readonly authority: string | null } | null;
  readonly geotransform?: readonly number[] | null;
  readonly gcp_geotransform?: readonly number[];
  readonly corners_lonlat_ul_ur_lr_ll?: readonly LonLat[];
}

const list = sharedPath("data/odd/expected.json");
const odd: readonly OddFile[] = list === null ? [] : JSON.parse(readFileSync(list, "utf8"));
const withCrs = odd.filter(({ crs }) => crs);

/** Where a file lies, or the sentence that refuses it. */
async function placeOf(file: string): Promise<Grid | string> {
  try {
    const raster = await openTiffRaster(sharedPath(`data/odd/${file}`)!);
    const { crs, transform, warp, width, height } = raster;
    await raster.close();
    if (crs === null || transform === null) return "no place";
    if ("unknown" in crs) return crs.unknown;
    return { width, height, crs, transform, ...(warp && { warp }) };
  } catch (error) {
    return (error as Error).message;
  }
}

/** What a file may be refused for, by what `expect` says of it. */
const mayBeRefused = (expectation: string) => !expectation.startsWith("must open");
/** The list itself is rounded to half of this. */
const closeDegrees = 1e-7;

function farthest(corners: readonly LonLat[], expected: readonly LonLat[]): number {
  const apart = (one: number, two: number) => Math.abs(((one - two + 540) % 360) - 180);
  return Math.max(
    ...corners.map(([lon, lat], index) =>
      Math.max(apart(lon, expected[index]![0]), Math.abs(lat - expected[index]![1])),
    ),
  );
}

describe("odd files with a CRS", () => {
  it("have the code, the transform and the corners that GDAL gives them, or are refused where they may be", async ({
    skip,
  }) => {
    if (list === null) return skip(noSharedData);
    const refused: string[] = [];
    let worst = 0;
    for (const one of withCrs) {
      const place = await placeOf(one.file);
      if (typeof place === "string") {
        expect([one.file, mayBeRefused(one.expect)]).toEqual([one.file, true]);
        refused.push(`  ${one.file}: ${place.replace(/^\S*\/odd\//, "").slice(0, 120)}`);
        continue;
      }
      const epsg = place.crs.epsg === null ? null : `EPSG:${place.crs.epsg}`;
      expect([one.file, epsg]).toEqual([one.file, one.crs!.authority]);
      const [c, a, b, f, d, e] = one.geotransform ?? one.gcp_geotransform!;
      const expected = [a, b, c, d, e, f].map((value) =>
        expect.closeTo(value!, 12 - Math.ceil(Math.log10(Math.abs(value!) + 1)) - 2),
      );
      expect([one.file, place.transform]).toEqual([one.file, expected]);
      // A bent grid has other corners than the straight one that stands for it in the list (below).
      if (!one.corners_lonlat_ul_ur_lr_ll || place.warp) continue;
      const off = farthest(cornersOf(place), one.corners_lonlat_ul_ur_lr_ll);
      worst = Math.max(worst, off);
      expect([one.file, off < closeDegrees ? "close" : off]).toEqual([one.file, "close"]);
    }
    console.log(
      `${withCrs.length} files, corners to ${worst.toExponential(1)} degrees; refused:\n${refused.join("\n")}`,
    );
  });

  it("whose control points bend lie nearer to their points than the straight map of the list", async ({
    skip,
  }) => {
    if (list === null) return skip(noSharedData);
    const one = odd.find(({ file }) => file === "real/riotiler_cog_gcps_ovr.tif")!;
    const place = await placeOf(one.file);
    if (typeof place === "string") throw new Error(place);
    // The first control point is the upper left corner: the straight map misses it by 2.8 pixels of 200 m.
    const upperLeft: LonLat = [78.2039030529351, 10.7375483336348];
    const pixelDegrees = Math.abs(place.transform[0]);
    const off = (corner: LonLat) =>
      Math.hypot(corner[0] - upperLeft[0], corner[1] - upperLeft[1]) / pixelDegrees;
    expect(off(cornersOf(place)[0]!)).toBeLessThan(1);
    expect(off(one.corners_lonlat_ul_ur_lr_ll![0]!)).toBeGreaterThan(2.5);
  });

  it("have footprints that a map can draw: closed, counter-clockwise, on the globe", async ({ skip }) => {
    if (list === null) return skip(noSharedData);
    for (const { file } of withCrs) {
      const place = await placeOf(file);
      if (typeof place === "string") continue;
      expect([file, liesOnEarth(place)]).toEqual([file, true]);
      const ring = gridFootprint(place);
      expect([file, ring.at(-1)]).toEqual([file, ring[0]]);
      const area = ring
        .slice(1)
        .reduce((sum, [x, y], index) => sum + ring[index]![0] * y - x * ring[index]![1], 0);
      expect([file, area > 0]).toEqual([file, true]);
      for (const [lon, lat] of ring) {
        expect([file, Math.abs(lat) <= 90 + 1e-9]).toEqual([file, true]);
        expect([file, lon >= -181 && lon <= 540]).toEqual([file, true]);
      }
      const [west, south, east, north] = boundsOf(ring);
      expect([file, Math.max(Math.abs(west), Math.abs(east)) <= 180.001 && south < north]).toEqual([
        file,
        true,
      ]);
    }
  });
});
