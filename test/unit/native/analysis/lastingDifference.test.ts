import { describe, expect, it } from "vitest";
import { lastingDifference, type Observation } from "../../../../native/analysis/lastingDifference.ts";
import { Random } from "../../../support/random.ts";

/** Every 30 days from 2016 on: a season in two numbers, and what `state` adds from a date on. */
function seriesOf(state: (day: number) => readonly number[], seed = 1): Observation[] {
  const random = new Random(seed);
  return Array.from({ length: 48 }, (_, index) => {
    const day = index * 30;
    const angle = (2 * Math.PI * day) / 365.25;
    const season = [2 + Math.cos(angle), 2 + Math.sin(angle), 1, 1];
    const added = state(day);
    return {
      acquiredAt: new Date(Date.UTC(2016, 0, 1) + day * 86_400_000).toISOString(),
      vector: season.map((value, band) => value + (added[band] ?? 0) + random.between(-0.02, 0.02)),
    };
  });
}

describe("lastingDifference", () => {
  it("finds the date from which a place stays different", () => {
    const series = seriesOf((day) => (day >= 900 ? [0, 0, 2, 0] : []));
    const found = lastingDifference(series)!;
    expect(found.changedAt).toBe(series[30]!.acquiredAt);
    expect(found.magnitude).toBeGreaterThan(0.3);
  });

  it("does not take the season for a change", () => {
    expect(lastingDifference(seriesOf(() => []))!.magnitude).toBeLessThan(0.05);
  });

  it("does not count a few cloudy dates", () => {
    const cloudy = new Set([300, 630, 960, 1290]);
    const found = lastingDifference(seriesOf((day) => (cloudy.has(day) ? [9, 9, 9, 9] : [])))!;
    expect(found.magnitude).toBeLessThan(0.1);
  });

  it("does not depend on the order in which observations come", () => {
    const series = seriesOf((day) => (day >= 900 ? [0, 0, 2, 0] : []));
    expect(lastingDifference([...series].reverse())).toEqual(lastingDifference(series));
  });

  it("says nothing of a series too short to have two sides", () => {
    expect(lastingDifference(seriesOf(() => []).slice(0, 7))).toBeNull();
  });
});
