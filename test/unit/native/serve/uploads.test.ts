import { describe, expect, it } from "vitest";
import { placeOf } from "../../../../native/serve/uploads.ts";

describe("the place of an upload", () => {
  it("keeps the folders that a scene came in", () => {
    expect(placeOf("S2B.SAFE/GRANULE/L2A_T31/B02.jp2")).toEqual([
      "S2B.SAFE",
      "GRANULE",
      "L2A_T31",
      "B02.jp2",
    ]);
    expect(placeOf("scan.tif")).toEqual(["scan.tif"]);
  });

  it("is made of names that every system takes", () => {
    expect(placeOf("10:30?/con/aux.tif")).toEqual(["10_30_", "_con", "_aux.tif"]);
    expect(placeOf("field. /a\u0000b.tif")).toEqual(["field", "a_b.tif"]);
    expect(placeOf("C:\\scans\\a.tif")).toEqual(["C_", "scans", "a.tif"]);
  });

  it.each([
    "",
    ".",
    "..",
    "/a.tif",
    "a/",
    "../a.tif",
    "a/../b.tif",
    "a/.. ./b.tif",
    "a\\..\\b.tif",
    "x".repeat(201),
  ])("is nowhere for %j", (name) => {
    expect(placeOf(name)).toBeNull();
  });
});
