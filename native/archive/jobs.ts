import type { JobId } from "../../models/vocabulary/ids.ts";
import type { Archive } from "./openArchive.ts";

/** Keeps what a job was asked to do until it is done, so that it can go on after a crash. */
export function rememberJob({ database }: Archive, jobId: JobId, request: string): void {
  database.prepare("INSERT OR REPLACE INTO jobs (job_id, request) VALUES (?, ?)").run(jobId, request);
}

export function forgetJob({ database }: Archive, jobId: JobId): void {
  database.prepare("DELETE FROM jobs WHERE job_id = ?").run(jobId);
}

/** Jobs that were neither done nor stopped by the user, oldest first. */
export function listUnfinishedJobs({ database }: Archive): { jobId: JobId; request: string }[] {
  return database
    .prepare<[], { jobId: JobId; request: string }>(
      "SELECT job_id AS jobId, request FROM jobs ORDER BY rowid",
    )
    .all();
}
