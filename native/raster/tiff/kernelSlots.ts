import { Kernel } from "./kernel.ts";

/** Bytes that can be read at once; longer parts are cut. */
export const slotBytes = 1024 * 1024;
const slotCount = 8;

/**
 * Places in the memory of one kernel into which pieces of files are read while others are being sorted. The memory
 * never grows again, so that views of it stay good while a read is on its way.
 */
export class KernelSlots {
  readonly kernel = new Kernel();
  /** Where the sorted samples of one piece go. */
  readonly sorted: number;
  readonly #free: number[];
  readonly #waiting: ((slot: number) => void)[] = [];

  constructor() {
    this.sorted = this.kernel.reserve(slotBytes);
    this.#free = Array.from({ length: slotCount }, () => this.kernel.reserve(slotBytes));
  }

  /** Address of a slot that is free, now or when another is given back. */
  take(): Promise<number> | number {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(slot: number): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(slot);
    else next(slot);
  }
}
