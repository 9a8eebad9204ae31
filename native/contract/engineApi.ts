import type { LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { ChipId, IntakeId, JobId, SceneId } from "../../models/vocabulary/ids.ts";
import type { DeviceProvider, DeviceVerdict } from "./devices.ts";
import type {
  ClayOptions,
  EncoderRelease,
  EncoderSummary,
  EncoderVerdict,
  PatchSimilarity,
  Precision,
} from "./encoders.ts";
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
  readonly provider: DeviceProvider;
  readonly device: string;
  readonly precision: Precision;
  /** Of the self-test on it with the stored embedding; null before the first run. */
  readonly selfTestCosine: number | null;
  /** Providers that were not taken, fastest first, each with one sentence. */
  readonly passedOver: readonly { readonly provider: DeviceProvider; readonly reason: string }[];
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
  /** What every provider of this computer comes to; probed where nothing is known yet. */
  devices(input: undefined, options?: CallOptions): Promise<readonly DeviceVerdict[]>;
  /** Forgets what is known and probes again. */
  testDevices(input: undefined, options?: CallOptions): Promise<readonly DeviceVerdict[]>;
  encoders(input: undefined, options?: CallOptions): Promise<readonly EncoderSummary[]>;
  /** Checkpoints that can be downloaded; asking fetches nothing. */
  releases(input: undefined, options?: CallOptions): Promise<readonly EncoderRelease[]>;
  /** Embeds and searches with it from now on; a precision beside fp32 only after a comparison on this project's chips. */
  chooseEncoder(
    input: { readonly encoderId: string; readonly precision: Precision },
    options?: CallOptions,
  ): Promise<void>;
  removeEncoder(input: { readonly encoderId: string }, options?: CallOptions): Promise<void>;
  /** Proves its files by their hashes and its numbers by the self-test. */
  verifyEncoder(
    input: { readonly encoderId: string; readonly precision: Precision },
    options?: CallOptions,
  ): Promise<EncoderVerdict>;
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
  /** Where in these chips it looks like the query of a search; needs an encoder with patches. */
  whereInChips(
    input: { readonly chipIds: readonly ChipId[]; readonly query: Omit<SearchRequest, "limit"> },
    options?: CallOptions,
  ): Promise<readonly PatchSimilarity[]>;
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
  /** Makes an encoder of a checkpoint. */
  startImport(
    input: {
      readonly path: string;
      readonly id?: string;
      readonly heads?: number;
      /** As the reference does it where nothing is said. */
      readonly options?: Partial<ClayOptions>;
    },
    options?: CallOptions,
  ): Promise<JobId>;
  /** Fetches a release over the network and imports it. */
  startDownload(input: { readonly releaseId: string }, options?: CallOptions): Promise<JobId>;
  /** Embeds every chip of the project with its encoder, beside the embeddings of others. */
  startReembed(input: undefined, options?: CallOptions): Promise<JobId>;
  /** Measures how far a precision agrees with fp32 on chips of this project. */
  startComparison(
    input: { readonly encoderId: string; readonly precision: Precision },
    options?: CallOptions,
  ): Promise<JobId>;
  cancelJob(input: { readonly jobId: JobId }, options?: CallOptions): Promise<void>;
  /** Starts a cancelled or failed job again where it stopped. */
  resumeJob(input: { readonly jobId: JobId }, options?: CallOptions): Promise<JobId>;
  /** Takes a job that has ended off the list; a copied checkpoint that no other job waits for is deleted. */
  dismissJob(input: { readonly jobId: JobId }, options?: CallOptions): Promise<void>;
  /** All jobs now, and again whenever one changes, at most five times a second. */
  watchJobs(input: undefined, options?: CallOptions): Promise<AsyncIterable<readonly Job[]>>;
}
