import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromFile } from "geotiff";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseGdalMetadata } from "../../../../../native/raster/tiff/gdalMetadata.ts";
import {
  type GeoTiffLayout,
  geoTiffTileWindow,
  writeGeoTiff,
} from "../../../../../native/raster/tiff/writeGeoTiff.ts";

const arrays = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array };
const base: GeoTiffLayout = {
  width: 300,
  height: 270,
  bandCount: 3,
  dataType: "uint16",
  interleave: "band",
  compression: "deflate",
  transform: [10, 0, 515_200, 0, -10, 5_472_000],
  crs: { epsg: 32633, name: "WGS 84 / UTM zone 33N", proj4: "", isGeographic: false, metersPerUnit: 1 },
};

/** A number for each band and pixel that no other nearby pixel has. */
const sampleAt = ({ dataType }: GeoTiffLayout, band: number, column: number, row: number) => {
  const value = band * 61 + (column % 150) + (row % 45);
  if (dataType === "int16") return value * 100 - 16_000;
  if (dataType === "uint16") return value * 200;
  return dataType === "float32" ? value / 3 : value;
};

function tileReader(layout: GeoTiffLayout) {
  return (tileColumn: number, tileRow: number) => {
    const { column, row, width, height } = geoTiffTileWindow(layout, tileColumn, tileRow);
    const samples = new arrays[layout.dataType](layout.bandCount * width * height);
    return samples.map((_, index) => {
      const pixel = index % (width * height);
      const band = Math.floor(index / (width * height));
      return sampleAt(layout, band, column + (pixel % width), row + Math.floor(pixel / width));
    });
  };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argil-geotiff-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function writtenAndRead(layout: GeoTiffLayout) {
  const path = join(folder, "scene.tif");
  await writeGeoTiff(path, layout, tileReader(layout));
  const file = await fromFile(path);
  const image = await file.getImage();
  const bands = (await image.readRasters()) as unknown as ArrayLike<number>[];
  file.close();
  return { image, bands };
}

const cases = (["uint8", "uint16", "int16", "float32"] as const).flatMap((dataType) =>
  (["band", "pixel"] as const).flatMap((interleave) => [
    { dataType, interleave, compression: "none" as const },
    { dataType, interleave, compression: "deflate" as const },
    { dataType, interleave, compression: "deflate" as const, hasPredictor: true },
  ]),
);

describe("writeGeoTiff", () => {
  it.each(cases)(
    "gives back every sample: $dataType, $interleave, $compression, predictor $hasPredictor",
    async (kind) => {
      const layout = { ...base, ...kind };
      const { bands } = await writtenAndRead(layout);
      const expected = bands.map((_, band) =>
        new arrays[kind.dataType](300 * 270).map((_, pixel) =>
          sampleAt(layout, band, pixel % 300, Math.floor(pixel / 300)),
        ),
      );
      expect(bands.map((band) => Buffer.compare(bytesOf(band), bytesOf(expected.shift()!)))).toEqual([
        0, 0, 0,
      ]);
    },
  );

  it("gives back every sample of a BigTIFF", async () => {
    const { bands } = await writtenAndRead({ ...base, isBigTiff: true });
    expect(bands[2]![299 + 300 * 269]).toBe(sampleAt(base, 2, 299, 269));
  });

  it("says degrees where its CRS is geographic", async () => {
    const crs = { epsg: 4326, name: "WGS 84", proj4: "", isGeographic: true, metersPerUnit: 1 };
    const { image } = await writtenAndRead({ ...base, crs, transform: [0.001, 0, 5, 0, -0.001, 49] });
    expect(image.getGeoKeys()).toMatchObject({ GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326 });
  });

  it("says where it lies, what its bands are and which value is nodata", async () => {
    const { image } = await writtenAndRead({
      ...base,
      nodata: 0,
      bandDescriptions: ["B02 blue", 'B03 "green" & <more>', "B04 red"],
      metadata: { PROCESSING_BASELINE: "03.01" },
      writtenAt: "2024-01-02T03:04:05Z",
    });
    expect(image.getBoundingBox()).toEqual([515_200, 5_469_300, 518_200, 5_472_000]);
    expect(image.getGeoKeys()).toMatchObject({ ProjectedCSTypeGeoKey: 32633, GTRasterTypeGeoKey: 1 });
    expect([image.getTileWidth(), image.getTileHeight(), image.getGDALNoData()]).toEqual([256, 256, 0]);
    const { dataset, descriptions } = parseGdalMetadata(
      String(await image.fileDirectory.loadValue("GDAL_METADATA")),
    );
    expect(dataset).toEqual({ PROCESSING_BASELINE: "03.01" });
    expect([...descriptions.values()]).toEqual(["B02 blue", 'B03 "green" & <more>', "B04 red"]);
  });

  it("asks for one tile at a time", async () => {
    let openCount = 0;
    const readTile = tileReader(base);
    await writeGeoTiff(join(folder, "slow.tif"), base, async (tileColumn, tileRow) => {
      expect(++openCount).toBe(1);
      await new Promise(setImmediate);
      openCount--;
      return readTile(tileColumn, tileRow);
    });
  });

  it("leaves the old file and no partial one when it is cancelled", async () => {
    const path = join(folder, "kept.tif");
    await writeFile(path, "old");
    const controller = new AbortController();
    const readTile = tileReader(base);
    const writing = writeGeoTiff(
      path,
      base,
      (tileColumn, tileRow) => {
        controller.abort();
        return readTile(tileColumn, tileRow);
      },
      controller.signal,
    );
    await expect(writing).rejects.toThrow("aborted");
    expect((await readdir(folder)).filter((name) => name.startsWith("kept"))).toEqual(["kept.tif"]);
  });

  it("refuses what the format cannot say", async () => {
    const write = (layout: Partial<GeoTiffLayout>) =>
      writeGeoTiff(join(folder, "bad.tif"), { ...base, ...layout }, tileReader(base));
    await expect(write({ transform: [10, 1, 0, 0, -10, 0] })).rejects.toThrow("not north-up");
    await expect(write({ crs: { ...base.crs, epsg: null } })).rejects.toThrow("EPSG");
    await expect(write({ dataType: "uint8" })).rejects.toThrow("uint8");
    expect(await readdir(folder)).not.toContain("bad.tif");
  });
});

function bytesOf(values: ArrayLike<number>): Uint8Array {
  const { buffer, byteOffset, byteLength } = values as unknown as Uint8Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}
