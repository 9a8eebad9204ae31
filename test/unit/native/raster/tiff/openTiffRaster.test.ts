import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EngineError } from "../../../../../native/engineError.ts";
import type { RasterFile } from "../../../../../native/raster/pixels/rasterFile.ts";
import { openTiffRaster } from "../../../../../native/raster/tiff/openTiffRaster.ts";
import { cutOff, loopDirectory } from "../../../../support/damage.ts";
import { tempFolder } from "../../../../support/tempFolder.ts";
import { utm31, writeTinyScene } from "../../../../support/tinyScene.ts";

const folder = tempFolder("tiff");
const path = (name: string) => join(folder, `${name}.tif`);

async function failureOf(work: Promise<unknown>) {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EngineError);
  return (error as EngineError).failure;
}

/** Writes 4 bytes as the value of the first entry with this tag. */
function setTag(file: string, tag: number, value: number): string {
  const bytes = readFileSync(file);
  for (let entry = 0; entry < bytes.readUInt16LE(8); entry++) {
    const at = 10 + entry * 12;
    if (bytes.readUInt16LE(at) === tag) bytes.writeUInt32LE(value, at + 8);
  }
  writeFileSync(file, bytes);
  return file;
}

const whole = ({ width, height }: RasterFile) => ({ column: 0, row: 0, width, height });

describe("openTiffRaster", () => {
  it("tells what the file says of itself", async () => {
    const file = await openTiffRaster(
      await writeTinyScene(path("words"), {
        compression: "deflate",
        nodata: 0,
        writtenAt: "2020-01-02T03:04:05Z",
        metadata: { CLOUDS: "none & few" },
      }),
    );
    expect(file).toMatchObject({
      fileName: "words.tif",
      width: 64,
      height: 64,
      bandCount: 4,
      dataType: "uint16",
      nodata: 0,
      crs: { epsg: 32631, name: utm31.name },
      transform: [10, 0, 655_360, 0, -10, 5_242_880],
      alphaSample: null,
      isRgb: false,
      compression: "deflate",
      mask: null,
      overviews: [],
    });
    expect(file.metadata.dataset).toEqual({ CLOUDS: "none & few", TIFFTAG_DATETIME: "2020:01:02 03:04:05" });
    expect(file.metadata.descriptions.get(3)).toBe("B08 nir");
    await file.close();
  });

  it("opens a file whose directory points back to itself, and does not count its images for ever", async () => {
    const file = await openTiffRaster(loopDirectory(await writeTinyScene(path("loop"))));
    expect([file.width, file.mask, file.overviews]).toEqual([64, null, []]);
    await file.close();
  });

  it("reads a block that was never written as no data, and as 0 where there is none", async () => {
    for (const nodata of [undefined, 77]) {
      const about = {
        side: 64,
        bandCount: 1,
        compression: "deflate",
        ...(nodata === undefined ? {} : { nodata }),
      } as const;
      const file = await openTiffRaster(setTag(await writeTinyScene(path(`sparse${nodata}`), about), 325, 0));
      const [plane] = await file.reader.readExact(whole(file), [0]);
      expect(new Set(plane)).toEqual(new Set([nodata ?? 0]));
      await file.close();
    }
  });

  it("gives a window as its part of the whole, whatever it cuts through", async () => {
    for (const compression of ["none", "deflate"] as const) {
      const file = await openTiffRaster(
        await writeTinyScene(path(`cut-${compression}`), { side: 600, compression }),
      );
      const all = await file.reader.readExact(whole(file), [0, 3]);
      const part = { column: 200, row: 250, width: 120, height: 90 };
      for (const [index, plane] of (await file.reader.readExact(part, [0, 3])).entries())
        expect(plane).toEqual(
          new Uint16Array(part.width * part.height).map(
            (_, at) =>
              all[index]![(part.row + Math.floor(at / part.width)) * 600 + part.column + (at % part.width)]!,
          ),
        );
      await file.close();
    }
  });

  it("takes a window or a band that is not in the image for a bug, since memory is not cleared", async () => {
    const file = await openTiffRaster(await writeTinyScene(path("beyond")));
    const window = { column: 32, row: 0, width: 33, height: 64 };
    await expect(file.reader.readExact(window, [0])).rejects.toThrow(RangeError);
    await expect(file.reader.read(whole(file), [4])).rejects.toThrow(RangeError);
    await file.close();
  });

  it("reads right while windows go down the image and blocks are decoded ahead", async () => {
    const scene = await writeTinyScene(path("walk"), { side: 700, compression: "deflate" });
    const file = await openTiffRaster(scene, { cacheBytes: 6_400_000 });
    const all = await file.reader.read(whole(file), [2]);
    for (let row = 0; row < 700; row += 100) {
      const [plane] = await file.reader.read({ column: 0, row, width: 700, height: 100 }, [2]);
      expect(plane).toEqual(all[0]!.subarray(row * 700, (row + 100) * 700));
    }
    await file.close();
  });

  it.each([
    ["not there", async () => path("nowhere"), "file-missing"],
    ["text", async () => text("text", "II is how a TIFF starts"), "not-a-tiff"],
    ["empty", async () => text("empty", ""), "not-a-tiff"],
    ["a header alone", async () => cutOff(await writeTinyScene(path("head")), 8), "file-damaged"],
    [
      "cut off in its directory",
      async () => cutOff(await writeTinyScene(path("directory")), 60),
      "file-damaged",
    ],
    ["cut off in its blocks", async () => cutOff(await writeTinyScene(path("blocks")), -1), "file-damaged"],
    ["of no width", async () => setTag(await writeTinyScene(path("width")), 256, 0), "file-damaged"],
    [
      "of a billion columns",
      async () => setTag(await writeTinyScene(path("wide")), 256, 1e9),
      "file-damaged",
    ],
    [
      "of an unknown compression",
      async () => setTag(await writeTinyScene(path("code")), 259, 64_000),
      "encoding-unsupported",
    ],
    [
      "of blocks too large",
      async () => setTag(await writeTinyScene(path("big"), { compression: "deflate" }), 322, 60_000),
      "encoding-unsupported",
    ],
    [
      "of too many bands",
      async () => setTag(await writeTinyScene(path("bands")), 277, 65_535),
      "file-damaged",
    ],
  ])("refuses a file that is %s", async (_, make, kind) => {
    const file = await make();
    expect(await failureOf(openTiffRaster(file))).toMatchObject({ kind, path: file });
  });

  it("refuses what a damaged block holds, and reads the others", async () => {
    const scene = await writeTinyScene(path("noise"), { side: 512, bandCount: 1, compression: "deflate" });
    const bytes = readFileSync(scene);
    bytes.fill(0xff, bytes.length - 2000, bytes.length - 1000);
    writeFileSync(scene, bytes);
    const file = await openTiffRaster(scene);
    expect(await failureOf(file.reader.read(whole(file), [0]))).toMatchObject({
      kind: "file-damaged",
      path: scene,
    });
    const [plane] = await file.reader.read({ column: 0, row: 0, width: 256, height: 256 }, [0]);
    expect(plane?.every((value) => value > 0)).toBe(true);
    await file.close();
  });

  function text(name: string, words: string): string {
    writeFileSync(path(name), words);
    return path(name);
  }
});
