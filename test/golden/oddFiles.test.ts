import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { SceneReport } from "../../native/contract/scenes.ts";
import { inspectScene } from "../../native/raster/reportScene.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

interface OddFile {
  readonly file: string;
  readonly size?: readonly [number, number];
  readonly dtype?: readonly string[];
  readonly band_stats?: readonly { readonly min: number; readonly max: number; readonly mean: number }[];
  readonly same_pixels_as?: string;
  readonly gdal_open: string;
}

const list = sharedPath("data/odd/expected.json");
const odd: readonly OddFile[] = list === null ? [] : JSON.parse(readFileSync(list, "utf8"));
const base = "variants/base_tiled_deflate.tif";
/** Its 40 billion samples are looked at by windows; counting them all would take minutes. */
const tooManyPixels = 1e9;
const longestMilliseconds = 10_000;

const reports = new Map<string, SceneReport>();
let milliseconds = 0;

beforeAll(async () => {
  const started = performance.now();
  for (const { file, size = [0, 0] } of odd) {
    // With sensor and date given, only what the file itself cannot say stands against reading it.
    reports.set(
      file,
      await inspectScene(sharedPath(`data/odd/${file}`)!, {
        withStats: size[0] * size[1] < tooManyPixels,
        sensorId: "generic",
        acquiredAt: "2020-01-01",
      }),
    );
  }
  milliseconds = performance.now() - started;
});

const numbersOf = (stats: readonly { min: number | null; max: number | null; mean: number | null }[]) =>
  stats.map(({ min, max, mean }) => ({ min, max, mean: expect.closeTo(mean ?? Number.NaN, 6) }));

describe("odd files", () => {
  it("are all answered within ten seconds, without a crash, a loop or an unreadable sentence", ({ skip }) => {
    if (list === null) return skip(noSharedData);
    const refused = [...reports].filter(([, { status }]) => status !== "ready");
    for (const [file, { reason }] of refused) {
      expect(reason).toMatch(/^[^\n]+\.$/);
      expect(reason).toContain(file);
    }
    console.log(
      `refused of ${odd.length}:\n${refused.map(([, { reason }]) => `  ${shortened(reason)}`).join("\n")}`,
    );
    expect(reports.size).toBe(odd.length);
    expect(milliseconds).toBeLessThan(longestMilliseconds);
  });

  it("that hold the pixels of the base crop in another encoding give exactly its numbers", ({ skip }) => {
    if (list === null) return skip(noSharedData);
    const expected = numbersOf(odd.find(({ file }) => file === base)!.band_stats!);
    const same = odd.filter(({ same_pixels_as }) => same_pixels_as === base);
    const ready = same.filter(({ file }) => reports.get(file)?.status === "ready");
    for (const { file } of ready) expect([file, reports.get(file)?.stats]).toMatchObject([file, expected]);
    // LZMA is in no decoder here; the others do not say where they lie, or only in ways that chips cannot use.
    expect(same.filter((one) => !ready.includes(one)).map(({ file }) => file)).toEqual([
      "variants/lzma.tif",
      "variants/no_crs.tif",
      "variants/no_georef.tif",
      "variants/worldfile.tif",
    ]);
  });

  it("that store JPEG colours are read as red, green and blue, to the rounding of another decoder", ({
    skip,
  }) => {
    if (list === null) return skip(noSharedData);
    for (const file of [
      "variants/byte_jpeg_ycbcr.tif",
      "real/rasterio_cogeo.tif",
      "real/riotiler_cog_rgb.tif",
    ]) {
      const expected = odd.find((one) => one.file === file)!.band_stats!;
      const { stats = [] } = reports.get(file)!;
      expect(stats.length).toBe(3);
      for (const [band, { mean }] of stats.entries())
        expect(Math.abs((mean ?? Number.NaN) - expected[band]!.mean)).toBeLessThan(0.5);
    }
  });

  it("with samples that straddle bytes are refused, not read wrongly", ({ skip }) => {
    if (list === null) return skip(noSharedData);
    expect(reports.get("variants/nbits12.tif")).toMatchObject({ status: "refused" });
  });
});

const shortened = (reason = "") => reason.replace(/^\S*\/odd\//, "").slice(0, 150);
