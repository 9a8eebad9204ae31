import { BlockReader } from "../../native/raster/blockReader.ts";
import type { RasterFile } from "../../native/raster/rasterFile.ts";
import { readSceneHeader } from "../../native/raster/sceneHeader.ts";

/** Files that `openTiff` has open now, by name. */
export const openTiffs = new Set<string>();

/** A GeoTIFF as any other raster, for tests of scenes of many files. */
export async function openTiff(path: string): Promise<RasterFile> {
  const { file, ...header } = await readSceneHeader(path);
  const [reader, ...overviews] = await Promise.all(
    [file.image, ...file.overviews].map((image) => BlockReader.open(path, image, 1 << 20)),
  );
  openTiffs.add(header.fileName);
  const asReader = (one: BlockReader) => ({
    width: one.width,
    height: one.height,
    read: one.read.bind(one),
    readExact: one.read.bind(one),
    close: one.close.bind(one),
  });
  return {
    ...header,
    path,
    compression: "none",
    reader: asReader(reader!),
    mask: null,
    overviews: overviews.map(asReader),
    async close() {
      openTiffs.delete(header.fileName);
      await Promise.all([reader, ...overviews].map((one) => one?.close()));
      await file.close();
    },
  };
}
