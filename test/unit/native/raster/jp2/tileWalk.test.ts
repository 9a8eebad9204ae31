import path from "node:path";
import { expect, it } from "vitest";
import { openFileSource } from "../../../../../native/raster/files/byteSource.ts";
import { openJp2Raster } from "../../../../../native/raster/jp2/openJp2Raster.ts";

const file = path.join(import.meta.dirname, "../../../../golden/jp2/sixteen-bits-in-tiles/input.jp2");
/** 200 x 150 pixels of 16 bits in tiles of 64: four across and three down. */
const [width, height, tileBytes] = [200, 150, 64 * 64 * 2];

/** Bytes that a walk in windows of this size takes from the file, with room for one row of tiles and one more. */
async function bytesOfWalk(side: { readonly width: number; readonly height: number }): Promise<number> {
  const source = await openFileSource(file);
  let byteCount = 0;
  const counted = {
    path: source.path,
    byteLength: source.byteLength,
    read(position: number, length: number) {
      byteCount += length;
      return source.read(position, length);
    },
    close: () => source.close(),
  };
  const raster = await openJp2Raster(counted, { cacheBytes: 5 * tileBytes });
  for (let row = 0; row < height; row += side.height)
    for (let column = 0; column < width; column += side.width) {
      const window = { column, row, ...side };
      await raster.reader.read(
        {
          ...window,
          width: Math.min(side.width, width - column),
          height: Math.min(side.height, height - row),
        },
        [0],
      );
    }
  await raster.close();
  return byteCount;
}

it("a walk in windows that straddle rows of tiles decodes each tile once", async () => {
  const once = await bytesOfWalk({ width, height });
  expect(once).toBeGreaterThan(0);
  expect(await bytesOfWalk({ width: 25, height: 25 })).toBe(once);
});
