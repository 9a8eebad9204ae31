import type { Samples } from "../pixels/rasterReader.ts";
import { SharedSlot } from "./sharedSlot.ts";

interface Entry {
  readonly bytes: number;
  readonly slot: SharedSlot | null;
  readonly samples: Promise<Samples>;
  isDecoded: boolean;
  /** Readers that have yet to copy from it. */
  users: number;
}

/** Decodes a block, into memory that `takeSlot` gives or into its own. */
export type DecodeInto = (takeSlot: () => SharedSlot) => Promise<Samples>;

const freeKept = 32;

/**
 * Decoded blocks up to a number of bytes, least recently used first out. Their memory is used again for the next
 * blocks: taking and giving back half a megabyte a thousand times costs more than decoding it.
 */
export class BlockCache {
  readonly #capacityBytes: number;
  readonly #forget: (slotIds: readonly number[]) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #free: SharedSlot[] = [];
  #bytes = 0;

  /** `forget` is told of memory that will not be used again. */
  constructor(capacityBytes: number, forget: (slotIds: readonly number[]) => void) {
    this.#capacityBytes = capacityBytes;
    this.#forget = forget;
  }

  /** Hands the block of this name to `copy`, decoded if it is not there. One that fails is forgotten. */
  async use(
    key: string,
    bytes: number,
    { decode, copy }: { decode: DecodeInto; copy: (samples: Samples) => void },
  ): Promise<void> {
    const entry = this.#entry(key, bytes, decode);
    entry.users++;
    try {
      copy(await entry.samples);
    } finally {
      entry.users--;
      this.#shrink();
    }
  }

  /** Decodes a block that will be wanted soon, where that drives out nothing. */
  readAhead(key: string, bytes: number, decode: DecodeInto): void {
    if (!this.#entries.has(key)) this.#entry(key, bytes, decode);
  }

  get capacityBytes(): number {
    return this.#capacityBytes;
  }

  clear(): void {
    const slots = [...this.#entries.values()].map(({ slot }) => slot);
    this.#forget([...slots, ...this.#free].flatMap((slot) => slot?.id ?? []));
    this.#entries.clear();
    this.#free.length = 0;
    this.#bytes = 0;
  }

  #entry(key: string, bytes: number, decode: DecodeInto): Entry {
    const known = this.#entries.get(key);
    // A Map keeps the order of insertion: taking out and putting back makes it the most recent.
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    this.#shrink(bytes);
    let slot: SharedSlot | null = null;
    const samples = decode(() => {
      slot = this.#takeSlot(bytes);
      return slot;
    });
    const entry: Entry = { bytes, slot, samples, isDecoded: false, users: 0 };
    this.#entries.set(key, entry);
    this.#bytes += bytes;
    samples.then(
      () => {
        entry.isDecoded = true;
        if (this.#entries.get(key) !== entry) this.#keepSlot(slot);
      },
      // The slot of a failed block is let go: a thread that was ended may have had it.
      () => {
        this.#drop(key, entry);
        if (slot !== null) this.#forget([slot.id]);
      },
    );
    return entry;
  }

  #takeSlot(bytes: number): SharedSlot {
    const index = this.#free.findIndex(({ buffer }) => buffer.byteLength === bytes);
    return index < 0 ? new SharedSlot(bytes) : this.#free.splice(index, 1)[0]!;
  }

  /** Makes room; blocks that someone waits for stay, and so does the newest. */
  #shrink(needed = 0): void {
    if (this.#bytes + needed <= this.#capacityBytes) return;
    for (const [key, entry] of this.#entries) {
      if (this.#bytes + needed <= this.#capacityBytes || (needed === 0 && this.#entries.size === 1)) return;
      if (entry.users > 0) continue;
      this.#drop(key, entry);
      if (entry.isDecoded) this.#keepSlot(entry.slot);
    }
  }

  #keepSlot(slot: SharedSlot | null): void {
    if (slot === null) return;
    if (this.#free[0]?.buffer.byteLength === slot.buffer.byteLength && this.#free.length < freeKept) {
      this.#free.push(slot);
      return;
    }
    this.#forget(this.#free.map(({ id }) => id));
    this.#free.splice(0, this.#free.length, slot);
  }

  #drop(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
