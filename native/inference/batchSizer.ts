/** Share by which a larger batch must be faster to be worth its memory. */
const worthwhileGain = 1.05;
/** Runs of one size before it is judged: the first one of a size compiles shaders. */
const runsPerTrial = 2;

/**
 * Finds how many chips to run together, by the work itself: sizes are tried from small to large for as long as chips a
 * second rise. What did not fit into memory is never tried again.
 */
export class BatchSizer {
  readonly #sizes: readonly number[];
  #at = 0;
  #runs = 0;
  #best = { size: 1, chipsPerSecond: 0 };
  #isSettled = false;

  /** Sizes in rising order; those that need more than `memoryBytes` are left out. */
  constructor(sizes: readonly number[], chipBytes: number, memoryBytes: number) {
    const fitting = sizes.filter((size) => size === 1 || size * chipBytes <= memoryBytes);
    this.#sizes = fitting.length === 0 ? [1] : fitting;
  }

  /** Chips for the next run. */
  get size(): number {
    return this.#isSettled ? this.#best.size : this.#sizes[this.#at]!;
  }

  /** Largest size that may still be asked for. */
  get largest(): number {
    return this.#isSettled ? this.#best.size : this.#sizes.at(-1)!;
  }

  /** Takes in what a run of a whole batch took. */
  ran(chipCount: number, milliseconds: number): void {
    if (this.#isSettled || chipCount !== this.size || ++this.#runs < runsPerTrial) return;
    const chipsPerSecond = (1000 * chipCount) / milliseconds;
    const isBetter = chipsPerSecond > this.#best.chipsPerSecond * worthwhileGain;
    if (isBetter) this.#best = { size: chipCount, chipsPerSecond };
    this.#runs = 0;
    this.#at += 1;
    if (!isBetter || this.#at === this.#sizes.length) this.#isSettled = true;
  }

  /** The device ran out of memory; false where a single chip did. */
  ranOutOfMemory(chipCount: number): boolean {
    if (chipCount <= 1) return false;
    this.#best = { size: Math.floor(chipCount / 2), chipsPerSecond: 0 };
    this.#isSettled = true;
    return true;
  }
}
