import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Transform } from "../../models/vocabulary/geometry.ts";
import { sampleAt } from "../../native/raster/pixels/resample.ts";
import { toMap } from "../../native/raster/place/affine.ts";
import { crsFromEpsg } from "../../native/raster/place/crs/epsg.ts";
import { sceneLocator } from "../../native/raster/place/groundGrid.ts";
import { placesOf } from "../../native/raster/place/placeMesh.ts";

interface Case {
  readonly source: {
    readonly epsg: number;
    readonly transform: Transform;
    readonly width: number;
    readonly height: number;
    readonly values: readonly (number | null)[];
  };
  readonly target: { readonly epsg: number; readonly transform: Transform; readonly size: number };
  /** What gdalwarp gives (resample/make.py). */
  readonly expected: readonly (number | null)[];
}

const folder = path.join(import.meta.dirname, "resample");
const cases = readdirSync(folder).filter((name) => name.endsWith(".json"));

function resampled({ source, target }: Case) {
  const { width, height, transform, values } = source;
  const grid = { width, height, transform, crs: crsFromEpsg(source.epsg)! };
  const pixels = {
    width,
    height,
    bands: [Float32Array.from(values, (value) => value ?? Number.NaN)],
    valid: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
  };
  const locate = sceneLocator(grid, crsFromEpsg(target.epsg)!);
  const places = placesOf(target.size, 4, (column, row) => locate(...toMap(target.transform, column, row)));
  return sampleAt(pixels, { column: 0, row: 0, width, height }, places, target.size);
}

describe("resampling", () => {
  it.each(cases)("agrees with gdalwarp: %s", (name) => {
    const given: Case = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
    const { bands, valid } = resampled(given);
    let [worst, sum, count] = [0, 0, 0];
    given.expected.forEach((value, index) => {
      if (valid[index] !== 1 || value === null) return;
      const off = Math.abs(value - bands[0]![index]!);
      worst = Math.max(worst, off);
      sum += off;
      count++;
    });
    console.log(`${name}: ${count} pixels, mean ${(sum / count).toFixed(3)}, worst ${worst.toFixed(3)}`);
    // GDAL asks whether the pixel at the place is valid, this code whether half of the weight is.
    const differing = given.expected.filter(
      (value, index) => (value === null) !== (valid[index] === 0),
    ).length;
    expect(differing).toBeLessThan(given.expected.length * 0.1);
    expect(count).toBeGreaterThan(given.expected.length * 0.6);
    // The mesh may be off by a fiftieth of a pixel; a mean over an area is a matter of how it is weighed.
    expect(worst).toBeLessThan(name.includes("average") ? 8 : 0.01);
    expect(sum / count).toBeLessThan(name.includes("average") ? 1.5 : 0.002);
  });
});
