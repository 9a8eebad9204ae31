import { create } from "zustand";
import { isCheckpointName } from "../engine/checkpointFiles.ts";
import { chooseInBrowser } from "../engine/chooseFiles.ts";
import { filesOfDrop, type NamedFile } from "../engine/droppedFiles.ts";
import { ask } from "../engine/engine.ts";
import { topsOf, type UploadProgress, upload, worthUploading } from "../engine/upload.ts";
import { dismissFinished } from "./cards.ts";
import { examine } from "./examine.ts";
import { importCheckpoints } from "./imports.ts";
import { hint, reportTrouble } from "./notice.ts";
import { openRoom, openSettings } from "./view.ts";

/** The copying of files to the browser host, while it goes on. */
export const useIntake = create<{ readonly upload: UploadProgress | null }>()(() => ({ upload: null }));

/** Asks for files or a folder, looks at what was chosen and indexes what is ready. */
export async function chooseAndIndex(what: "files" | "folder"): Promise<void> {
  await guarded(async () => {
    const { bridge } = window;
    if (!bridge) return takeUploads(await chooseInBrowser(what));
    return takePaths(await (what === "files" ? bridge.pickFiles() : bridge.pickFolder()));
  });
}

/** Asks for checkpoints and makes encoders of them. */
export async function chooseWeights(): Promise<void> {
  await guarded(async () => {
    const { bridge } = window;
    openSettings("encoders");
    if (bridge) return takePaths(await bridge.pickWeights());
    return takeUploads(await chooseInBrowser("weights"));
  });
}

/** Takes what was dropped on the window: scenes are looked at and indexed, weights become encoders. */
export async function takeDrop(transfer: DataTransfer): Promise<void> {
  await guarded(async () => {
    const { bridge } = window;
    if (bridge) return takePaths(bridge.pathsOf([...transfer.files]));
    return takeUploads(await filesOfDrop(transfer));
  });
}

export async function openDemo(): Promise<void> {
  await guarded(async () => {
    await ask((api) => api.startDemo(undefined));
    openRoom("jobs");
  });
}

/** Takes files that the system handed to the desktop app: opened with it, or given on its command line. */
export async function takeOpened(path: string): Promise<void> {
  await guarded(() => takePaths([path]));
}

/** Scenes come first: they may raise questions, and weights take minutes to copy. */
async function takeUploads(files: readonly NamedFile[]): Promise<void> {
  const scenes = worthUploading(files);
  // Not those in folders, which may hold whatever a training run left behind.
  const weights = files.filter(({ name }) => isCheckpointName(name) && !name.includes("/"));
  if (files.length > 0 && scenes.length + weights.length === 0)
    hint("There is no imagery in it: no GeoTIFF, JPEG 2000 or Sentinel-2 product.");
  openRoomFor(scenes.length, weights.length);
  const onProgress = (progress: UploadProgress) => useIntake.setState({ upload: progress });
  const looking = indexPaths(scenes.length === 0 ? [] : topsOf(await upload(scenes, onProgress)));
  if (weights.length > 0)
    await importCheckpoints((await upload(weights, onProgress)).map(({ path }) => path));
  useIntake.setState({ upload: null });
  await looking;
}

async function takePaths(paths: readonly string[]): Promise<void> {
  const weights = paths.filter(isCheckpointName);
  const scenes = paths.filter((path) => !isCheckpointName(path));
  openRoomFor(scenes.length, weights.length);
  await Promise.all([importCheckpoints(weights), indexPaths(scenes)]);
}

function openRoomFor(sceneCount: number, weightsCount: number): void {
  if (sceneCount > 0) openRoom("scenes");
  else if (weightsCount > 0) openSettings("encoders");
}

async function indexPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  useIntake.setState({ upload: null });
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
