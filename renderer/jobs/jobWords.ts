import type { Job } from "../../native/contract/jobs.ts";
import { count, duration, rate } from "../ui/format.ts";

/** Chips that a job has dealt with, of those it knows of. */
export function chipsOf({ state, progress }: Job): string {
  if (state.kind === "running" && progress.chipsTotal === 0) return preparing(state.phase);
  return `${count(progress.chipsDone)} of ${count(progress.chipsTotal)} chips`;
}

/** What goes on before there is anything to count. */
export function preparing(phase: "writing demo scenes" | "indexing"): string {
  return phase === "indexing" ? "Opening scenes" : "Writing demo scenes";
}

export function timeLeft({ progress }: Job): string {
  return progress.secondsLeft === null ? "" : `${duration(progress.secondsLeft)} left`;
}

/** `58.4 now, 55.2 on average`; empty before the first second. */
export function rates({ progress, seconds }: Job): string {
  const now = progress.recentChipsPerSecond.at(-1) ?? progress.chipsPerSecond;
  if (now === null || now === undefined) return "";
  const average = seconds > 0 ? progress.chipsDone / seconds : now;
  return `${rate(now)} now, ${rate(average)} on average`;
}

export function skipped({ progress }: Job): string {
  const parts = [
    progress.skippedCloud > 0 ? `${count(progress.skippedCloud)} cloud` : "",
    progress.skippedNodata > 0 ? `${count(progress.skippedNodata)} no data` : "",
  ];
  return parts.filter(Boolean).join(", ") || "none";
}

/** One line for a job that is over. */
export function outcome(job: Job): string {
  const done = `${chipsOf(job)} in ${duration(job.seconds)}`;
  switch (job.state.kind) {
    case "waiting":
      return "Waiting for the job before it.";
    case "running":
      return job.state.phase === "indexing" ? done : "Writing the demo scenes.";
    case "done":
      return done;
    case "cancelled":
      return `Cancelled at ${chipsOf(job)}; all are saved.`;
    case "failed":
      return `Stopped at ${chipsOf(job)}; all are saved.`;
    case "crashed":
      return `Stopped at ${chipsOf(job)}; nothing saved was lost. This is a fault in Argil.`;
  }
}
