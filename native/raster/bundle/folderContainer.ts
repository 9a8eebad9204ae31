import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { failureOfFile, openFileSource } from "../files/byteSource.ts";
import type { Container } from "./zipContainer.ts";

/** All files below a folder. @throws EngineError when it cannot be read. */
export async function openFolder(path: string): Promise<Container> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw failureOfFile(path, error);
  });
  const names = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join("/"));
  return {
    path,
    entries: names.sort(),
    open: (entry) => openFileSource(join(path, entry)),
    close: async () => undefined,
  };
}
