import { describe, expect, it } from "vitest";
import type { RasterFile } from "../../../../../native/raster/pixels/rasterFile.ts";
import { planValidity, type ValidityInput } from "../../../../../native/raster/validity/planValidity.ts";
import { validPixels } from "../../../../../native/raster/validity/validPixels.ts";
import { Random } from "../../../../support/random.ts";
import { planeRaster } from "../../../../support/rasters.ts";

const noFill = { zero: "none", hasDarkEdge: false } as const;

const inputOf = (raster: RasterFile, more: Partial<ValidityInput> = {}): ValidityInput => ({
  raster,
  samples: Array.from({ length: raster.bandCount }, (_, sample) => sample).filter(
    (sample) => sample !== raster.alphaSample,
  ),
  sideMask: { kind: "none" },
  fill: noFill,
  sensorTitle: "Sentinel-2 L2A",
  isDisplay: false,
  ...more,
});

const flat = (value: number, length = 400) => new Float32Array(length).fill(value);

async function sentencesOf(said: Partial<RasterFile>, more: Partial<ValidityInput> = {}) {
  return (await planValidity(inputOf(planeRaster([flat(9), flat(9)], 20, said), more))).sentences;
}

describe("the rules of a scene are said", () => {
  it("for a no-data value, NaN, masks and alpha", async () => {
    expect(await sentencesOf({ nodata: -9999, dataType: "float32" })).toEqual([
      "No-data value −9999",
      "NaN and infinite values are no data",
    ]);
    const mask = planeRaster([flat(1)], 20).reader;
    expect(await sentencesOf({ mask, alphaSample: 1 })).toEqual([
      "The mask in the file is 0 where nothing was measured",
      "Alpha (band 2) is 0 where nothing was measured",
    ]);
  });

  it("for a no-data value that the samples cannot take, which marks nothing", async () => {
    expect(await sentencesOf({ nodata: -10000 })).toEqual([
      "No-data value −10000, which uint8 cannot hold, marks nothing",
    ]);
  });

  it("for DN 0 and dark edges of unsigned products without a no-data value", async () => {
    const fill = { zero: "every-band", hasDarkEdge: true } as const;
    expect(await sentencesOf({ dataType: "uint16" }, { fill })).toEqual([
      "DN 0 in every band is no data (Sentinel-2 L2A)",
      "DN 0 and 1 at the edge of what was measured are no data (Sentinel-2 L2A)",
    ]);
    expect(await sentencesOf({ dataType: "uint16", nodata: 0 }, { fill })).toEqual([
      "No-data value 0",
      "DN 0 and 1 at the edge of what was measured are no data (Sentinel-2 L2A)",
    ]);
    expect(
      await sentencesOf(
        { dataType: "uint8" },
        { fill: { zero: "any-band", hasDarkEdge: false }, sensorTitle: "Landsat 4-7 TM/ETM+" },
      ),
    ).toEqual(["DN 0 in any band is no data (Landsat 4-7 TM/ETM+)"]);
    expect(await sentencesOf({ dataType: "int16", nodata: -9999 }, { fill })).toEqual([
      "No-data value −9999",
    ]);
  });

  it("also where there is none", async () => {
    expect(await sentencesOf({ dataType: "int16" })).toEqual([
      "Nothing marks pixels without measurement; all are taken as measured",
    ]);
  });
});

const side = 200;

/** A picture of three bands; `holeOf` gives the value of pixels that are not noise. */
function picture(holeOf: (column: number, row: number) => number | null, width = side, noise = [40, 200]) {
  const random = new Random(3);
  const planes = Array.from({ length: 3 }, () => new Uint8Array(width * width));
  for (let index = 0; index < width * width; index++) {
    const hole = holeOf(index % width, Math.floor(index / width));
    for (const plane of planes) plane[index] = hole ?? random.whole(noise[0]!, noise[1]!);
  }
  return planes;
}

async function collarOf(
  planes: readonly Uint8Array[],
  width: number,
  said: Partial<RasterFile> = {},
): Promise<{ invalid: Uint8Array; sentences: readonly string[] }> {
  const raster = planeRaster(planes, width, said);
  const { rule, sentences } = await planValidity(inputOf(raster, { isDisplay: true }));
  const window = { column: 0, row: 0, width, height: width };
  const bands = planes.map((plane) => Float32Array.from(plane));
  const valid = validPixels({ window, size: window, bands, transparencies: [] }, rule);
  return { invalid: valid.map((value) => 1 - value), sentences };
}

/** Outside a square that stands on its corner. */
const isAround = (column: number, row: number, width = side) =>
  Math.abs(column - width / 2) + Math.abs(row - width / 2) > width / 2;
const isIn = (column: number, row: number, x: number, y: number, size: number) =>
  column >= x && row >= y && column < x + size && row < y + size;

describe("the collar of a picture", () => {
  it("is exactly the pixels of its colour that are connected to the border", async () => {
    const planes = picture((column, row) =>
      isAround(column, row) || isIn(column, row, 90, 90, 20) ? 0 : null,
    );
    const { invalid, sentences } = await collarOf(planes, side);
    let wrong = 0;
    for (let index = 0; index < invalid.length; index++)
      if (invalid[index] !== (isAround(index % side, Math.floor(index / side)) ? 1 : 0)) wrong++;
    expect(wrong).toBe(0);
    expect(sentences).toEqual(["Black collar connected to the border, 50 % of the picture"]);
  });

  it("may be white", async () => {
    const planes = picture((column, row) =>
      isAround(column, row) || isIn(column, row, 90, 90, 20) ? 255 : null,
    );
    const { invalid, sentences } = await collarOf(planes, side);
    expect(invalid[0]).toBe(1);
    expect(invalid[100 * side + 100]).toBe(0);
    expect(sentences).toEqual(["White collar connected to the border, 50 % of the picture"]);
  });

  it("is found at full size on a picture of more than 1024 pixels a side, and through a thin frame", async () => {
    const width = 2300;
    const frame = 2;
    const isFrame = (column: number, row: number) =>
      column < frame || row < frame || column >= width - frame || row >= width - frame;
    const planes = picture(
      (column, row) => (isFrame(column, row) || isIn(column, row, 1000, 1000, 300) ? 0 : null),
      width,
    );
    const { invalid } = await collarOf(planes, width);
    expect(invalid.reduce((sum, value) => sum + value, 0)).toBe(width ** 2 - (width - 2 * frame) ** 2);
  });

  it("is not a dark lake at the border, nor a white cloud at one corner", async () => {
    const lake = picture((column, row) => (isIn(column, row, 60, 0, 90) ? 0 : null));
    expect((await collarOf(lake, side)).invalid.includes(1)).toBe(false);
    const cloud = picture((column, row) => (isIn(column, row, 0, 0, 90) ? 255 : null));
    expect((await collarOf(cloud, side)).invalid.includes(1)).toBe(false);
    const darkCorner = picture((column, row) => (isIn(column, row, 0, 0, 20) ? 0 : null));
    expect((await collarOf(darkCorner, side)).invalid.includes(1)).toBe(false);
  });

  it("leaves a lake at the border alone where there is a collar elsewhere", async () => {
    const planes = picture((column, row) => (row < 30 || isIn(column, row, 80, 180, 20) ? 0 : null));
    const { invalid } = await collarOf(planes, side);
    expect(invalid[0]).toBe(1);
    expect(invalid[190 * side + 90]).toBe(0);
  });

  it("may be off by a little where the compression is lossy, which is said", async () => {
    const random = new Random(8);
    const planes = picture((column, row) => (isAround(column, row) ? random.whole(0, 3) : null));
    expect((await collarOf(planes, side)).invalid.includes(1)).toBe(false);
    const { invalid, sentences } = await collarOf(planes, side, { compression: "JPEG" });
    expect(invalid[0]).toBe(1);
    expect(sentences).toEqual([
      "Black collar connected to the border, 50 % of the picture (DN 0 to 3, since JPEG is lossy)",
    ]);
  });

  it("is looked for beside a no-data value that lossy compression has smeared", async () => {
    const random = new Random(8);
    const planes = picture((column, row) => (isAround(column, row) ? random.whole(0, 2) : null));
    const { invalid } = await collarOf(planes, side, { nodata: 0, compression: "JPEG" });
    const wrong = invalid.filter(
      (value, index) => (value === 1) !== isAround(index % side, Math.floor(index / side)),
    );
    expect(wrong.length).toBe(0);
  });

  it("is looked for only in pictures that say nothing of their validity themselves", async () => {
    const planes = picture((column, row) => (isAround(column, row) ? 0 : null));
    expect((await collarOf(planes, side, { nodata: 255 })).invalid[0]).toBe(0);
    expect((await collarOf(planes, side, { nodata: -10000 })).invalid[0]).toBe(1);
  });

  it("costs four pixels where the corners are ground", async () => {
    const raster = planeRaster(
      picture(() => null),
      side,
    );
    await planValidity(inputOf(raster, { isDisplay: true }));
    expect(raster.reader.pixelsRead()).toBeLessThanOrEqual(8);
  });

  it("is found on an overview of a picture too large to go through, and is a doubt without one", async () => {
    const width = 64_000;
    const overviewWidth = 1000;
    const isLeft = (column: number, of: number) => column < of / 4;
    const readerOf = (of: number) => {
      const read = async (
        window: { column: number; width: number; height: number },
        samples: readonly number[],
      ) =>
        samples.map(() =>
          Float32Array.from({ length: window.width * window.height }, (_, index) =>
            isLeft(window.column + (index % window.width), of) ? 0 : 77,
          ),
        );
      return { width: of, height: of, read, readExact: read, close: async () => undefined };
    };
    const base = planeRaster([flat(0)], 20);
    const huge = { ...base, width, height: width, reader: readerOf(width) };
    const plan = await planValidity(
      inputOf({ ...huge, overviews: [readerOf(overviewWidth)] } as unknown as RasterFile, {
        isDisplay: true,
      }),
    );
    expect(plan.sentences).toEqual(["Black collar connected to the border, 25 % of the picture"]);
    const doubt = await planValidity(inputOf(huge as unknown as RasterFile, { isDisplay: true }));
    expect(doubt.rule.collars).toEqual([]);
    expect(doubt.sentences[0]).toContain("too large to look for a collar without overviews");
  });
});
