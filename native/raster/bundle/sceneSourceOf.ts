import { stat } from "node:fs/promises";
import { basename, dirname, join, parse, resolve, sep } from "node:path";
import { EngineError } from "../../engineError.ts";
import { failureOfFile } from "../files/byteSource.ts";
import { openFolder } from "./folderContainer.ts";
import { type FolderListing, folderScenes, listFolder } from "./folderScenes.ts";
import { isSafeMetadata, safeScenes } from "./safe.ts";
import type { SceneSource } from "./sceneSource.ts";
import { openZip } from "./zipContainer.ts";

/**
 * The scene that a path stands for: the anchor of an archive, a file of any scene, a `.SAFE` folder or a zip of one.
 * A file that is named although it only accompanies a scene is taken as a scene of its own.
 * @throws EngineError when nothing is there, or it is no scene.
 */
export const sceneSourceOf = (path: string): Promise<SceneSource> => new SceneLookup().of(path);

/** `sceneSourceOf` for many paths: each folder is looked at once. */
export class SceneLookup {
  readonly #folders = new Map<string, Promise<ReadonlyMap<string, SceneSource>>>();

  async of(path: string): Promise<SceneSource> {
    const whole = resolve(path);
    const stats = await stat(whole).catch((error: unknown) => {
      throw failureOfFile(whole, error);
    });
    if (stats.isDirectory()) return folderScene(whole);
    if (/\.zip$/i.test(whole)) return theOnly(whole, await zipScenes(whole));
    const folder = dirname(whole);
    const scenes = this.#folders.get(folder) ?? scenesByFile(folder);
    this.#folders.set(folder, scenes);
    return (await scenes).get(whole) ?? singleFile(whole);
  }
}

/** Scenes that have files in the folder, by the files that lead to them. */
async function scenesByFile(folder: string): Promise<ReadonlyMap<string, SceneSource>> {
  const product = await productFolder(folder);
  const scenes = [
    ...(await folderScenes(await listFolder(folder))),
    ...(product === null ? [] : await safeFolderScenes(product)),
  ];
  return new Map(scenes.flatMap((scene) => filesOf(scene).map((file) => [file, scene])));
}

async function folderScene(folder: string): Promise<SceneSource> {
  const product = await productFolder(folder);
  const scenes = product === null ? [] : await safeFolderScenes(product);
  return theOnly(folder, folder === product ? scenes : scenes.filter((scene) => isOf(scene, folder)));
}

/** The scenes of a Sentinel-2 product: one, or one a tile. @throws EngineError when it cannot be read or holds no images. */
export async function safeFolderScenes(folder: string): Promise<SceneSource[]> {
  return safeScenes("safe-folder", await openFolder(folder)) ?? [];
}

/** True for the folder of a Sentinel-2 product, also where its name has lost the `.SAFE`. */
export const isSafeFolder = ({ files, folders }: FolderListing) =>
  folders.some((name) => /^GRANULE$/i.test(name)) && files.some(isSafeMetadata);

/** The scene in a zip; none where it holds something else. @throws EngineError when it is damaged or made to do harm. */
export async function zipScenes(path: string): Promise<SceneSource[]> {
  const zip = await openZip(path);
  try {
    return safeScenes("safe-zip", zip) ?? [];
  } finally {
    await zip.close();
  }
}

/** Files that lead to the scene when they are named. */
function filesOf({ path, members, sidecars }: SceneSource): string[] {
  return [path, ...members.map((member) => member.path), ...sidecars];
}

/** The product that a folder is, or lies in; IMG_DATA/R10m lies four folders deep. */
async function productFolder(folder: string): Promise<string | null> {
  for (let up = folder, depth = 0; depth < 6; depth++, up = dirname(up)) {
    if (/\.SAFE$/i.test(up)) return up;
    if (/^GRANULE$/i.test(basename(up))) return dirname(up);
  }
  return isSafeFolder(await listFolder(folder)) ? folder : null;
}

/** True where the folder is one of the product's tiles that holds the scene. */
const isOf = ({ path, members }: SceneSource, folder: string) =>
  path === folder || members.every((member) => member.path.startsWith(join(folder, sep)));

function theOnly(path: string, scenes: readonly SceneSource[]): SceneSource {
  const [scene, ...others] = scenes;
  if (scene === undefined) throw new EngineError({ kind: "no-rasters", path });
  if (others.length === 0) return scene;
  const detail = `it holds ${scenes.length} tiles and each is a scene; open them one by one from its GRANULE folder`;
  throw new EngineError({ kind: "zip-refused", path, detail });
}

function singleFile(path: string): SceneSource {
  return {
    kind: "file",
    path,
    title: parse(path).name,
    members: [{ path, name: "" }],
    companions: [],
    sidecars: [],
    findings: [],
  };
}
