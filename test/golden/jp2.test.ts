import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFileSource } from "../../native/raster/files/byteSource.ts";
import { openJp2Raster } from "../../native/raster/jp2/openJp2Raster.ts";
import type { RasterReader } from "../../native/raster/pixels/rasterReader.ts";
import { summaryOf } from "../support/planeSummary.ts";

const folder = join(import.meta.dirname, "jp2");
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

interface Summary {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly weightedSum: number;
}

interface Expected {
  readonly dataType: string;
  readonly epsg: number | null;
  readonly transform: readonly number[];
  readonly levels: readonly { width: number; height: number; bands: readonly Summary[] }[];
}

async function wholePlanes(reader: RasterReader, bandCount: number) {
  const window = { column: 0, row: 0, width: reader.width, height: reader.height };
  return reader.readExact(
    window,
    Array.from({ length: bandCount }, (_, sample) => sample),
  );
}

describe("JPEG 2000", () => {
  it.each(cases.map(({ name }) => name))("reads %s as GDAL does, at every resolution", async (name) => {
    const expected = JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Expected;
    const raster = await openJp2Raster(await openFileSource(join(folder, name, "input.jp2")));
    const { crs } = raster;
    const epsg = crs !== null && "epsg" in crs ? crs.epsg : null;
    expect([raster.dataType, epsg]).toEqual([expected.dataType, expected.epsg]);
    if (epsg !== null) expect(raster.transform).toEqual(expected.transform);
    for (const [level, { width, height, bands }] of expected.levels.entries()) {
      const reader = [raster.reader, ...raster.overviews][level]!;
      expect([reader.width, reader.height]).toEqual([width, height]);
      const planes = await wholePlanes(reader, bands.length);
      // Lossless to the last bit; the other wavelet works in floating point, which two builds round differently.
      if (name === "lossy") {
        for (const [band, plane] of planes.entries()) {
          const { sum } = bands[band]!;
          expect(Math.abs(summaryOf(plane).sum - sum) / plane.length).toBeLessThan(0.01);
        }
      } else expect(planes.map(summaryOf)).toEqual(bands);
    }
    await raster.close();
  });

  it("reads the same pixels in windows that cut tiles as in one piece", async () => {
    const path = join(folder, "tiles-of-odd-size", "input.jp2");
    const raster = await openJp2Raster(await openFileSource(path), { cacheBytes: 8000 });
    const [whole] = await wholePlanes(raster.reader, 1);
    for (const reader of [raster.reader, raster.overviews[0]!]) {
      const [all] = reader === raster.reader ? [whole!] : await wholePlanes(reader, 1);
      for (const [column, row, width, height] of [
        [0, 0, 1, 1],
        [29, 23, 3, 2],
        [30, 0, 40, 60],
        [reader.width - 7, reader.height - 5, 7, 5],
      ] as const) {
        const [part] = await reader.read({ column, row, width, height }, [0]);
        const wanted = Float32Array.from({ length: width * height }, (_, index) => {
          const at = (row + Math.floor(index / width)) * reader.width + column + (index % width);
          return all![at]!;
        });
        expect(part).toEqual(wanted);
      }
    }
    await raster.close();
  });
});
