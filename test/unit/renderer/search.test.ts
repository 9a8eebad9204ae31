import { describe, expect, it } from "vitest";
import type { ChipId, GroundId, SceneId } from "../../../models/vocabulary/ids.ts";
import type { SceneSummary } from "../../../native/contract/scenes.ts";
import type { SearchAnswer } from "../../../native/contract/search.ts";
import { dateTicks, nearestTick, yearMarks } from "../../../renderer/search/dateTicks.ts";
import { histogramBars, scoreAxis, scoreToX, xToScore } from "../../../renderer/search/histogramBars.ts";
import { aboveThreshold, candidates } from "../../../renderer/state/hits.ts";
import { countAbove, defaultThreshold, stepThreshold } from "../../../renderer/state/threshold.ts";

const size = { width: 100, height: 50 };

function answer(cosines: readonly number[], scanned = cosines.length, counts: number[] = []): SearchAnswer {
  return {
    query: { encoderId: "e", precision: "fp32", like: [], unlike: [], filters: {} },
    scanned,
    notComparable: 0,
    milliseconds: 1,
    hits: cosines.map((cosineSimilarity, i) => ({
      rank: i + 1,
      chipId: `c${i}` as ChipId,
      groundId: `g${i}` as GroundId,
      sceneId: "s" as SceneId,
      acquiredAt: "2021-01-01T00:00:00Z",
      cosineSimilarity,
      percentile: 50,
      footprint: [],
    })),
    histogram: { low: 0, high: 1, counts },
  };
}

describe("histogramBars", () => {
  const histogram = { low: -1, high: 1, counts: [0, 0, 0, 0, 0, 2, 0, 4, 1, 0] };

  it("leaves out the empty ends of the axis", () => {
    const axis = scoreAxis(histogram);
    expect(axis.low).toBeCloseTo(0);
    expect(axis.high).toBeCloseTo(0.8);
  });

  it("draws the fullest bar as high as the chart", () => {
    expect(histogramBars(histogram, 1, size).map((bar) => bar.height)).toEqual([25, 0, 50, 12.5]);
  });

  it("tints the bars above the threshold", () => {
    expect(histogramBars(histogram, 0.5, size).map((bar) => bar.isKept)).toEqual([false, false, true, true]);
  });

  it("merges to sixty bars without losing a chip's bar", () => {
    const counts = Array.from({ length: 200 }, (_, i) => (i === 0 ? 100_000 : 1));
    const bars = histogramBars({ low: 0, high: 1, counts }, 0.5, size);
    expect(bars.length).toBeLessThanOrEqual(60);
    expect(bars.at(-1)?.height).toBeGreaterThanOrEqual(1.5);
  });

  it("turns a place on the axis into a score and back", () => {
    const axis = { low: 0.4, high: 0.9 };
    expect(scoreToX(xToScore(30, axis, 100), axis, 100)).toBeCloseTo(30);
    expect(xToScore(-20, axis, 100)).toBe(0.4);
  });
});

describe("hits", () => {
  const [itself, otherDate, elsewhere] = answer([1, 0.9, 0.8]).hits;
  const hits = [itself!, { ...otherDate!, groundId: itself!.groundId }, elsewhere!];
  const asked = { ...answer([]), hits, query: { ...answer([]).query, like: [itself!.chipId] } };

  it("leave out the chip asked from", () => {
    expect(candidates(asked, false).map((hit) => hit.cosineSimilarity)).toEqual([0.9, 0.8]);
  });

  it("leave out other dates of the place asked from when thinned, and are ranked anew", () => {
    expect(candidates(asked, true)).toEqual([{ ...elsewhere, rank: 1 }]);
  });

  it("keep the best date of a place when thinned", () => {
    const twice = { ...answer([]), hits: [otherDate!, { ...elsewhere!, groundId: otherDate!.groundId }] };
    expect(candidates(twice, true).map((hit) => hit.chipId)).toEqual([otherDate!.chipId]);
  });

  it("are few enough to draw even without a threshold", () => {
    const many = answer(Array.from({ length: 900 }, () => 0.5));
    expect(aboveThreshold(many.hits, 0)).toHaveLength(300);
  });
});

describe("threshold", () => {
  it("begins with a tenth of the chips, but never fewer than ten hits", () => {
    const cosines = Array.from({ length: 100 }, (_, i) => 0.999 - i / 200);
    const first = (scanned: number) => {
      const some = answer(cosines, scanned);
      return aboveThreshold(some.hits, defaultThreshold(some, some.hits)).length;
    };
    expect([first(200), first(30), first(100_000)]).toEqual([20, 10, 24]);
  });

  it("counts from the histogram where the hits end above it", () => {
    const some = answer([0.95, 0.9], 10, [0, 0, 0, 0, 0, 3, 2, 3, 0, 2]);
    expect(countAbove(some, 0.92)).toBe(1);
    expect(countAbove(some, 0.6)).toBe(7);
  });

  it("shows one hit more or fewer a step, equal ones together", () => {
    const { hits } = answer([0.9, 0.8, 0.8, 0.7]);
    const more = stepThreshold(hits, 0.85, "more");
    expect(aboveThreshold(hits, more)).toHaveLength(3);
    expect(aboveThreshold(hits, stepThreshold(hits, more, "fewer"))).toHaveLength(1);
  });
});

describe("dateTicks", () => {
  const on = (acquiredAt: string) => ({ acquiredAt }) as SceneSummary;
  const ticks = dateTicks([
    on("2021-07-02T10:00:00Z"),
    on("2019-07-02T00:00:00Z"),
    on("2021-07-02T00:00:00Z"),
  ]);

  it("has one tick a day, oldest first, with its number of scenes", () => {
    expect(ticks.map((tick) => [tick.day, tick.sceneCount])).toEqual([
      ["2019-07-02", 1],
      ["2021-07-02", 2],
    ]);
  });

  it("marks the years that begin on the axis", () => {
    expect(yearMarks(ticks).map(({ year }) => year)).toEqual(["2020", "2021"]);
  });

  it("finds the tick nearest to the pointer", () => {
    expect(nearestTick(ticks, 0.4)).toBe(0);
    expect(nearestTick(ticks, 0.6)).toBe(1);
  });
});
