import { stat } from "node:fs/promises";
import { metricCrsAt } from "../../native/raster/place/metricCrs.ts";
import { geoTiffTileWindow, writeGeoTiff } from "../../native/raster/tiff/writeGeoTiff.ts";

const bands = [
  "B02 blue",
  "B03 green",
  "B04 red",
  "B08 nir",
  "B05 re1",
  "B06 re2",
  "B07 re3",
  "B8A nir08",
  "B11 swir16",
  "B12 swir22",
];

/** A tiled uint16 GeoTIFF of `side` x `side` pixels with described bands, made once; decoded bytes are side * side * bandCount * 2. */
export async function writeBenchScene(
  path: string,
  { side, bandCount, compression }: { side: number; bandCount: number; compression: "none" | "deflate" },
): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const layout = {
    width: side,
    height: side,
    bandCount,
    dataType: "uint16" as const,
    interleave: "pixel" as const,
    compression,
    transform: [10, 0, 500_480, 0, -10, 5_500_160] as const,
    crs: metricCrsAt(15, 49),
    nodata: 0,
    bandDescriptions: bands.slice(0, bandCount),
  };
  await writeGeoTiff(path, layout, (tileColumn, tileRow) => {
    const { width, height } = geoTiffTileWindow(layout, tileColumn, tileRow);
    const tile = new Uint16Array(width * height * bandCount);
    for (let index = 0; index < tile.length; index++) {
      const noise = Math.imul(index + tileColumn * 7919 + tileRow * 104_729, 0x9e3779b1) >>> 24;
      tile[index] =
        400 + noise * 4 + ((index / width) % 256) * 3 + Math.floor(index / (width * height)) * 300;
    }
    return tile;
  });
}
