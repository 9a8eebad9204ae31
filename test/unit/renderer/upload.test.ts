import { describe, expect, it } from "vitest";
import { worthUploading } from "../../../renderer/engine/upload.ts";

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
