import type { Job, JobTask } from "../../native/contract/jobs.ts";

/** What a job does for an encoder. */
export type EncoderTask = Extract<JobTask, { readonly kind: "import" | "download" | "compare" }>;

/** Null of a job that reads scenes. */
export function encoderTask({ task }: Pick<Job, "task">): EncoderTask | null {
  return task.kind === "import" || task.kind === "download" || task.kind === "compare" ? task : null;
}

/** A failed import, download or comparison that was tried again, which answers it. Jobs come newest first. */
export function isAnswered(job: Job, jobs: readonly Job[]): boolean {
  if (encoderTask(job) === null || job.state.kind !== "failed") return false;
  return jobs.findIndex((other) => taskKey(other) === taskKey(job)) < jobs.indexOf(job);
}

/** Imports and downloads that are under way or failed, newest first; a later try stands for those before it. */
export function openImports(jobs: readonly Job[]): readonly Job[] {
  const seen = new Set<string>();
  return jobs.filter((job) => {
    const task = encoderTask(job);
    if (task === null || task.kind === "compare" || seen.has(taskKey(job))) return false;
    seen.add(taskKey(job));
    return ["waiting", "running", "failed", "crashed"].includes(job.state.kind);
  });
}

const taskKey = ({ task }: Job) => JSON.stringify(task);
