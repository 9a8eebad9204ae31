import { create } from "zustand";
import type { JobId } from "../../models/vocabulary/ids.ts";
import type { Job } from "../../native/contract/jobs.ts";
import { ask } from "../engine/engine.ts";
import { troubleOf } from "../engine/failure.ts";
import { reportTrouble } from "./notice.ts";

/** All jobs as the engine last told, newest first. */
export const useJobs = create<{ readonly jobs: readonly Job[] }>()(() => ({ jobs: [] }));

/** Follows the engine's jobs until the line breaks. */
export async function watchJobs(): Promise<void> {
  try {
    const updates = await ask((api) => api.watchJobs(undefined));
    for await (const jobs of updates) {
      useJobs.setState({ jobs: jobs.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt)) });
    }
  } catch (error) {
    if (troubleOf(error).kind === "failure") reportTrouble(error);
  }
}

export async function cancelJob(jobId: JobId): Promise<void> {
  await ask((api) => api.cancelJob({ jobId })).catch(reportTrouble);
}

export async function resumeJob(jobId: JobId): Promise<void> {
  await ask((api) => api.resumeJob({ jobId })).catch(reportTrouble);
}

/** Takes a job that has ended off the list. */
export async function dismissJob(jobId: JobId): Promise<void> {
  await ask((api) => api.dismissJob({ jobId })).catch(reportTrouble);
}

export function isUnderWay(job: Pick<Job, "state">): boolean {
  return job.state.kind === "running" || job.state.kind === "waiting";
}

/** The job the status bar speaks of. */
export function currentJob(jobs: readonly Job[]): Job | null {
  return jobs.find((job) => job.state.kind === "running") ?? jobs.find(isUnderWay) ?? null;
}

/** Changes whenever a job has saved something new, so that what shows it can be loaded again. */
export function savedSoFar(jobs: readonly Job[]): string {
  return jobs
    .map(({ id, state, progress }) =>
      progress.kind === "chips"
        ? `${id}:${state.kind}:${progress.chipsDone}:${progress.scenesDone}`
        : `${id}:${state.kind}`,
    )
    .join();
}
