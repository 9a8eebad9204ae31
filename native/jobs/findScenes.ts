import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { EngineError } from "../engineError.ts";
import { folderScenes, listFolder } from "../raster/bundle/folderScenes.ts";
import type { SceneSource } from "../raster/bundle/sceneSource.ts";
import { isSafeFolder, SceneLookup, safeFolderScenes, zipScenes } from "../raster/bundle/sceneSourceOf.ts";
import { failureOfFile } from "../raster/files/byteSource.ts";

/** A scene to look at. One that the user named is always reported; one found in a folder may be passed over. */
export interface SceneCandidate {
  /** Path of the source: the file, or the one that stands for many. */
  readonly path: string;
  readonly isNamed: boolean;
  readonly source: SceneSource;
}

export interface RefusedPath {
  readonly file: string;
  readonly reason: string;
}

interface Found {
  readonly scenes: SceneSource[];
  readonly refused: RefusedPath[];
}

/** Scenes as named, and every one below the folders, in a fixed order; what is not there or broken is refused. */
export async function findScenes(
  paths: readonly string[],
): Promise<{ candidates: SceneCandidate[]; refused: RefusedPath[] }> {
  const candidates = new Map<string, SceneCandidate>();
  const refused: RefusedPath[] = [];
  const lookup = new SceneLookup();
  const add = (source: SceneSource, isNamed: boolean) => {
    if (!candidates.has(source.path)) candidates.set(source.path, { path: source.path, isNamed, source });
  };
  for (const path of paths.map((path) => resolve(path))) {
    try {
      if (!(await isDirectory(path))) {
        add(await lookup.of(path), true);
        continue;
      }
      const found = await scenesBelow(path);
      refused.push(...found.refused);
      if (found.scenes.length + found.refused.length === 0)
        throw new EngineError({ kind: "no-rasters", path });
      const isProduct = found.scenes.some((scene) => scene.path === path);
      for (const source of found.scenes) add(source, isProduct);
    } catch (error) {
      refused.push(refusal(path, error));
    }
  }
  return { candidates: [...candidates.values()], refused };
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    (error: unknown) => {
      throw failureOfFile(path, error);
    },
  );
}

/** A folder's own scenes and those of its subfolders, in the order of their names; one broken product does not hide the others. */
async function scenesBelow(folder: string): Promise<Found> {
  const listing = await listFolder(folder);
  if (isSafeFolder(listing)) return { scenes: await safeFolderScenes(folder), refused: [] };
  const own = await folderScenes(listing);
  const accompanying = new Set(own.flatMap(({ companions }) => companions.map(({ path }) => path)));
  const refused: RefusedPath[] = [];
  const scenes: SceneSource[] = [...own];
  const attempt = async (path: string, look: () => Promise<Found>) => {
    try {
      const found = await look();
      scenes.push(...found.scenes.filter((scene) => !accompanying.has(scene.path)));
      refused.push(...found.refused);
    } catch (error) {
      refused.push(refusal(path, error));
    }
  };
  for (const name of listing.files.filter((file) => isProductZip(file))) {
    const path = join(folder, name);
    await attempt(path, async () => ({ scenes: await zipScenes(path), refused: [] }));
  }
  for (const name of listing.folders) {
    const path = join(folder, name);
    await attempt(path, () => scenesBelow(path));
  }
  return { scenes: scenes.sort((one, other) => (one.path < other.path ? -1 : 1)), refused };
}

/** Zips of other things are passed over without a look inside. */
const isProductZip = (fileName: string) =>
  /\.zip$/i.test(fileName) && /S2[A-D]_|\.SAFE/i.test(basename(fileName));

function refusal(file: string, error: unknown): RefusedPath {
  if (!(error instanceof EngineError)) throw error;
  return { file, reason: error.message };
}
