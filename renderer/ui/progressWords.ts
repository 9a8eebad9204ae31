import type { Job, JobPhase } from "../../native/contract/jobs.ts";
import { bytesOf, count, duration, megabytes, speed } from "./format.ts";

/** What a job has dealt with, of what it knows of: chips of scenes, or bytes of a file. */
export function doneOf({ state, progress }: Job): string {
  if (progress.kind === "bytes") {
    const verb = state.kind === "running" && state.phase === "downloading" ? "fetched" : "written";
    return `${bytesOf(progress.bytesDone, state.kind === "done" ? null : progress.bytesTotal)} ${verb}`;
  }
  if (progress.chipsTotal === 0) return state.kind === "running" ? preparing(state.phase) : "";
  return `${count(progress.chipsDone)} of ${count(progress.chipsTotal)} chips`;
}

/** What goes on before there is anything to count. */
export function preparing(phase: JobPhase): string {
  return {
    indexing: "Opening scenes",
    "writing demo scenes": "Writing demo scenes",
    "importing the encoder": "Reading the checkpoint",
    downloading: "Asking for the file",
    "comparing precisions": "Choosing chips of this project",
  }[phase];
}

/** `210 MB/s, about 2 s left`; for chips, whose rate has a chart, the time alone. */
export function timeLeft({ progress }: Job): string {
  const left = progress.secondsLeft;
  if (progress.kind === "chips") return left === null ? "" : `${duration(left)} left`;
  const parts = [
    progress.bytesPerSecond === null ? "" : speed(progress.bytesPerSecond),
    left === null ? "" : `about ${duration(left)} left`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** How far it is, for a progress bar; a bar without a value moves without saying how far. */
export function shareDone({ progress }: Job): { readonly max: number; readonly value?: number } {
  if (progress.kind === "chips") return { max: Math.max(1, progress.chipsTotal), value: progress.chipsDone };
  const { bytesDone, bytesTotal } = progress;
  return bytesTotal === null ? { max: 1 } : { max: Math.max(1, bytesTotal), value: bytesDone };
}

/** The large figure of a job under way and what it counts; null before there is anything to count. */
export function figure({ progress }: Job): { readonly large: string; readonly of: string } | null {
  if (progress.kind === "bytes") {
    const { bytesDone, bytesTotal } = progress;
    return {
      large: megabytes(bytesDone),
      of: bytesTotal === null ? "MB" : `of ${megabytes(bytesTotal)} MB`,
    };
  }
  if (progress.chipsTotal === 0) return null;
  return { large: count(progress.chipsDone), of: `of ${count(progress.chipsTotal)} chips` };
}
