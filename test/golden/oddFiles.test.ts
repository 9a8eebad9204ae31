import { beforeAll, describe, expect, it } from "vitest";
import type { SceneReport } from "../../native/contract/scenes.ts";
import { inspectScene } from "../../native/raster/scene/reportScene.ts";
import { compareOdd } from "../odd/compareOdd.ts";
import { oddFiles } from "../odd/oddFile.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

const odd = oddFiles();
const longestMilliseconds = 10_000;
const mostMemoryBytes = 700e6;

/** Where Argil and the expectation part, and why; `npm run odd` prints all outcomes. */
const argued: Readonly<Record<string, string>> = {
  "real/libtiff_logluv-3c-16b.tiff":
    "SGI LogLuv holds luminances for photographs, never measurements; refused by name of its encoding",
  "real/riotiler_cog_gcps_ovr.tif":
    "210 control points that no straight map fits; GDAL's corners come from one, these from a polynomial",
};

const reports = new Map<string, SceneReport>();
let slowestMilliseconds = 0;

beforeAll(async () => {
  for (const { file } of odd) {
    const started = performance.now();
    reports.set(file, await inspectScene(sharedPath(`data/odd/${file}`)!, {}, { withStats: true }));
    slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - started);
  }
});

describe("odd files", () => {
  it("are all answered without a crash, within ten seconds and 700 MB each", ({ skip }) => {
    if (odd.length === 0) return skip(noSharedData);
    expect(reports.size).toBe(odd.length);
    expect(slowestMilliseconds).toBeLessThan(longestMilliseconds);
    expect(process.resourceUsage().maxRSS * 1024).toBeLessThan(mostMemoryBytes);
  });

  it("that are not ready say why in one sentence that names the file", ({ skip }) => {
    if (odd.length === 0) return skip(noSharedData);
    for (const [file, { status, reason }] of reports) {
      if (status === "ready") continue;
      expect(reason).toMatch(/^[^\n]+\.$/);
      expect(reason).toContain(file);
    }
  });

  it("give GDAL's sizes, types, places, corners and statistics, or are refused as expected", ({ skip }) => {
    if (odd.length === 0) return skip(noSharedData);
    const differing = odd.flatMap((expected) => {
      const { verdict, differences } = compareOdd(reports.get(expected.file)!, expected);
      return verdict === "differs" ? [`${expected.file}: ${differences.join("; ")}`] : [];
    });
    const unexplained = differing.filter((line) => !Object.hasOwn(argued, line.slice(0, line.indexOf(":"))));
    expect(unexplained).toEqual([]);
    expect(differing.length).toBe(Object.keys(argued).length);
  });

  it("that hold the pixels of another file in another encoding give exactly its numbers", ({ skip }) => {
    if (odd.length === 0) return skip(noSharedData);
    const same = odd.filter(({ same_pixels_as }) => same_pixels_as !== undefined);
    expect(same.length).toBe(41);
    for (const { file, same_pixels_as } of same)
      expect([file, reports.get(file)?.stats]).toEqual([file, reports.get(same_pixels_as!)?.stats]);
  });
});
