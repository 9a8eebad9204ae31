import { burn, clearCut } from "./events.ts";
import { hashBits, hashUnit } from "./random.ts";

/** What is decided about a scene before it is drawn. */
export interface ScenePlan {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly year: number;
  readonly dayOfYear: number;
  readonly seed: number;
  readonly cloudTarget: number;
  /** Where a swath edge cuts the scene, as a share of its width from the west; null where it does not. */
  readonly swathEdge: number | null;
}

const firstPass = Date.parse("2019-01-03");
const passDays = 5;
const dayMilliseconds = 86_400_000;

// More in the growing season, as archives have them: cloud-free winters are rare.
const slots: Readonly<Record<number, readonly number[]>> = {
  2019: [48, 92, 121, 150, 184, 219, 262, 301],
  2020: [35, 98, 117, 160, 205, 233, 276],
  2021: [51, 84, 124, 158, 197, 246, 290],
  2022: [18, 79, 113, 146, 188, 228, 268],
  2023: [41, 95, 126, 164, 203, 240, 305],
};
const cloudTargets = [0, 0.12, 0, 0, 0.35, 0, 0.06, 0, 0, 0.6, 0, 0.22, 0, 0, 0.05, 0, 0, 0, 0.92, 0];
const edgeEvery = 9;

/** Thirty-six dates over five years, on a five-day cycle, some with clouds and some cut by the swath's edge. */
export function planScenes(seed: number): ScenePlan[] {
  const moments = Object.entries(slots).flatMap(([year, days]) =>
    days.map((day) => {
      const wanted = Date.UTC(
        Number(year),
        0,
        day + Math.round(12 * (hashUnit(seed, Number(year), day) - 0.5)),
      );
      return (
        firstPass +
        Math.round((wanted - firstPass) / (passDays * dayMilliseconds)) * passDays * dayMilliseconds
      );
    }),
  );
  const dates = moments.map((moment) => new Date(moment).toISOString().slice(0, 10));
  // What the demo is about has to be seen.
  const firstAfter = (day: string) => dates.findIndex((date) => date >= day);
  const kept = new Set([clearCut.cutAt, burn.burntAt].map(firstAfter));
  return dates.map((date, index) => {
    const year = Number(date.slice(0, 4));
    const isCut = index % edgeEvery === 4 && !kept.has(index);
    return {
      date,
      year,
      dayOfYear: Math.round((Date.parse(date) - Date.UTC(year, 0, 1)) / dayMilliseconds) + 1,
      seed: hashBits(seed, index, 9) % 1_000_000,
      cloudTarget: kept.has(index) ? 0 : cloudTargets[index % cloudTargets.length]!,
      swathEdge: isCut ? 0.35 + 0.4 * hashUnit(seed, index, 10) : null,
    };
  });
}
