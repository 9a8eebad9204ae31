import { expect, it } from "vitest";
import type { PixelWindow } from "../../../../../models/vocabulary/raster.ts";
import { bandStats } from "../../../../../native/raster/pixels/bandStats.ts";
import type { RasterReader, Samples } from "../../../../../native/raster/pixels/rasterReader.ts";

/** A reader of planes at hand that remembers what it was asked. */
function readerOf(planes: readonly Samples[], width: number, block?: { width: number; height: number }) {
  const windows: PixelWindow[] = [];
  const height = planes[0]!.length / width;
  const reader: RasterReader = {
    width,
    height,
    ...(block === undefined ? {} : { blockSize: block }),
    read: () => Promise.reject(new Error("asks for exact numbers")),
    readExact: async (window, samples) => {
      windows.push(window);
      return samples.map((sample) =>
        planes[sample]!.slice(window.row * width, (window.row + window.height) * width),
      );
    },
    close: async () => undefined,
  };
  return { reader, windows, size: { width, height, bandCount: planes.length } };
}

it("counts no data, NaN and infinity apart, and takes extremes and mean of the rest", async () => {
  const { reader, size } = readerOf(
    [Float32Array.of(1, -9999, Number.NaN, 4, Number.POSITIVE_INFINITY, -2)],
    3,
  );
  expect(await bandStats(reader, { ...size, nodata: -9999 })).toEqual([
    { min: -2, max: 4, mean: 1, validCount: 3, nodataCount: 1, nanCount: 1, infiniteCount: 1 },
  ]);
});

it("finds a no-data value that float32 holds only after rounding, and NaN as one", async () => {
  const { reader, size } = readerOf([Float32Array.of(-3.4e38, 1, Number.NaN)], 3);
  expect(await bandStats(reader, { ...size, nodata: -3.4e38 })).toMatchObject([
    { nodataCount: 1, nanCount: 1, min: 1 },
  ]);
  expect(await bandStats(reader, { ...size, nodata: Number.NaN })).toMatchObject([
    { nodataCount: 1, nanCount: 1, validCount: 2 },
  ]);
});

it("has no extremes and no mean where nothing is valid", async () => {
  const { reader, size } = readerOf([new Uint16Array(4)], 2);
  expect(await bandStats(reader, { ...size, nodata: 0 })).toMatchObject([
    { min: null, max: null, mean: null, nodataCount: 4 },
  ]);
});

it("keeps 32-bit integers exact", async () => {
  const { reader, size } = readerOf([Uint32Array.of(4_294_967_295, 4_294_967_293)], 2);
  expect(await bandStats(reader, { ...size, nodata: null })).toMatchObject([
    { min: 4_294_967_293, max: 4_294_967_295, mean: 4_294_967_294 },
  ]);
});

it("reads along the edges of the blocks, each pixel once", async () => {
  const { reader, windows, size } = readerOf([new Uint8Array(10 * 1000)], 10, { width: 10, height: 48 });
  await bandStats(reader, { ...size, nodata: null });
  expect(windows.every(({ row }) => row % 48 === 0)).toBe(true);
  expect(windows.reduce((sum, { width, height }) => sum + width * height, 0)).toBe(10_000);
});

it("stops when it is told to", async () => {
  const { reader, size } = readerOf([new Uint8Array(4)], 2);
  await expect(bandStats(reader, { ...size, nodata: null }, AbortSignal.abort("enough"))).rejects.toBe(
    "enough",
  );
});
