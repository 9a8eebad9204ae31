import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Precision } from "../../models/encoders/encoder.ts";
import { builtInEncoders, defaultEncoder } from "../../models/encoders/index.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import { type InstalledEncoder, openEncoder } from "./installed.ts";
import { type EncoderManifest, manifestFile, readManifest } from "./manifest.ts";
import { verifyFiles } from "./verifyFiles.ts";

/** Folders of encoders under construction; a name that no encoder can have. */
const draftPrefix = ".importing-";

/** An encoder folder under construction. */
export interface EncoderDraft extends AsyncDisposable {
  readonly folder: string;
  /** Makes it an encoder of that id, whole at once, in place of a damaged one. @throws EngineError where there is a whole one. */
  keepAs(id: string): Promise<void>;
}

/** The folder that holds one folder an imported encoder. Reads the disk anew each time: several Argils may share it. */
export class ModelsFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What was imported, by id. A folder that cannot be read is passed over; asked for by id it fails with the reason. */
  list(): readonly { readonly folder: string; readonly manifest: EncoderManifest }[] {
    return this.#ids().flatMap((id) => {
      const folder = join(this.folder, id);
      try {
        return [{ folder, manifest: readManifest(folder) }];
      } catch (error) {
        if (error instanceof EngineError) return [];
        throw error;
      }
    });
  }

  /** The encoder of that id, or the built-in one where none is named. @throws EngineError for one that is not there. */
  find(id: string = defaultEncoder.card.id, precision: Precision = "fp32"): InstalledEncoder {
    if (this.isBuiltIn(id)) return openEncoder({ kind: "built-in", id });
    if (this.#ids().includes(id))
      return openEncoder({ kind: "folder", folder: join(this.folder, id), precision });
    throw this.#unknown(id);
  }

  isBuiltIn(id: string): boolean {
    return builtInEncoders.some(({ card }) => card.id === id);
  }

  /** An empty folder to build an encoder in, beside the finished ones so that it can be renamed into place. */
  async draft(): Promise<EncoderDraft> {
    const folder = join(this.folder, `${draftPrefix}${process.pid}-${Date.now()}`);
    try {
      await mkdir(this.folder, { recursive: true });
      await this.#removeAbandoned();
      await mkdir(folder);
    } catch (error) {
      throw diskFailure(error, this.folder);
    }
    return {
      folder,
      keepAs: async (id) => {
        const place = join(this.folder, id);
        if (await this.isDamaged(id)) await rm(place, { recursive: true, force: true });
        if (existsSync(place)) throw new EngineError({ kind: "encoder-exists", encoderId: id });
        await rename(folder, place);
      },
      // After it was kept nothing lies there any more.
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
    };
  }

  /** Whether an imported encoder is there but not as it was imported; reads all its bytes. */
  async isDamaged(id: string): Promise<boolean> {
    if (!this.#ids().includes(id)) return false;
    try {
      await verifyFiles(openEncoder({ kind: "folder", folder: join(this.folder, id), precision: "fp32" }));
      return false;
    } catch (error) {
      if (error instanceof EngineError && error.failure.kind === "encoder-damaged") return true;
      throw error;
    }
  }

  /** Takes an imported encoder away, damaged or whole. @throws EngineError for one that was not imported. */
  async remove(id: string): Promise<void> {
    if (this.isBuiltIn(id))
      throw new EngineError({
        kind: "bad-argument",
        name: "Encoder",
        value: id,
        expected: "an imported one, since the built-in one is part of the program",
      });
    if (!this.#ids().includes(id)) throw this.#unknown(id);
    await rm(join(this.folder, id), { recursive: true, force: true });
  }

  #unknown(id: string): EngineError {
    const known = [...builtInEncoders.map(({ card }) => card.id as string), ...this.#ids()];
    return new EngineError({ kind: "encoder-unknown", encoderId: id, known });
  }

  #ids(): string[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder)
      .filter((name) => !name.startsWith(".") && existsSync(join(this.folder, name, manifestFile)))
      .toSorted();
  }

  /** What imports left that were killed; those of living processes go on. */
  async #removeAbandoned(): Promise<void> {
    for (const name of readdirSync(this.folder)) {
      if (!name.startsWith(draftPrefix)) continue;
      const pid = Number.parseInt(name.slice(draftPrefix.length), 10);
      if (!isAlive(pid)) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
