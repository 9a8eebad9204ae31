import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { EngineError } from "../engineError.ts";

/** A file to look at. One that the user named is always reported; one found in a folder may be passed over. */
export interface RasterCandidate {
  readonly path: string;
  readonly isNamed: boolean;
}

export interface RefusedPath {
  readonly file: string;
  readonly reason: string;
}

const rasterPattern = /\.tiff?$/i;

/** Files as named, and every .tif and .tiff below the folders, in a fixed order; what is not there is refused. */
export async function findRasters(
  paths: readonly string[],
): Promise<{ candidates: RasterCandidate[]; refused: RefusedPath[] }> {
  const candidates = new Map<string, RasterCandidate>();
  const refused: RefusedPath[] = [];
  for (const path of paths.map((path) => resolve(path))) {
    try {
      const isFolder = await isDirectory(path);
      const found = isFolder ? await rastersBelow(path) : [path];
      if (found.length === 0) throw new EngineError({ kind: "no-rasters", path });
      for (const file of found)
        if (!candidates.has(file)) candidates.set(file, { path: file, isNamed: !isFolder });
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      refused.push({ file: path, reason: error.message });
    }
  }
  return { candidates: [...candidates.values()], refused };
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function rastersBelow(folder: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, error);
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Hidden folders hold thumbnails and trash, not scenes.
    if (entry.isDirectory() && !entry.name.startsWith(".")) found.push(...(await rastersBelow(path)));
    else if (rasterPattern.test(entry.name) && !entry.name.startsWith("._")) found.push(path);
  }
  return found;
}

function unreadable(path: string, error: unknown): EngineError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  if (code === "ENOENT" || code === "ENOTDIR") return new EngineError({ kind: "file-missing", path });
  return new EngineError({ kind: "file-unreadable", path, detail: code });
}
