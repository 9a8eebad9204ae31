import type { PixelWindow } from "../../models/vocabulary/raster.ts";
import type { RasterFile } from "../../native/raster/pixels/rasterFile.ts";
import type { RasterReader } from "../../native/raster/pixels/rasterReader.ts";
import { utm } from "./grids.ts";

/** A reader over planes in memory that counts the pixels it was asked for. */
export function planeReader(planes: readonly ArrayLike<number>[], width: number, height: number) {
  let pixelsRead = 0;
  const read = async ({ column, row, ...size }: PixelWindow, samples: readonly number[]) => {
    pixelsRead += size.width * size.height;
    return samples.map((sample) =>
      Float32Array.from(
        { length: size.width * size.height },
        (_, index) =>
          planes[sample]![(row + Math.floor(index / size.width)) * width + column + (index % size.width)]!,
      ),
    );
  };
  const reader: RasterReader = { width, height, read, readExact: read, close: async () => undefined };
  return Object.assign(reader, { pixelsRead: () => pixelsRead });
}

/** A raster in memory. */
export function planeRaster(
  planes: readonly ArrayLike<number>[],
  width: number,
  said: Partial<RasterFile> = {},
): RasterFile & { readonly reader: ReturnType<typeof planeReader> } {
  const height = planes[0]!.length / width;
  return {
    path: "/memory/raster.tif",
    fileName: "raster.tif",
    width,
    height,
    bandCount: planes.length,
    dataType: "uint8",
    nodata: null,
    crs: utm(31),
    transform: [10, 0, 500_000, 0, -10, 5_000_000],
    metadata: { dataset: {}, descriptions: new Map(), scales: new Map(), offsets: new Map() },
    alphaSample: null,
    isRgb: false,
    compression: "none",
    mask: null,
    overviews: [],
    close: async () => undefined,
    ...said,
    reader: planeReader(planes, width, height),
  };
}
