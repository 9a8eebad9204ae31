import type { RasterFile } from "../../native/raster/pixels/rasterFile.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";

/** Files that `openTiff` has open now, by name. */
export const openTiffs = new Set<string>();

/** A GeoTIFF of which it is known whether it was closed again. */
export async function openTiff(path: string): Promise<RasterFile> {
  const raster = await openTiffRaster(path, { cacheBytes: 1 << 20 });
  openTiffs.add(raster.fileName);
  return {
    ...raster,
    async close() {
      openTiffs.delete(raster.fileName);
      await raster.close();
    },
  };
}
