import { describe, expect, it } from "vitest";
import { uploadFolderOf } from "../../../native/serve/uploads.ts";
import { isCheckpointName } from "../../../renderer/engine/checkpointFiles.ts";
import { isSceneFileName } from "../../../renderer/engine/sceneFiles.ts";
import { topsOf, worthUploading } from "../../../renderer/engine/upload.ts";

const worth = (...names: string[]) =>
  worthUploading(names.map((name) => ({ name, file: new File([], name) }))).map(({ name }) => name);

describe("files worth copying", () => {
  it("are images of all kinds with what lies beside or above them", () => {
    const names = [
      "S2B.SAFE/MTD_MSIL2A.xml",
      "S2B.SAFE/GRANULE/L2A/MTD_TL.xml",
      "S2B.SAFE/GRANULE/L2A/IMG_DATA/R10m/B02.jp2",
      "LC09/LC09_MTL.txt",
      "LC09/LC09_SR_B1.TIF",
      "scan.tiff",
      "scan.tiff.aux.xml",
      "scan.prj",
    ];
    expect(worth(...names)).toEqual(names);
  });

  it("are those that the host takes", () => {
    const endings =
      "tif TIFF jp2 j2k zip xml json geojson txt msk aux.xml ovr tfw tifw j2w wld prj csv gpkg safe sh html";
    const names = endings.split(" ").map((ending) => `a.${ending}`);
    expect(names.map(isSceneFileName)).toEqual(names.map((name) => uploadFolderOf(name) === "scenes"));
    expect(names.filter(isSceneFileName)).toEqual(names.slice(0, -5));
  });

  it("are not what has no image near it, is hidden, or is of another kind", () => {
    expect(
      worth(
        "shots/a.tif",
        "shots/notes/readme.txt",
        "shots/._a.tif",
        "shots/.cache/b.tif",
        "shots/points.csv",
        "other/package.json",
      ),
    ).toEqual(["shots/a.tif"]);
    expect(worth("notes.txt", "item.json")).toEqual([]);
  });
});

describe("checkpoints", () => {
  it("are those that the host takes, and no scenes", () => {
    const names = "ckpt CKPT pt pth safetensors tif onnx bin ckpt.part"
      .split(" ")
      .map((ending) => `a.${ending}`);
    expect(names.map(isCheckpointName)).toEqual(names.map((name) => uploadFolderOf(name) === "checkpoints"));
    expect(names.filter(isCheckpointName)).toEqual(names.slice(0, 5));
    expect(worth(...names)).toEqual(["a.tif"]);
  });
});

describe("copied scenes", () => {
  it("are looked at as whole folders, and as images where they lie alone", () => {
    const lone = (path: string) => ({ path, top: path });
    expect(
      topsOf([
        lone("/p/a.tif"),
        lone("/p/a.tfw"),
        { path: "/p/S2/x/B02.jp2", top: "/p/S2" },
        { path: "/p/S2/MTD.xml", top: "/p/S2" },
      ]),
    ).toEqual(["/p/a.tif", "/p/S2"]);
  });
});
