import { basename, join } from "node:path";
import { defaultEncoder } from "../models/encoders/index.ts";
import type { JobId } from "../models/vocabulary/ids.ts";
import { forgetAnswer, listAnswers } from "./archive/answers.ts";
import { chipCovering, countChips, findChip, listChips } from "./archive/chips.ts";
import { forgetJob, listUnfinishedJobs, rememberJob } from "./archive/jobs.ts";
import { type Archive, freeDiskBytes, openArchive } from "./archive/openArchive.ts";
import { listScenes } from "./archive/scenes.ts";
import { VectorSearch } from "./archive/vectors.ts";
import type { EngineApi } from "./contract/engineApi.ts";
import type { SceneChoices } from "./contract/intake.ts";
import { writeDemoScenes } from "./demo/writeDemoScenes.ts";
import { cpuName } from "./inference/cpuName.ts";
import { Inference } from "./inference/inference.ts";
import type { StartInference } from "./inference/messages.ts";
import { Embedder, providerReason } from "./jobs/embedder.ts";
import { ingest } from "./jobs/ingest.ts";
import { defaultMinValidFraction, plannedWith } from "./jobs/ingestDefaults.ts";
import { Intake } from "./jobs/intake.ts";
import { JobQueue, type JobWork } from "./jobs/jobQueue.ts";
import { demoChipPixels, demoFolder } from "./jobs/runDemo.ts";
import { search } from "./jobs/search.ts";
import { inspectScene, refusedReport } from "./raster/scene/reportScene.ts";
import { ScenePool } from "./raster/scene/scenePool.ts";

/** The engine of one project: what the window may ask, and what its pictures are drawn from. */
export interface Engine {
  readonly api: EngineApi;
  readonly archive: Archive;
  readonly scenes: ScenePool;
  /** Scenes that were looked at and are not taken in yet. */
  readonly intake: Intake;
  close(): Promise<void>;
}

/** Kept with a job, so that it goes on after the program was closed or died. */
type JobRequest =
  | {
      readonly kind: "ingest";
      readonly paths: readonly string[];
      readonly chipPixels: number;
      /** By path; absent in requests of older versions. */
      readonly choices?: Readonly<Record<string, SceneChoices>>;
    }
  | { readonly kind: "demo" };

/** Puts the rooms together for one project folder. The only place that does. */
export function createEngine(folder: string, startInference: StartInference): Engine {
  const archive = openArchive(folder);
  const inference = new Inference(startInference);
  const embedder = new Embedder(defaultEncoder, inference);
  const vectors = new VectorSearch(archive);
  const scenes = new ScenePool();
  const queue = new JobQueue();
  const requests = new Map<JobId, JobRequest>();
  const { card } = defaultEncoder;
  let chipsPerSecond: number | null = null;
  const inspect = (path: string, choices: SceneChoices = {}) =>
    inspectScene(path, choices, { encoder: plannedWith(card) });
  const intake = new Intake({
    archive,
    inspect,
    refused: refusedReport,
    chipsPerSecond: () => chipsPerSecond,
  });

  const workOf = (request: JobRequest): JobWork => ({
    title: request.kind === "demo" ? "Demo project" : titleOf(request.paths),
    async run(signal, report) {
      const paths = request.kind === "demo" ? [join(folder, demoFolder)] : request.paths;
      if (request.kind === "demo") {
        report.phase("writing demo scenes");
        await writeDemoScenes(join(folder, demoFolder), { signal });
        report.phase("indexing");
      }
      const chipPixels = request.kind === "demo" ? demoChipPixels : request.chipPixels;
      const outcome = await ingest(
        {
          paths,
          chipPixels,
          minValidFraction: defaultMinValidFraction,
          choices: {},
          choicesByPath: request.kind === "ingest" ? (request.choices ?? {}) : {},
        },
        {
          archive,
          embedder,
          signal,
          onProgress: (progress) => {
            chipsPerSecond = progress.chipsPerSecond ?? chipsPerSecond;
            report.progress(progress);
          },
          onRefused: (file, reason) => report.refused({ file, reason }),
        },
      );
      for (const { file, reason } of outcome.ignored) report.refused({ file, reason });
    },
  });

  /** A job is forgotten when it is done or the user stopped it; one that the program's end cut off starts again. */
  const start = (request: JobRequest, id?: JobId): JobId => {
    const work = workOf(request);
    const jobId = queue.start(
      {
        ...work,
        async run(signal, report) {
          await work.run(signal, report);
          forgetJob(archive, jobId);
        },
      },
      id,
    );
    requests.set(jobId, request);
    rememberJob(archive, jobId, JSON.stringify(request));
    return jobId;
  };
  for (const { jobId, request } of listUnfinishedJobs(archive))
    start(JSON.parse(request) as JobRequest, jobId);

  const api: EngineApi = {
    project: async () => ({
      name: basename(folder),
      folder,
      ...countChips(archive),
      freeDiskBytes: freeDiskBytes(folder),
    }),
    device: async () => ({
      provider: embedder.provider,
      device: cpuName(),
      encoderId: card.id,
      encoderTitle: card.title,
      dimensions: card.dimensions,
      chipsPerSecond,
      note: providerReason,
    }),
    scenes: async () => listScenes(archive),
    inspect: ({ path }) => inspect(path),
    chips: async ({ sceneId, bounds }) =>
      listChips(archive, { sceneId, ...(bounds === undefined ? {} : { area: bounds }) }),
    chip: async ({ chipId }) => findChip(archive, chipId),
    chipAt: async ({ at, sceneId }) => chipCovering(archive, at, sceneId),
    search: async (request) => {
      const { all: _, ...answer } = search(request, { archive, vectors });
      return answer;
    },
    examine: async (input, options) => intake.examine(input, options?.signal),
    answerQuestion: async (input, options) => intake.answer(input, options?.signal),
    rememberedAnswers: async () => listAnswers(archive),
    forgetAnswer: async ({ productType }) => forgetAnswer(archive, productType),
    startIngest: async ({ chipPixels, ...wanted }) =>
      start({ kind: "ingest", chipPixels: chipPixels ?? card.defaultChipPixels, ...wanted }),
    startDemo: async () => start({ kind: "demo" }),
    cancelJob: async ({ jobId }) => {
      queue.cancel(jobId);
      forgetJob(archive, jobId);
    },
    resumeJob: async ({ jobId }) => {
      const request = requests.get(jobId);
      if (request !== undefined && queue.dropEnded(jobId)) start(request, jobId);
      return jobId;
    },
    watchJobs: async (_, options) => queue.watch(options?.signal),
  };

  return {
    api,
    archive,
    scenes,
    intake,
    async close() {
      await queue.close();
      await inference.close();
      await scenes.close();
      archive.close();
    },
  };
}

function titleOf(paths: readonly string[]): string {
  const [first = ""] = paths;
  return paths.length === 1 ? `Indexing ${basename(first)}` : `Indexing ${paths.length} files and folders`;
}
