import type { LonLat } from "../../models/vocabulary/geometry.ts";
import type { SceneReport } from "../../native/contract/scenes.ts";
import type { OddFile } from "./oddFile.ts";

/** How a report stands to what is expected of the file. */
export interface OddOutcome {
  /** `same`: every number as GDAL's; `refused`: with a reason that the expectation allows; `differs`: neither. */
  readonly verdict: "same" | "refused" | "differs";
  /** What differs, one short phrase each. */
  readonly differences: readonly string[];
}

/** Holds a report with statistics against GDAL's reading of the file and against what `expect` asks of a program. */
export function compareOdd(report: SceneReport, expected: OddFile): OddOutcome {
  const { expect } = expected;
  const isRefused = report.status === "refused";
  const reason = report.reason ?? "";
  const refusedWith = (words: RegExp): OddOutcome =>
    isRefused && words.test(reason)
      ? { verdict: "refused", differences: [] }
      : { verdict: "differs", differences: [`not refused with ${words}: ${report.status} ${reason}`] };

  if (expect.startsWith("must be rejected") || expect.startsWith("header may open")) return refusedWith(/./);
  if (expect.startsWith("valid raster of another planet")) return refusedWith(/not on Earth|Earth map/);
  const differences = differencesOf(report, expected);
  if (expect.startsWith("must open as pixels")) {
    if (!isRefused || !/placed on the map/.test(reason))
      differences.push(`does not say that it cannot be placed: ${reason}`);
    return judged(differences);
  }
  const mayBeRefused =
    expect.startsWith("GDAL reads it") ||
    expect.startsWith("must not be read whole") ||
    expected.note?.includes("may be refused") === true;
  if (isRefused && mayBeRefused) return { verdict: "refused", differences: [] };
  if (isRefused) differences.push(`refused: ${reason}`);
  return judged(differences);
}

const judged = (differences: readonly string[]): OddOutcome => ({
  verdict: differences.length === 0 ? "same" : "differs",
  differences,
});

const cornerToleranceDegrees = 1e-7;
const meanTolerance = 1e-6;

function differencesOf(report: SceneReport, expected: OddFile): string[] {
  const differences: string[] = [];
  const check = (what: string, ours: unknown, theirs: unknown) => {
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      differences.push(`${what} ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`);
  };
  check("size", [report.width, report.height], expected.size);
  check("bands", report.bandCount, expected.bands);
  check("type", report.dataType, expected.dtype?.[0]?.toLowerCase().replace("byte", "uint8"));
  check("no-data", text(report.nodata), text(expected.nodata?.[0] ?? null));
  const epsg = Number(expected.crs?.authority?.match(/^EPSG:(\d+)$/)?.[1] ?? 0);
  if (epsg > 0) check("EPSG", report.crs?.epsg, epsg);
  const transform = expected.geotransform ?? expected.gcp_geotransform;
  if (transform) {
    const [a, b, c, d, e, f] = report.transform ?? [];
    const ours = [c, a, b, f, d, e];
    const isNear = transform.every((value, index) =>
      near(ours[index], value, Math.max(1, Math.abs(value)) * 1e-9),
    );
    if (!isNear) check("transform", ours, transform);
  }
  differences.push(...cornerDifferences(report.corners, expected.corners_lonlat_ul_ur_lr_ll));
  differences.push(...statsDifferences(report, expected));
  return differences;
}

const near = (ours: number | undefined | null, theirs: number, tolerance: number) =>
  ours !== undefined && ours !== null && Math.abs(ours - theirs) <= tolerance;

/** NaN and infinities are strings in one JSON and null in the other. */
const text = (value: number | string | null) => (value === null ? null : String(value).toLowerCase());

function cornerDifferences(ours: readonly LonLat[] | null, theirs: OddFile["corners_lonlat_ul_ur_lr_ll"]) {
  if (theirs === undefined) return [];
  const gap = theirs.map(([lon, lat], index) => {
    const [ourLon, ourLat] = ours?.[index] ?? [Number.NaN, Number.NaN];
    const turn = Math.abs(ourLon - lon) % 360;
    // At a pole every longitude is the same place.
    const lonGap = Math.abs(lat) > 89.999_999 ? 0 : Math.min(turn, 360 - turn);
    return Math.max(lonGap, Math.abs(ourLat - lat));
  });
  const worst = gap.some(Number.isNaN) ? Number.NaN : Math.max(...gap);
  // The expected corners are written with seven decimals.
  return worst <= cornerToleranceDegrees * 1.01 ? [] : [`corners off by ${worst.toExponential(1)} degrees`];
}

function statsDifferences(report: SceneReport, { band_stats: expected }: OddFile): string[] {
  if (expected === undefined) return [];
  const stats = report.stats ?? [];
  if (stats.length !== expected.length) return [`statistics of ${stats.length} of ${expected.length} bands`];
  return stats.flatMap((ours, band) => {
    const theirs = expected[band]!;
    const pairs: (readonly [string, boolean])[] = [
      ["min", theirs.min === undefined || near(ours.min, theirs.min, 0) || theirs.min === ours.min],
      ["max", theirs.max === undefined || near(ours.max, theirs.max, 0) || theirs.max === ours.max],
      [
        "mean",
        theirs.mean === undefined ||
          theirs.mean === ours.mean ||
          near(ours.mean, theirs.mean, Math.abs(theirs.mean) * meanTolerance),
      ],
      ["no-data count", ours.nodataCount === (theirs.nodata_count ?? 0)],
      ["NaN count", ours.nanCount === (theirs.nan_count ?? 0)],
      ["infinite count", ours.infiniteCount === (theirs.inf_count ?? 0)],
    ];
    return pairs
      .filter(([, isSame]) => !isSame)
      .map(
        ([what]) => `band ${band + 1} ${what}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`,
      );
  });
}
