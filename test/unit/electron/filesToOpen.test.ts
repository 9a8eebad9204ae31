import { describe, expect, it } from "vitest";
import { filesToOpen, parseHandOver } from "../../../electron/filesToOpen.ts";

describe("filesToOpen", () => {
  it("resolves relative paths against the folder of the start that named them", () => {
    expect(filesToOpen(["scene.tif", "/data/b.tif"], "/ada")).toEqual(["/ada/scene.tif", "/data/b.tif"]);
  });

  it("takes the file URLs that Linux desktops pass", () => {
    expect(filesToOpen(["file:///data/two%20words.tif"], "/")).toEqual(["/data/two words.tif"]);
  });

  it("skips the switches that Chromium adds", () => {
    expect(filesToOpen(["--no-sandbox", "-psn_0_1", "", "a.tif"], "/data")).toEqual(["/data/a.tif"]);
  });
});

describe("parseHandOver", () => {
  it("reads the files that a second start hands over", () => {
    expect(parseHandOver({ files: ["/a.tif"] })).toEqual(["/a.tif"]);
  });

  it.each([null, undefined, "x", {}, { files: "a" }, { files: [1] }])("refuses %j", (value) => {
    expect(parseHandOver(value)).toBeNull();
  });
});
