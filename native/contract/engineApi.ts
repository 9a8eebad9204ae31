import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { ChipId, JobId, SceneId } from "../../models/vocabulary/ids.ts";
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
  startIngest(
    input: { readonly paths: readonly string[]; readonly chipPixels?: number },
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
