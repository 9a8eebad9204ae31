import type { IngestProgress } from "../contract/jobs.ts";
import type { ChipCounts } from "./ingestScene.ts";

const windowSeconds = 10;
/** A large network takes seconds a chip: the rate then reaches back over so many savings. */
const fewestSavings = 5;
const historySeconds = 120;

export const noProgress: IngestProgress = {
  chipsDone: 0,
  chipsTotal: 0,
  scenesDone: 0,
  scenesTotal: 0,
  sceneTitle: null,
  skippedNodata: 0,
  skippedCloud: 0,
  chipsPerSecond: null,
  secondsLeft: null,
  recentChipsPerSecond: [],
};

/** Counts what is done and says how fast and how long: rates over the last ten seconds, or the last few savings. */
export class ProgressMeter {
  readonly #report: (progress: IngestProgress) => void;
  readonly #now: () => number;
  #progress: IngestProgress = noProgress;
  /** Embedded or skipped now (not found done), with the second it happened in. */
  readonly #recent: { readonly atSecond: number; count: number }[] = [];
  #startedAt: number | null = null;

  constructor(
    report: (progress: IngestProgress) => void,
    now: () => number = () => performance.now() / 1000,
  ) {
    this.#report = report;
    this.#now = now;
  }

  planned(scenesTotal: number, chips: number): void {
    this.#update({ scenesTotal, chipsTotal: this.#progress.chipsTotal + chips });
  }

  sceneStarted(sceneTitle: string): void {
    this.#startedAt ??= this.#now();
    this.#update({ sceneTitle });
  }

  saved(counts: ChipCounts): void {
    const fresh =
      counts.embedded + (counts.alreadyThere > 0 ? 0 : counts.skippedNodata + counts.skippedCloud);
    const second = Math.floor(this.#now());
    const last = this.#recent.at(-1);
    if (last?.atSecond === second) last.count += fresh;
    else this.#recent.push({ atSecond: second, count: fresh });
    if (this.#recent.length > historySeconds) this.#recent.shift();
    const done = counts.embedded + counts.alreadyThere + counts.skippedNodata + counts.skippedCloud;
    this.#update({
      chipsDone: this.#progress.chipsDone + done,
      skippedNodata: this.#progress.skippedNodata + counts.skippedNodata,
      skippedCloud: this.#progress.skippedCloud + counts.skippedCloud,
    });
  }

  sceneDone(): void {
    this.#update({ scenesDone: this.#progress.scenesDone + 1 });
  }

  /** A scene that was refused half way no longer counts. */
  sceneDropped(cells: number, counts: ChipCounts): void {
    const done = counts.embedded + counts.alreadyThere + counts.skippedNodata + counts.skippedCloud;
    this.#update({
      scenesTotal: this.#progress.scenesTotal - 1,
      chipsTotal: this.#progress.chipsTotal - cells,
      chipsDone: this.#progress.chipsDone - done,
      skippedNodata: this.#progress.skippedNodata - counts.skippedNodata,
    });
  }

  #update(change: Partial<IngestProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    const chipsPerSecond = this.#rate();
    const left = this.#progress.chipsTotal - this.#progress.chipsDone;
    this.#progress = {
      ...this.#progress,
      chipsPerSecond,
      secondsLeft: chipsPerSecond === null || chipsPerSecond === 0 ? null : left / chipsPerSecond,
      recentChipsPerSecond: this.#recent.map(({ count }) => count),
    };
    this.#report(this.#progress);
  }

  #rate(): number | null {
    if (this.#startedAt === null) return null;
    const now = this.#now();
    const before = this.#recent.at(-fewestSavings - 1)?.atSecond ?? this.#startedAt;
    if (before < now - windowSeconds) return this.#slowRate(before, now);
    const from = Math.max(this.#startedAt, now - windowSeconds);
    const count = this.#recent
      .filter(({ atSecond }) => atSecond >= Math.floor(from))
      .reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? null : count / Math.max(0.05, now - from);
  }

  /** Of what was saved after that second. */
  #slowRate(after: number, now: number): number | null {
    const count = this.#recent
      .filter(({ atSecond }) => atSecond > Math.floor(after))
      .reduce((sum, one) => sum + one.count, 0);
    return count === 0 ? null : count / (now - after);
  }
}
