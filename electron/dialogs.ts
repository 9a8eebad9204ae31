import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { type BrowserWindow, dialog, type OpenDialogOptions } from "electron";

const questions = {
  files: {
    properties: ["openFile", "multiSelections"],
    filters: [
      { name: "GeoTIFF", extensions: ["tif", "tiff"] },
      { name: "All files", extensions: ["*"] },
    ],
  },
  weights: {
    properties: ["openFile"],
    filters: [
      { name: "Weights of an encoder", extensions: ["ckpt", "pt", "pth", "safetensors"] },
      { name: "All files", extensions: ["*"] },
    ],
  },
  folder: { properties: ["openDirectory"] },
} satisfies Record<string, OpenDialogOptions>;

/** What can be asked for. */
export type Picked = keyof typeof questions;

/** What the window asked for; files where it is nothing known. */
export function pickedOf(what: unknown): Picked {
  return what === "folder" || what === "weights" ? what : "files";
}

/** Asks for files, weights or a folder; an empty list where the user backs out. */
export async function pick(what: Picked, window: BrowserWindow, stateFolder: string) {
  // Since Electron 43 dialogs start in Downloads each time unless told otherwise.
  const memory = path.join(stateFolder, "last-folder");
  const lastFolder = await readFile(memory, "utf8").catch(() => homedir());
  const { filePaths } = await dialog.showOpenDialog(window, { ...questions[what], defaultPath: lastFolder });
  const first = filePaths[0];
  if (first !== undefined) {
    await mkdir(stateFolder, { recursive: true });
    await writeFile(memory, what === "folder" ? first : path.dirname(first));
  }
  return filePaths;
}
