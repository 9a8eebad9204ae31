import type { JobId } from "../../models/vocabulary/ids.ts";
import type { Precision } from "./encoders.ts";
import type { EngineFailure } from "./failures.ts";

export interface IngestProgress {
  /** Chips saved, already there or skipped so far. */
  readonly chipsDone: number;
  /** Chips in all scenes planned so far; grows while scenes are still being opened. */
  readonly chipsTotal: number;
  readonly scenesDone: number;
  readonly scenesTotal: number;
  readonly sceneTitle: string | null;
  readonly skippedNodata: number;
  readonly skippedCloud: number;
  readonly chipsPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Mean of the last seconds, oldest first; one number a second, at most 120. */
  readonly recentChipsPerSecond: readonly number[];
}

/** How far a file is that is imported or downloaded. */
export interface BytesProgress {
  readonly bytesDone: number;
  /** Null where nobody says how much will come. */
  readonly bytesTotal: number | null;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export type JobProgress =
  | ({ readonly kind: "chips" } & IngestProgress)
  | ({ readonly kind: "bytes" } & BytesProgress);

/** One input that was not taken, with one sentence that says why and what to do. */
export interface RefusedInput {
  readonly file: string;
  readonly reason: string;
}

export type JobPhase =
  | "writing demo scenes"
  | "indexing"
  | "importing the encoder"
  | "downloading"
  | "comparing precisions";

export type JobState =
  | { readonly kind: "waiting" }
  | { readonly kind: "running"; readonly phase: JobPhase }
  | { readonly kind: "done" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: EngineFailure; readonly sentence: string }
  | { readonly kind: "crashed"; readonly message: string };

/** What a job is about. */
export type JobTask =
  | { readonly kind: "ingest" | "demo" | "reembed" }
  | { readonly kind: "import"; readonly path: string }
  | { readonly kind: "download"; readonly releaseId: string }
  | { readonly kind: "compare"; readonly encoderId: string; readonly precision: Precision };

export interface Job {
  readonly id: JobId;
  readonly title: string;
  readonly task: JobTask;
  readonly state: JobState;
  readonly progress: JobProgress;
  readonly refused: readonly RefusedInput[];
  readonly startedAt: string;
  readonly seconds: number;
}
