import type { Job } from "../../native/contract/jobs.ts";
import { ask } from "../engine/engine.ts";
import { dismissJob } from "./jobs.ts";
import { reportTrouble } from "./notice.ts";
import { openSettings } from "./view.ts";

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

/** Imports a checkpoint again with what was missing; its copy must not go with the job that failed. */
export async function importAgain({ id }: Pick<Job, "id">, path: string, heads: number): Promise<void> {
  await importCheckpoints([path], heads);
  await dismissJob(id);
}
