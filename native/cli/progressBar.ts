import type { BytesProgress, IngestProgress } from "../contract/jobs.ts";

const barWidth = 24;

/** One line on standard error that is rewritten; nothing at all where that is no terminal. */
export class ProgressBar<Progress = IngestProgress> {
  readonly #isShown: boolean;
  readonly #line: (progress: Progress) => string;
  #lastAt = 0;

  constructor(isQuiet: boolean, line: (progress: Progress) => string) {
    this.#line = line;
    this.#isShown = !isQuiet && process.stderr.isTTY === true;
  }

  show(progress: Progress): void {
    const now = performance.now();
    if (!this.#isShown || now - this.#lastAt < 100) return;
    this.#lastAt = now;
    process.stderr.write(`\r\x1b[2K${this.#line(progress)}`);
  }

  clear(): void {
    if (this.#isShown) process.stderr.write("\r\x1b[2K");
  }
}

/** How far chips are, without the terminal's control codes. */
export function chipsLine({
  chipsDone,
  chipsTotal,
  sceneTitle,
  chipsPerSecond,
  secondsLeft,
}: IngestProgress): string {
  const parts = [`${bar(chipsDone, chipsTotal)} ${chipsDone} of ${chipsTotal} chips`];
  if (chipsPerSecond !== null) parts.push(`${chipsPerSecond.toFixed(chipsPerSecond < 10 ? 2 : 1)} chips/s`);
  if (secondsLeft !== null) parts.push(`${Math.ceil(secondsLeft)} s left`);
  if (sceneTitle !== null) parts.push(sceneTitle);
  return parts.join(", ");
}

/** How far a file is; `verb` says what becomes of its bytes. */
export const bytesLine =
  (verb: string) =>
  ({ bytesDone, bytesTotal, bytesPerSecond, secondsLeft }: BytesProgress): string => {
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
    const parts = [
      bytesTotal === null
        ? `${megabytes(bytesDone)} MB ${verb}`
        : `${bar(bytesDone, bytesTotal)} ${megabytes(bytesDone)} of ${megabytes(bytesTotal)} MB ${verb}`,
    ];
    if (bytesPerSecond !== null) parts.push(`${megabytes(bytesPerSecond)} MB/s`);
    if (secondsLeft !== null) parts.push(`${Math.ceil(secondsLeft)} s left`);
    return parts.join(", ");
  };

function bar(done: number, total: number): string {
  const filled = Math.round((total === 0 ? 0 : Math.min(1, done / total)) * barWidth);
  return `[${"#".repeat(filled)}${".".repeat(barWidth - filled)}]`;
}
