import type { IngestProgress, Job } from "../../native/contract/jobs.ts";
import { encoderTask } from "../state/encoderTask.ts";
import { count, duration, rate } from "../ui/format.ts";
import { doneOf } from "../ui/progressWords.ts";

/** `58.4 now, 55.2 on average`; empty before the first second. */
export function rates(progress: IngestProgress, seconds: number): string {
  const now = progress.recentChipsPerSecond.at(-1) ?? progress.chipsPerSecond;
  if (now === null || now === undefined) return "";
  const average = seconds > 0 ? progress.chipsDone / seconds : now;
  return `${rate(now)} now, ${rate(average)} on average`;
}

export function skipped(progress: IngestProgress): string {
  const parts = [
    progress.skippedCloud > 0 ? `${count(progress.skippedCloud)} cloud` : "",
    progress.skippedNodata > 0 ? `${count(progress.skippedNodata)} no data` : "",
  ];
  return parts.filter(Boolean).join(", ") || "none";
}

/** One line for a job that is over. */
export function outcome(job: Job): string {
  const done = doneOf(job);
  // An encoder appears whole or not at all; chips are saved as they come.
  const isWhole = encoderTask(job) !== null;
  const at = done === "" || isWhole ? "" : ` at ${done}`;
  const safe = isWhole || done === "" ? "nothing was changed" : "all are saved";
  switch (job.state.kind) {
    case "waiting":
      return "Waiting for the job before it.";
    case "running":
      return done;
    case "done":
      return done === "" ? `Done in ${duration(job.seconds)}` : `${done} in ${duration(job.seconds)}`;
    case "cancelled":
      return `Cancelled${at}; ${safe}.`;
    case "failed":
      return `Stopped${at}; ${safe}.`;
    case "crashed":
      return `Stopped${at}; nothing saved was lost. This is a fault in Argil.`;
  }
}
