import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { ChipId, IntakeId, JobId, SceneId } from "../../models/vocabulary/ids.ts";
import type { ExamineEvent, RememberedAnswer } from "./examine.ts";
import type { SceneChoices } from "./intake.ts";
import type { Job } from "./jobs.ts";
import type { ChipSummary, SceneReport, SceneSummary } from "./scenes.ts";
import type { SearchAnswer, SearchRequest } from "./search.ts";

export interface ProjectSummary {
  /** Last part of the folder's path. */
  readonly name: string;
  readonly folder: string;
  readonly sceneCount: number;
  readonly chipCount: number;
  readonly freeDiskBytes: number;
}

/** The device that inference really runs on. */
export interface DeviceSummary {
  readonly provider: "cuda" | "webgpu" | "dml" | "coreml" | "cpu";
  readonly device: string;
  readonly encoderId: string;
  readonly encoderTitle: string;
  readonly dimensions: number;
  /** Measured during the last ingest, null before the first. */
  readonly chipsPerSecond: number | null;
  /** Why no faster device is used, one sentence; null when the fastest one is. */
  readonly note: string | null;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Everything the window may ask of the engine. A call rejects with an `EngineFailure` (see wire.ts) or as a bug. */
export interface EngineApi {
  project(input: undefined, options?: CallOptions): Promise<ProjectSummary>;
  device(input: undefined, options?: CallOptions): Promise<DeviceSummary>;
  scenes(input: undefined, options?: CallOptions): Promise<readonly SceneSummary[]>;
  inspect(input: { readonly path: string }, options?: CallOptions): Promise<SceneReport>;
  /** Chips of one scene that touch the box (all of them without one). */
  chips(
    input: { readonly sceneId: SceneId; readonly bounds?: LonLatBounds },
    options?: CallOptions,
  ): Promise<readonly ChipSummary[]>;
  chip(input: { readonly chipId: ChipId }, options?: CallOptions): Promise<ChipSummary>;
  /** The newest chip that covers a place, of one scene when given; null where there is none. */
  chipAt(
    input: { readonly at: LonLat; readonly sceneId?: SceneId },
    options?: CallOptions,
  ): Promise<ChipSummary | null>;
  search(input: SearchRequest, options?: CallOptions): Promise<SearchAnswer>;
  /** Looks at files and folders without taking them in. Remembered answers are given where a file raises a question. */
  examine(
    input: { readonly paths: readonly string[]; readonly choices?: SceneChoices },
    options?: CallOptions,
  ): Promise<AsyncIterable<ExamineEvent>>;
  /**
   * Gives the same answer to all these scenes and looks at them again. It is remembered for their product types, but
   * for a date, which is true of one acquisition only.
   */
  answerQuestion(
    input: { readonly ids: readonly IntakeId[]; readonly choices: SceneChoices },
    options?: CallOptions,
  ): Promise<AsyncIterable<ExamineEvent>>;
  /** Newest first. */
  rememberedAnswers(input: undefined, options?: CallOptions): Promise<readonly RememberedAnswer[]>;
  /** Like files are asked about again from now on; what is in the archive stays as it is. */
  forgetAnswer(input: { readonly productType: string }, options?: CallOptions): Promise<void>;
  startIngest(
    input: {
      readonly paths: readonly string[];
      /** What the user said of single files, by path. */
      readonly choices?: Readonly<Record<string, SceneChoices>>;
      readonly chipPixels?: number;
    },
    options?: CallOptions,
  ): Promise<JobId>;
  /** Writes the demo scenes into the project folder and ingests them. */
  startDemo(input: undefined, options?: CallOptions): Promise<JobId>;
  cancelJob(input: { readonly jobId: JobId }, options?: CallOptions): Promise<void>;
  /** Starts a cancelled or failed job again where it stopped. */
  resumeJob(input: { readonly jobId: JobId }, options?: CallOptions): Promise<JobId>;
  /** All jobs now, and again whenever one changes, at most five times a second. */
  watchJobs(input: undefined, options?: CallOptions): Promise<AsyncIterable<readonly Job[]>>;
}
