import { type ByteSource, openFileSource } from "../files/byteSource.ts";
import { readText } from "../files/readText.ts";
import type { SceneSource } from "./sceneSource.ts";
import { openZip } from "./zipContainer.ts";

/** Opens files of one scene by the paths that the source lists, on disk or inside its zip. Close it last. */
export interface SceneFiles {
  open(path: string): Promise<ByteSource>;
  /** @throws EngineError when there is more than `mostBytes`. */
  readText(path: string, mostBytes: number): Promise<string>;
  close(): Promise<void>;
}

/** @throws EngineError when the scene's zip cannot be opened. */
export async function openSceneFiles({ kind, path: anchor }: SceneSource): Promise<SceneFiles> {
  if (kind !== "safe-zip") return { ...textsOf(openFileSource), close: async () => undefined };
  const zip = await openZip(anchor);
  return {
    ...textsOf((path) => zip.open(path.slice(anchor.length + 1))),
    close: () => zip.close(),
  };
}

function textsOf(open: SceneFiles["open"]): Omit<SceneFiles, "close"> {
  return {
    open,
    async readText(path, mostBytes) {
      const source = await open(path);
      try {
        return await readText(source, mostBytes);
      } finally {
        await source.close();
      }
    },
  };
}
