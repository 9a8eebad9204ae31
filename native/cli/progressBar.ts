import type { IngestProgress } from "../contract/jobs.ts";

const barWidth = 24;

/** One line on standard error that is rewritten; nothing at all where that is no terminal. */
export class ProgressBar {
  readonly #isShown: boolean;
  #lastAt = 0;

  constructor(isQuiet: boolean) {
    this.#isShown = !isQuiet && process.stderr.isTTY === true;
  }

  show(progress: IngestProgress): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#lastAt < 100) return;
    this.#lastAt = now;
    process.stderr.write(`\r\x1b[2K${progressLine(progress)}`);
  }

  clear(): void {
    if (this.#isShown) process.stderr.write("\r\x1b[2K");
  }
}

/** What the bar says, without the terminal's control codes. */
export function progressLine({
  chipsDone,
  chipsTotal,
  sceneTitle,
  chipsPerSecond,
  secondsLeft,
}: IngestProgress): string {
  const share = chipsTotal === 0 ? 0 : Math.min(1, chipsDone / chipsTotal);
  const filled = Math.round(share * barWidth);
  const parts = [
    `[${"#".repeat(filled)}${".".repeat(barWidth - filled)}] ${chipsDone} of ${chipsTotal} chips`,
  ];
  if (chipsPerSecond !== null) parts.push(`${chipsPerSecond.toFixed(1)} chips/s`);
  if (secondsLeft !== null) parts.push(`${Math.ceil(secondsLeft)} s left`);
  if (sceneTitle !== null) parts.push(sceneTitle);
  return parts.join(", ");
}
