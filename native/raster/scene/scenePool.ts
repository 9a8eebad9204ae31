import { reopenScene } from "./openScene.ts";
import type { Scene, SceneReading } from "./scene.ts";

/** Which scene to open, and how it is read. */
export interface PooledScene {
  readonly id: string;
  readonly path: string;
  readonly reading: SceneReading;
}

interface Entry {
  readonly scene: Promise<Scene>;
  users: number;
}

const keptOpen = 24;
const cacheBytesEach = 8 * 1024 * 1024;

/** Keeps the scenes that were drawn last open, so that the next tile finds its blocks decoded. */
export class ScenePool {
  readonly #entries = new Map<string, Entry>();

  /** Runs `work` with the scene open. @throws EngineError when the file has gone or cannot be read. */
  async use<Result>(source: PooledScene, work: (scene: Scene) => Promise<Result>): Promise<Result> {
    const entry = this.#entries.get(source.id) ?? {
      scene: reopenScene(source.path, source.reading, cacheBytesEach),
      users: 0,
    };
    this.#entries.delete(source.id);
    this.#entries.set(source.id, entry);
    entry.users++;
    try {
      return await work(await entry.scene);
    } catch (error) {
      this.#entries.delete(source.id);
      throw error;
    } finally {
      entry.users--;
      await this.#closeOldest();
    }
  }

  async close(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map(({ scene }) => scene.then((one) => one.close()).catch(() => undefined)));
  }

  async #closeOldest(): Promise<void> {
    for (const [id, entry] of this.#entries) {
      if (this.#entries.size <= keptOpen) return;
      if (entry.users > 0) continue;
      this.#entries.delete(id);
      await entry.scene.then((scene) => scene.close()).catch(() => undefined);
    }
  }
}
