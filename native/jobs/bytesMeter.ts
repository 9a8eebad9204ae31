import type { BytesProgress } from "../contract/jobs.ts";

/** The first moments say nothing of the speed. */
const settleSeconds = 0.5;

/** How fast bytes come and how long they still take; bytes that were there before the start count as done, not as speed. */
export class BytesMeter {
  readonly #report: (progress: BytesProgress) => void;
  readonly #now: () => number;
  readonly #startedAt: number;
  #bytesBefore: number | null = null;

  constructor(report: (progress: BytesProgress) => void, now: () => number = () => performance.now() / 1000) {
    this.#report = report;
    this.#now = now;
    this.#startedAt = now();
  }

  at(bytesDone: number, bytesTotal: number | null): void {
    this.#bytesBefore ??= bytesDone;
    const seconds = this.#now() - this.#startedAt;
    const bytesPerSecond = seconds < settleSeconds ? null : (bytesDone - this.#bytesBefore) / seconds;
    const left = bytesTotal === null ? null : bytesTotal - bytesDone;
    const secondsLeft = left === null || !bytesPerSecond ? null : left / bytesPerSecond;
    this.#report({ bytesDone, bytesTotal, bytesPerSecond, secondsLeft });
  }
}
