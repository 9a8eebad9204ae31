import { create } from "zustand";
import { chooseInBrowser } from "../engine/chooseFiles.ts";
import { filesOfDrop, type NamedFile } from "../engine/droppedFiles.ts";
import { ask } from "../engine/engine.ts";
import { type UploadProgress, upload, worthUploading } from "../engine/upload.ts";
import { dismissFinished } from "./cards.ts";
import { examine } from "./examine.ts";
import { hint, reportTrouble } from "./notice.ts";
import { openRoom } from "./view.ts";

/** The copying of files to the browser host, while it goes on. */
export const useIntake = create<{ readonly upload: UploadProgress | null }>()(() => ({ upload: null }));

/** Asks for files or a folder, looks at what was chosen and indexes what is ready. */
export async function chooseAndIndex(what: "files" | "folder"): Promise<void> {
  await guarded(async () => {
    const { bridge } = window;
    if (!bridge) return indexUploads(await chooseInBrowser(what));
    return indexPaths(await (what === "files" ? bridge.pickFiles() : bridge.pickFolder()));
  });
}

/** Looks at what was dropped on the window and indexes what is ready. */
export async function indexDrop(transfer: DataTransfer): Promise<void> {
  await guarded(async () => {
    const { bridge } = window;
    if (bridge) return indexPaths(bridge.pathsOf([...transfer.files]));
    return indexUploads(await filesOfDrop(transfer));
  });
}

export async function openDemo(): Promise<void> {
  await guarded(async () => {
    await ask((api) => api.startDemo(undefined));
    openRoom("jobs");
  });
}

/** Indexes files that the system handed to the desktop app: opened with it, or given on its command line. */
export async function indexOpened(path: string): Promise<void> {
  await guarded(() => indexPaths([path]));
}

async function indexUploads(files: readonly NamedFile[]): Promise<void> {
  const chosen = worthUploading(files);
  if (files.length > 0 && chosen.length === 0)
    hint("There is no imagery in it: no GeoTIFF, JPEG 2000 or Sentinel-2 product.");
  if (chosen.length > 0) {
    openRoom("scenes");
    await indexPaths(await upload(chosen, (progress) => useIntake.setState({ upload: progress })));
  }
}

async function indexPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  useIntake.setState({ upload: null });
  openRoom("scenes");
  dismissFinished();
  await examine(paths);
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    reportTrouble(error);
  } finally {
    useIntake.setState({ upload: null });
  }
}
