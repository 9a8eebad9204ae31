import { describe, expect, it } from "vitest";
import type { Transform } from "../../../../../models/vocabulary/geometry.ts";
import type { PixelWindow } from "../../../../../models/vocabulary/raster.ts";
import { EngineError } from "../../../../../native/engineError.ts";
import { stackRasters } from "../../../../../native/raster/bundle/stackRasters.ts";
import type { RasterFile } from "../../../../../native/raster/pixels/rasterFile.ts";
import type { RasterReader } from "../../../../../native/raster/pixels/rasterReader.ts";
import { utm31 } from "../../../../support/tinyScene.ts";

type ValueOf = (column: number, row: number, sample: number) => number;

function fakeReader(
  width: number,
  height: number,
  numberAt: ValueOf,
): RasterReader & { windows: PixelWindow[] } {
  const windows: PixelWindow[] = [];
  const planes = (window: PixelWindow, samples: readonly number[]) => {
    const { column, row } = window;
    if (column < 0 || row < 0 || column + window.width > width || row + window.height > height)
      throw new RangeError("the window reaches beyond the image");
    windows.push(window);
    return samples.map((sample) =>
      Uint16Array.from({ length: window.width * window.height }, (_, index) =>
        numberAt(column + (index % window.width), row + Math.floor(index / window.width), sample),
      ),
    );
  };
  return {
    width,
    height,
    windows,
    read: async (window, samples) => planes(window, samples).map((plane) => Float32Array.from(plane)),
    readExact: async (window, samples) => planes(window, samples),
    close: async () => undefined,
  };
}

interface Fake extends Partial<RasterFile> {
  readonly side: number;
  readonly gsd: number;
  readonly value?: ValueOf;
  readonly shiftMeters?: number;
  readonly overviewSides?: readonly number[];
}

/** Says its own column and row in each number: 100 * row + column. */
function fakeFile(fileName: string, fake: Fake): RasterFile & { closed: number; windows: PixelWindow[] } {
  const { side, gsd, shiftMeters = 0, value = (column, row) => 100 * row + column } = fake;
  const { overviewSides = [], ...rest } = fake;
  const reader = fakeReader(side, side, value);
  const transform: Transform = [gsd, 0, 600_000 + shiftMeters, 0, -gsd, 5_500_000 - shiftMeters];
  return {
    path: `/data/${fileName}`,
    fileName,
    width: side,
    height: side,
    bandCount: 1,
    dataType: "uint16",
    nodata: null,
    crs: utm31,
    transform,
    metadata: {
      dataset: { LEVEL: "2A", FILE: fileName },
      descriptions: new Map(),
      scales: new Map(),
      offsets: new Map(),
    },
    alphaSample: null,
    isRgb: false,
    compression: "none",
    reader,
    mask: null,
    overviews: overviewSides.map((one) => fakeReader(one, one, value)),
    closed: 0,
    windows: reader.windows,
    async close() {
      this.closed++;
    },
    ...rest,
  };
}

const asMembers = (...files: readonly RasterFile[]) =>
  files.map((raster) => ({ raster, sample: 0, name: raster.fileName.slice(0, 3) }));

const whole = ({ width, height }: RasterReader) => ({ column: 0, row: 0, width, height });

describe("a stack of files", () => {
  it("repeats the pixels of coarser files on the finest grid", async () => {
    const stack = stackRasters(
      "/data/scene",
      asMembers(
        fakeFile("B02.tif", { side: 12, gsd: 10 }),
        fakeFile("B11.tif", { side: 6, gsd: 20 }),
        fakeFile("B01.tif", { side: 2, gsd: 60 }),
      ),
    );
    expect([stack.width, stack.height, stack.bandCount, [...stack.metadata.descriptions.values()]]).toEqual([
      12,
      12,
      3,
      ["B02", "B11", "B01"],
    ]);
    const planes = await stack.reader.readExact({ column: 4, row: 5, width: 4, height: 2 }, [2, 1, 0]);
    expect(planes.map((plane) => [...plane])).toEqual([
      [0, 0, 1, 1, 100, 100, 101, 101],
      [202, 202, 203, 203, 302, 302, 303, 303],
      [504, 505, 506, 507, 604, 605, 606, 607],
    ]);
    expect(planes[0]).toBeInstanceOf(Uint16Array);
  });

  it("takes the nearest pixel by place where the ratio is not whole", async () => {
    const stack = stackRasters(
      "/data/scene",
      asMembers(fakeFile("pan.tif", { side: 10, gsd: 12 }), fakeFile("ms.tif", { side: 4, gsd: 30 })),
    );
    const [plane] = await stack.reader.read({ column: 0, row: 0, width: 10, height: 1 }, [1]);
    // Centres lie at 6, 18, 30, 42 … m; a centre on an edge belongs to the pixel behind it.
    expect([...plane!]).toEqual([0, 0, 1, 1, 1, 2, 2, 3, 3, 3]);
  });

  it("reads only the part of the files that it is asked for, each file once", async () => {
    const fine = fakeFile("B02.tif", { side: 12, gsd: 10 });
    const coarse = fakeFile("B11.tif", { side: 6, gsd: 20 });
    const unused = fakeFile("B12.tif", { side: 6, gsd: 20 });
    const two = {
      ...fakeFile("rgb.tif", { side: 12, gsd: 10, value: (_c, _r, sample) => sample }),
      bandCount: 2,
    };
    const stack = stackRasters("/data/scene", [
      ...asMembers(fine, coarse, unused),
      { raster: two, sample: 1, name: "one" },
      { raster: two, sample: 0, name: "nil" },
    ]);
    const planes = await stack.reader.read({ column: 3, row: 2, width: 3, height: 4 }, [0, 1, 4, 3]);
    expect(planes.slice(2).map((plane) => plane[0])).toEqual([0, 1]);
    expect([fine.windows, coarse.windows, unused.windows, two.windows.length]).toEqual([
      [{ column: 3, row: 2, width: 3, height: 4 }],
      [{ column: 1, row: 1, width: 2, height: 2 }],
      [],
      1,
    ]);
  });

  it("is cut to what every file covers, and makes up nothing at the edges", async () => {
    const stack = stackRasters(
      "/data/scene",
      asMembers(
        fakeFile("B02.tif", { side: 12, gsd: 10 }),
        fakeFile("B11.tif", { side: 6, gsd: 20, shiftMeters: 20 }),
      ),
    );
    expect([stack.width, stack.height, stack.transform]).toEqual([
      10,
      10,
      [10, 0, 600_020, 0, -10, 5_499_980],
    ]);
    const planes = await stack.reader.readExact({ column: 0, row: 0, width: 3, height: 1 }, [0, 1]);
    expect(planes.map((plane) => [...plane])).toEqual([
      [202, 203, 204],
      [0, 0, 1],
    ]);
    const [last] = await stack.reader.readExact({ column: 9, row: 9, width: 1, height: 1 }, [1]);
    expect([...last!]).toEqual([404]);
  });

  it.each<[string, Fake, RegExp]>([
    [
      "in another CRS",
      { side: 6, gsd: 20, crs: { ...utm31, epsg: 32632 } },
      /CRSs, EPSG:32631 and EPSG:32632/,
    ],
    ["without a place", { side: 6, gsd: 20, transform: null }, /only one of B02.tif and B11.tif says/],
    ["elsewhere", { side: 6, gsd: 20, shiftMeters: 21 }, /the edges of B02.tif and B11.tif lie apart/],
    ["of another extent", { side: 8, gsd: 20 }, /the edges of B02.tif and B11.tif lie apart/],
    ["turned", { side: 6, gsd: 20, transform: [20, 1, 600_000, 1, -20, 5_500_000] }, /turned against/],
    ["of other numbers", { side: 6, gsd: 20, dataType: "float32" }, /uint16 numbers and B11.tif float32/],
  ])("refuses a file %s, and names both", (_, fake, sentence) => {
    const files = [fakeFile("B02.tif", { side: 12, gsd: 10 }), fakeFile("B11.tif", fake)];
    expect(() => stackRasters("/data/scene", asMembers(...files))).toThrow(EngineError);
    expect(() => stackRasters("/data/scene", asMembers(...files))).toThrow(sentence);
  });

  it("has the no-data value that all files share", () => {
    const files = [
      fakeFile("B02.tif", { side: 4, gsd: 10, nodata: 0 }),
      fakeFile("B03.tif", { side: 4, gsd: 10, nodata: 0 }),
    ];
    const stack = stackRasters("/data/scene", asMembers(...files));
    expect([stack.nodata, stack.mask]).toEqual([0, null]);
  });

  it("keeps the no-data values of files apart: each counts in its own file only", async () => {
    const stack = stackRasters(
      "/data/scene",
      asMembers(
        fakeFile("B02.tif", { side: 4, gsd: 10, nodata: 0 }),
        fakeFile("B11.tif", { side: 2, gsd: 20, nodata: 101 }),
        fakeFile("B03.tif", { side: 4, gsd: 10 }),
      ),
    );
    expect(stack.nodata).toBe(null);
    const [mask] = await stack.mask!.read(whole(stack.reader), [0]);
    // B02 is 0 in the first pixel; B11 is 101 in its last, which are four; 101 in B02 and B03 is a measurement.
    expect([...mask!]).toEqual([0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
  });

  it("joins the masks of its files", async () => {
    const mask = fakeReader(2, 2, (column, row) => (column === 1 && row === 0 ? 0 : 255));
    const stack = stackRasters(
      "/data/scene",
      asMembers(fakeFile("B02.tif", { side: 4, gsd: 10 }), fakeFile("B11.tif", { side: 2, gsd: 20, mask })),
    );
    const [plane] = await stack.mask!.readExact({ column: 1, row: 1, width: 2, height: 2 }, [0]);
    expect([...plane!]).toEqual([255, 0, 255, 255]);
  });

  it("has the overviews that every file can fill without stepping far", async () => {
    const fine = fakeFile("B02.tif", { side: 240, gsd: 10, overviewSides: [120, 60, 30] });
    const coarse = fakeFile("B11.tif", { side: 120, gsd: 20, overviewSides: [60] });
    const stack = stackRasters("/data/scene", asMembers(fine, coarse));
    expect(stack.overviews.map(({ width }) => width)).toEqual([120, 60, 30]);
    const [, small] = await stack.overviews[2]!.readExact({ column: 2, row: 1, width: 2, height: 1 }, [0, 1]);
    expect([...small!]).toEqual([305, 307]);
    expect(coarse.windows).toEqual([]);
    const bare = stackRasters("/data/scene", asMembers(fine, fakeFile("B03.tif", { side: 240, gsd: 10 })));
    expect(bare.overviews.map(({ width }) => width)).toEqual([120]);
  });

  it("says of the dataset only what all files say", () => {
    const files = [fakeFile("B02.tif", { side: 4, gsd: 10 }), fakeFile("B03.tif", { side: 4, gsd: 10 })];
    expect(stackRasters("/data/scene", asMembers(...files)).metadata.dataset).toEqual({ LEVEL: "2A" });
  });

  it("closes every file, also when one of them fails", async () => {
    const broken = fakeFile("B02.tif", { side: 4, gsd: 10, close: () => Promise.reject(new Error("gone")) });
    const fine = fakeFile("B03.tif", { side: 4, gsd: 10 });
    await expect(stackRasters("/data/scene", asMembers(broken, fine)).close()).rejects.toThrow("gone");
    expect(fine.closed).toBe(1);
  });
});
