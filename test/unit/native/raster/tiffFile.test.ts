import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { damaged, openTiff } from "../../../../native/raster/tiffFile.ts";
import { loopDirectory } from "../../../support/damage.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { writeTinyScene } from "../../../support/tinyScene.ts";

const folder = tempFolder("tiff");

describe("openTiff", () => {
  it("opens a file whose directory points back to itself, and does not count its images for ever", async () => {
    const path = loopDirectory(await writeTinyScene(join(folder, "loop.tif")));
    const file = await openTiff(path);
    expect([file.image.getWidth(), file.mask, file.overviews]).toEqual([64, null, []]);
    await file.close();
  });
});

describe("damaged", () => {
  it.each([
    [Object.assign(new Error("EIO: i/o error"), { code: "EIO" }), "file-unreadable"],
    [new Error("Unknown compression method identifier: 34925"), "encoding-unsupported"],
    [new Error("Cannot decode WebImage as `createImageBitmap` is not available"), "encoding-unsupported"],
    [new Error("invalid distance too far back"), "file-damaged"],
    ["no error at all", "file-damaged"],
  ])("takes %s for a failure of kind %s", (error, kind) => {
    expect(damaged("/data/a.tif", error).failure).toMatchObject({ kind, path: "/data/a.tif" });
  });
});
