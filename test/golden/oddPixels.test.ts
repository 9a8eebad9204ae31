import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { BandStats } from "../../native/contract/scenes.ts";
import { EngineError } from "../../native/engineError.ts";
import { bandStats } from "../../native/raster/pixels/bandStats.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

interface ExpectedStats {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly nodata_count: number;
  readonly nan_count: number;
  readonly inf_count: number;
}

interface OddFile {
  readonly file: string;
  readonly expect: string;
  readonly size?: readonly [number, number];
  readonly dtype?: readonly string[];
  readonly band_stats?: readonly ExpectedStats[];
  readonly same_pixels_as?: string;
}

interface Outcome {
  readonly refused: string | null;
  readonly size: readonly [number, number];
  readonly dataType: string | null;
  readonly stats: readonly BandStats[] | null;
  /** All samples as float64, band by band; only for the small ones that must equal another. */
  readonly pixels: Float64Array | null;
  readonly milliseconds: number;
}

const list = sharedPath("data/odd/expected.json");
const odd: readonly OddFile[] = list === null ? [] : JSON.parse(readFileSync(list, "utf8"));
const base = "variants/base_tiled_deflate.tif";
/** 30 billion samples are not counted; a window of them is read. */
const tooManyPixels = 1e9;
const longestMilliseconds = 10_000;
const mostMemoryBytes = 700e6;
/** Files that must open elsewhere, and why they are refused here. */
const refusedWithReason: Readonly<Record<string, RegExp>> = {
  "real/libtiff_logluv-3c-16b.tiff": /SGI LogLuv/,
  "variants/complex_cfloat32.tif": /complex numbers/,
};

const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  for (const one of odd) outcomes.set(one.file, await read(one));
});

async function read({ file, same_pixels_as }: OddFile): Promise<Outcome> {
  const started = performance.now();
  const nothing = { refused: null, size: [0, 0], dataType: null, stats: null, pixels: null } as const;
  const done = (outcome: Partial<Outcome>): Outcome => ({
    ...nothing,
    ...outcome,
    milliseconds: performance.now() - started,
  });
  try {
    const raster = await openTiffRaster(sharedPath(`data/odd/${file}`)!);
    const { width, height, bandCount, dataType, reader } = raster;
    const known = { size: [width, height], dataType } as const;
    try {
      if (width * height > tooManyPixels) {
        await reader.readExact({ column: 0, row: 0, width: 256, height: 256 }, [0]);
        return done(known);
      }
      const stats = await bandStats(reader, raster);
      const samples = Array.from({ length: bandCount }, (_, sample) => sample);
      const window = { column: 0, row: 0, width, height };
      const planes = same_pixels_as === undefined ? [] : await reader.readExact(window, samples);
      const pixels = Float64Array.from(planes.flatMap((plane) => Array.from(plane)));
      return done({ ...known, stats, pixels });
    } finally {
      await raster.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return done({ refused: error.message });
  }
}

const dataTypeOf = (name = "") => (name === "Byte" ? "uint8" : name.toLowerCase());

function expectedStats({ min, max, mean, nodata_count, nan_count, inf_count }: ExpectedStats) {
  const counts = { nodataCount: nodata_count, nanCount: nan_count, infiniteCount: inf_count };
  return { min, max, mean: mean === null ? null : nearly(mean), ...counts };
}

/** To 1e-6 of the value, as asked; GDAL's sums differ in the last digits. */
const nearly = (value: number) => ({
  asymmetricMatch: (other: number) => Math.abs(other - value) <= 1e-6 * Math.abs(value),
  toString: () => `${value} to 1e-6`,
});

describe("pixels of odd files", () => {
  it("equal GDAL's in size, type, extremes, mean and counts, or are refused where that is allowed", ({
    skip,
  }) => {
    if (list === null) return skip(noSharedData);
    for (const one of odd) {
      const outcome = outcomes.get(one.file)!;
      if (outcome.refused !== null) {
        expect(outcome.refused).toMatch(/^[^\n]+\.$/);
        if (one.expect.startsWith("must open"))
          expect([one.file, outcome.refused]).toEqual([
            one.file,
            expect.stringMatching(refusedWithReason[one.file] ?? /may not be refused/),
          ]);
        continue;
      }
      expect([one.file, one.expect]).toEqual([one.file, expect.not.stringMatching(/^must be rejected/)]);
      expect([one.file, outcome.size, outcome.dataType]).toEqual([
        one.file,
        one.size,
        dataTypeOf(one.dtype?.[0]),
      ]);
      if (outcome.stats === null) continue;
      const stats = outcome.stats.map(({ validCount: _, ...rest }) => rest);
      expect([one.file, stats]).toEqual([one.file, one.band_stats?.map(expectedStats)]);
    }
  });

  it("that hold the base crop in another encoding are its pixels exactly", ({ skip }) => {
    if (list === null) return skip(noSharedData);
    const same = odd.filter(({ same_pixels_as }) => same_pixels_as === base);
    const expected = outcomes.get(base)?.pixels;
    expect(same.length).toBeGreaterThan(30);
    for (const { file } of same) expect([file, outcomes.get(file)?.pixels]).toEqual([file, expected]);
  });

  it("are answered within ten seconds each and within the limit of memory", ({ skip }) => {
    if (list === null) return skip(noSharedData);
    const slow = [...outcomes].filter(([, { milliseconds }]) => milliseconds > longestMilliseconds);
    expect(slow).toEqual([]);
    expect(process.resourceUsage().maxRSS * 1024).toBeLessThan(mostMemoryBytes);
    const refused = [...outcomes.values()].filter((outcome) => outcome.refused !== null);
    console.log(
      `${odd.length - refused.length} of ${odd.length} odd files read exactly, ${refused.length} refused`,
    );
  });
});
