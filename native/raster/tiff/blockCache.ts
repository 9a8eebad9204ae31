import type { Samples } from "../rasterReader.ts";

interface Entry {
  readonly block: Promise<Samples>;
  readonly bytes: number;
}

/** Decoded blocks up to a number of bytes, least recently used first out; the newest is always kept. */
export class BlockCache {
  readonly #capacityBytes: number;
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(capacityBytes: number) {
    this.#capacityBytes = capacityBytes;
  }

  /** The block of this name, decoded if it is not there. One that fails is forgotten. */
  get(key: string, bytes: number, decode: () => Promise<Samples>): Promise<Samples> {
    const known = this.#entries.get(key);
    // A Map keeps the order of insertion: taking out and putting back makes it the most recent.
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.block;
    }
    const entry = { block: decode(), bytes };
    entry.block.catch(() => this.#drop(key, entry));
    this.#entries.set(key, entry);
    this.#bytes += bytes;
    for (const [oldKey, old] of this.#entries) {
      if (this.#bytes <= this.#capacityBytes || old === entry) break;
      this.#drop(oldKey, old);
    }
    return entry.block;
  }

  /** True where a block of this size can be read ahead without driving out what is needed now. */
  hasRoomFor(bytes: number): boolean {
    return bytes <= this.#capacityBytes;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #drop(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
