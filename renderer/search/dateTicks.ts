import type { SceneSummary } from "../../native/contract/scenes.ts";
import { day } from "../ui/format.ts";

/** A scene's day on the date axis, 0-1. */
export interface DateTick {
  readonly day: string;
  readonly position: number;
  readonly sceneCount: number;
}

/** One tick a day with scenes, oldest first, spread over the axis with a small margin at both ends. */
export function dateTicks(scenes: readonly SceneSummary[]): readonly DateTick[] {
  const counts = Map.groupBy(scenes, (scene) => day(scene.acquiredAt));
  const days = [...counts.keys()].toSorted();
  const first = Date.parse(days[0] ?? "");
  const span = Date.parse(days.at(-1) ?? "") - first;
  return days.map((value) => ({
    day: value,
    position: span === 0 ? 0.5 : 0.03 + 0.94 * ((Date.parse(value) - first) / span),
    sceneCount: counts.get(value)?.length ?? 0,
  }));
}

/** Years whose first day lies on the axis, with their places on it. */
export function yearMarks(ticks: readonly DateTick[]): readonly { year: string; position: number }[] {
  const [first, last] = [ticks[0], ticks.at(-1)];
  if (!first || !last || first === last) return [];
  const start = Date.parse(first.day);
  const perMillisecond = (last.position - first.position) / (Date.parse(last.day) - start);
  const years = Array.from({ length: Number(last.day.slice(0, 4)) - Number(first.day.slice(0, 4)) }, (_, i) =>
    String(Number(first.day.slice(0, 4)) + 1 + i),
  );
  return years.map((year) => ({
    year,
    position: first.position + (Date.parse(`${year}-01-01`) - start) * perMillisecond,
  }));
}

/** Index of the tick nearest to a place on the axis. */
export function nearestTick(ticks: readonly DateTick[], position: number): number {
  return ticks.reduce(
    (best, tick, i) =>
      Math.abs(tick.position - position) < Math.abs((ticks[best]?.position ?? 9) - position) ? i : best,
    0,
  );
}

/** How the range reads: `2020-06 – 2021-09`, or the whole of it. */
export function rangeWords(from: string, to: string): string {
  return from === to ? from : `${from.slice(0, 7)} – ${to.slice(0, 7)}`;
}
