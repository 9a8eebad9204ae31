import { readdir } from "node:fs/promises";
import { basename, join, parse } from "node:path";
import { failureOfFile } from "../files/byteSource.ts";
import { readStacAssets } from "../sidecars/readStacAssets.ts";
import { type FileGroup, groupFiles } from "./groupFiles.ts";
import type { SceneSource } from "./sceneSource.ts";

/** What a folder holds, names only. */
export interface FolderListing {
  readonly folder: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

const maskFolders = /^masks?$/i;
const mtlPattern = /_MTL\.(txt|json|xml)$/i;
const mostUnnamedItems = 3;

/** Names in a fixed order; hidden ones are left out, since hidden folders hold thumbnails and trash. @throws EngineError when the folder cannot be read. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw failureOfFile(folder, error);
  });
  const names = entries
    .filter(({ name }) => !name.startsWith("."))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  return {
    folder,
    files: names.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    folders: names.filter((entry) => entry.isDirectory()).map(({ name }) => name),
  };
}

/** The scenes of one folder, without those of its subfolders, in the order of their files. */
export async function folderScenes(listing: FolderListing): Promise<SceneSource[]> {
  const { folder, files, folders } = listing;
  const inMasks = await Promise.all(
    folders
      .filter((name) => maskFolders.test(name))
      .map(async (name) => (await listFolder(join(folder, name))).files.map((file) => `${name}/${file}`)),
  );
  const groups = groupFiles(files, inMasks.flat());
  const sidecars = new Sidecars(listing);
  const scenes: SceneSource[] = [];
  for (const group of groups)
    scenes.push(sourceOf(group, folder, await sidecars.of(group, groups.length === 1)));
  return scenes.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function sourceOf(group: FileGroup, folder: string, sidecars: readonly string[]): SceneSource {
  const isBandFiles = group.members.length > 1;
  const anchor = (isBandFiles ? sidecars[0] : undefined) ?? group.members[0]!.path;
  return {
    kind: isBandFiles ? "band-files" : "file",
    path: join(folder, anchor),
    title: group.product === "" ? basename(folder) : group.product,
    members: group.members.map(({ path, name }) => ({ path: join(folder, path), name })),
    companions: group.companions.map(({ kind, path }) => ({ kind, path: join(folder, path) })),
    sidecars: sidecars.map((name) => join(folder, name)),
    findings: group.findings,
  };
}

/** A sidecar's name begins with the product's, or is the beginning of what was made of it. */
const isOf = (product: string, said: string) =>
  product.toLowerCase() === said.toLowerCase() || product.toLowerCase().startsWith(`${said.toLowerCase()}_`);

const formats = [".txt", ".json", ".xml"];
const formatOf = (name: string) => formats.indexOf(parse(name).ext.toLowerCase());

/** The metadata files of one folder; each STAC item is read once. */
class Sidecars {
  readonly #folder: string;
  readonly #mtls: readonly string[];
  readonly #items: readonly string[];
  readonly #assets = new Map<string, Promise<ReadonlySet<string> | null>>();

  constructor({ folder, files }: FolderListing) {
    this.#folder = folder;
    // Text first: every collection has it.
    this.#mtls = files
      .filter((name) => mtlPattern.test(name))
      .sort((one, other) => formatOf(one) - formatOf(other));
    this.#items = files.filter((name) => /\.(json|geojson)$/i.test(name) && !mtlPattern.test(name));
  }

  /** Landsat's metadata by its name, then STAC items: of the scene's name, or among a few those that list its files. */
  async of({ product, members }: FileGroup, isOnlyScene: boolean): Promise<string[]> {
    const found = this.#mtls.filter((name) => isOf(product, name.replace(mtlPattern, "")));
    const named = this.#items.filter((name) => product !== "" && isOf(parse(name).name, product));
    const asked = named.length > 0 ? named : this.#items.length <= mostUnnamedItems ? this.#items : [];
    for (const name of asked) {
      const assets = await this.#assetsOf(name);
      if (assets === null) continue;
      const isListed = members.some(({ path }) => assets.has(path));
      if (isListed || named.includes(name) || (product === "" && isOnlyScene)) found.push(name);
    }
    return found;
  }

  #assetsOf(name: string): Promise<ReadonlySet<string> | null> {
    const known = this.#assets.get(name) ?? readStacAssets(join(this.#folder, name));
    this.#assets.set(name, known);
    return known;
  }
}
