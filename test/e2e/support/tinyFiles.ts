import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TinyScene, writeTinyScene } from "../../support/tinyScene.ts";
import type { FileToAdd } from "../pages/StartPage.ts";

/** A small Sentinel-2-like scene as a file to drop; by its name it has a date or none. */
export async function tinyFile(name: string, scene: TinyScene = {}): Promise<FileToAdd> {
  const folder = await mkdtemp(join(tmpdir(), "argil-e2e-tiny-"));
  try {
    const path = await writeTinyScene(join(folder, name), scene);
    return { name, mimeType: "image/tiff", buffer: await readFile(path) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that is not what its name says. */
export const textFile: FileToAdd = {
  name: "notes.tif",
  mimeType: "image/tiff",
  buffer: Buffer.from("this is a text file"),
};
