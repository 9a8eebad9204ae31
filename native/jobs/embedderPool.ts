import type { InstalledEncoder } from "../encoders/installed.ts";
import type { DeviceParts } from "../inference/deviceRunner.ts";
import { sampleBands } from "../inference/sampleChips.ts";
import { Embedder } from "./embedder.ts";

/** An encoder that nobody asked for so long gives its memory back; loading it again takes a second or two. */
const idleMilliseconds = 120_000;

interface Entry {
  readonly key: string;
  readonly embedder: Embedder;
  users: number;
}

/** Keeps the encoder that was used last loaded, and ends the others' processes as soon as nobody uses them. */
export class EmbedderPool {
  readonly #parts: DeviceParts;
  #entries: readonly Entry[] = [];
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
  }

  /** The embedder of an encoder while its network is loaded, or null. */
  loaded(installed: InstalledEncoder): Embedder | null {
    return this.#find(keyOf(installed))?.embedder ?? null;
  }

  /** Runs `work` with an embedder that stays loaded meanwhile. */
  async use<Result>(
    installed: InstalledEncoder,
    work: (embedder: Embedder) => Promise<Result>,
  ): Promise<Result> {
    const key = keyOf(installed);
    const entry = this.#find(key) ?? { key, embedder: new Embedder(installed, this.#parts), users: 0 };
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
    entry.users += 1;
    clearTimeout(this.#idleTimer);
    try {
      // Before the new network is loaded: both may not fit on one device.
      await this.#closeIdle();
      return await work(entry.embedder);
    } finally {
      entry.users -= 1;
      await this.#closeIdle();
      this.#idleTimer = setTimeout(() => void this.#closeUnused(), idleMilliseconds).unref();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const entries = this.#entries;
    this.#entries = [];
    await Promise.all(entries.map(({ embedder }) => embedder.close()));
  }

  #find(key: string): Entry | undefined {
    return this.#entries.find((entry) => entry.key === key);
  }

  async #closeUnused(): Promise<void> {
    if (this.#entries.every(({ users }) => users === 0)) await this.close();
  }

  /** All but the last one, which is likely to be asked for again. */
  async #closeIdle(): Promise<void> {
    const idle = this.#entries.slice(0, -1).filter(({ users }) => users === 0);
    this.#entries = this.#entries.filter((entry) => !idle.includes(entry));
    await Promise.all(idle.map(({ embedder }) => embedder.close()));
  }
}

/** Another encoder may have taken the name, and so the folder, of one that was removed. */
const keyOf = ({ ref, encoder }: InstalledEncoder) =>
  `${JSON.stringify(ref)} ${encoder.spaceKey(sampleBands)}`;
