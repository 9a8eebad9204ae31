import type { Precision } from "../../native/contract/encoders.ts";
import type { Job } from "../../native/contract/jobs.ts";

/** What a job does for an encoder. */
export type EncoderTask =
  | { readonly kind: "import"; readonly name: string }
  | { readonly kind: "download"; readonly name: string }
  | { readonly kind: "compare"; readonly precision: Precision };

/** Null of a job that reads scenes. Jobs carry no kind, but the engine writes their titles in one place. */
export function encoderTask({ title }: Pick<Job, "title">): EncoderTask | null {
  const [, verb, name = ""] = /^(Importing|Downloading) (.+)$/.exec(title) ?? [];
  if (verb !== undefined) return { kind: verb === "Importing" ? "import" : "download", name };
  const [, precision] = /^Comparing (fp16|int8) with fp32$/.exec(title) ?? [];
  return precision === undefined ? null : { kind: "compare", precision: precision as Precision };
}

/** A failed import, download or comparison that was tried again, which answers it. Jobs come newest first. */
export function isAnswered(job: Job, jobs: readonly Job[]): boolean {
  if (encoderTask(job) === null || job.state.kind !== "failed") return false;
  return jobs.findIndex(({ title }) => title === job.title) < jobs.indexOf(job);
}

/** Imports and downloads that are under way or failed, newest first; a later try stands for those before it. */
export function openImports(jobs: readonly Job[], dismissed: ReadonlySet<string>): readonly Job[] {
  const seen = new Set<string>();
  return jobs.filter((job) => {
    const task = encoderTask(job);
    if (task === null || task.kind === "compare" || seen.has(job.title)) return false;
    seen.add(job.title);
    return ["waiting", "running", "failed", "crashed"].includes(job.state.kind) && !dismissed.has(job.id);
  });
}
