import { create } from "zustand";
import type { JobId } from "../../models/vocabulary/ids.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";
import { openSettings } from "./view.ts";

/** Failed imports that the user has put away. */
export const useImports = create<{ readonly dismissed: ReadonlySet<JobId> }>()(() => ({
  dismissed: new Set(),
}));

/** Makes encoders of checkpoints that lie on the engine's disk. */
export async function importCheckpoints(paths: readonly string[], heads?: number): Promise<void> {
  try {
    for (const path of paths)
      await ask((api) => api.startImport({ path, ...(heads === undefined ? {} : { heads }) }));
  } catch (error) {
    reportTrouble(error);
  }
}

/** Fetches a release; the only call of the window that asks for a network. */
export async function downloadRelease(releaseId: string): Promise<void> {
  openSettings("encoders");
  await ask((api) => api.startDownload({ releaseId })).catch(reportTrouble);
}

export function dismissImport(jobId: JobId): void {
  useImports.setState(({ dismissed }) => ({ dismissed: new Set([...dismissed, jobId]) }));
}
