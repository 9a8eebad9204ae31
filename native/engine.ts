import { basename, join } from "node:path";
import type { JobId } from "../models/vocabulary/ids.ts";
import { forgetAnswer, listAnswers } from "./archive/answers.ts";
import { chipCovering, countChips, findChip, listChips } from "./archive/chips.ts";
import { forgetJob, listUnfinishedJobs, rememberJob } from "./archive/jobs.ts";
import { type Archive, freeDiskBytes, openArchive } from "./archive/openArchive.ts";
import { listScenes } from "./archive/scenes.ts";
import { VectorSearch } from "./archive/vectors.ts";
import type { EngineApi } from "./contract/engineApi.ts";
import type { SceneChoices } from "./contract/intake.ts";
import type { Job } from "./contract/jobs.ts";
import { ModelsFolder } from "./encoders/modelsFolder.ts";
import { dataFolder, modelsFolder } from "./folders.ts";
import { DeviceBook } from "./inference/deviceBook.ts";
import type { StartInference } from "./inference/messages.ts";
import { describeDevice } from "./jobs/describeDevice.ts";
import { EmbedderPool } from "./jobs/embedderPool.ts";
import { plannedWith } from "./jobs/ingestDefaults.ts";
import { Intake } from "./jobs/intake.ts";
import { JobQueue } from "./jobs/jobQueue.ts";
import { discardUpload, type JobRequest, workOf } from "./jobs/jobRequest.ts";
import { listEncoders } from "./jobs/listEncoders.ts";
import { listReleases } from "./jobs/listReleases.ts";
import { chooseEncoder, encoderFor, projectEncoderOrBuiltIn } from "./jobs/projectEncoderOf.ts";
import { search } from "./jobs/search.ts";
import { verifyEncoder } from "./jobs/verifyEncoder.ts";
import { whereInChips } from "./jobs/whereInChips.ts";
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

/** Folders that all projects share: what is known of this computer, and its encoders. */
const usualPlaces = () => ({ data: dataFolder(), models: modelsFolder() });

/** Puts the rooms together for one project folder. The only place that does. */
export function createEngine(folder: string, start: StartInference, places = usualPlaces()): Engine {
  const archive = openArchive(folder);
  const models = new ModelsFolder(places.models);
  const book = new DeviceBook({ file: join(places.data, "devices.json"), start, dataFolder: places.data });
  const devices = { start, devices: book, dataFolder: places.data };
  const embedders = new EmbedderPool(devices);
  const vectors = new VectorSearch(archive);
  const scenes = new ScenePool();
  const queue = new JobQueue();
  const requests = new Map<JobId, JobRequest>();
  const speeds = new Map<string, number>();
  const speedOf = (encoderId: string) => speeds.get(encoderId) ?? null;
  const inspect = (path: string, choices: SceneChoices = {}) =>
    inspectScene(path, choices, { encoder: plannedWith(projectEncoderOrBuiltIn(archive, models).encoder) });
  const intake = new Intake({
    archive,
    inspect,
    refused: refusedReport,
    chipsPerSecond: () => speedOf(projectEncoderOrBuiltIn(archive, models).encoder.card.id),
  });
  const jobParts = {
    archive,
    models,
    devices,
    embedders,
    scenes,
    onSpeed: (encoderId: string, chipsPerSecond: number) => void speeds.set(encoderId, chipsPerSecond),
  };

  /** A job is forgotten when it is done or the user stopped it; one that the program's end cut off starts again. */
  const startJob = (request: JobRequest, id?: JobId): JobId => {
    const work = workOf(request, jobParts);
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
    startJob(JSON.parse(request) as JobRequest, jobId);

  const api: EngineApi = {
    project: async () => ({
      name: basename(folder),
      folder,
      ...countChips(archive),
      freeDiskBytes: freeDiskBytes(folder),
    }),
    device: () => describeDevice({ archive, models, book, embedders, speedOf }),
    devices: () => book.all(),
    testDevices: () => book.testAgain(),
    encoders: () => listEncoders(models, archive),
    releases: async () => listReleases(),
    chooseEncoder: async (choice) => chooseEncoder(archive, models, choice),
    removeEncoder: ({ encoderId }) => models.remove(encoderId),
    verifyEncoder: ({ encoderId, precision }) =>
      embedders.use(models.find(encoderId, precision), verifyEncoder),
    scenes: async () => listScenes(archive),
    inspect: ({ path }) => inspect(path),
    chips: async ({ sceneId, bounds }) =>
      listChips(archive, { sceneId, ...(bounds === undefined ? {} : { area: bounds }) }),
    chip: async ({ chipId }) => findChip(archive, chipId),
    chipAt: async ({ at, sceneId }) => chipCovering(archive, at, sceneId),
    search: async (request) => {
      const { all: _, vector: __, space: ___, ...answer } = search(request, { archive, vectors });
      return answer;
    },
    whereInChips: async ({ chipIds, query }) => {
      const found = search({ ...query, limit: 1 }, { archive, vectors });
      const installed = models.find(found.space.encoderId, found.space.precision);
      return embedders.use(installed, (embedder) =>
        whereInChips(chipIds, found, embedder, { archive, scenes }),
      );
    },
    examine: async (input, options) => intake.examine(input, options?.signal),
    answerQuestion: async (input, options) => intake.answer(input, options?.signal),
    rememberedAnswers: async () => listAnswers(archive),
    forgetAnswer: async ({ productType }) => forgetAnswer(archive, productType),
    startIngest: async (wanted) => {
      encoderFor(archive, models);
      return startJob({ kind: "ingest", ...wanted });
    },
    startDemo: async () => startJob({ kind: "demo" }),
    startImport: async (wanted) => startJob({ kind: "import", ...wanted }),
    startDownload: async ({ releaseId }) => startJob({ kind: "download", releaseId }),
    startReembed: async () => startJob({ kind: "reembed" }),
    startComparison: async (wanted) => startJob({ kind: "compare", ...wanted }),
    cancelJob: async ({ jobId }) => {
      queue.cancel(jobId);
      forgetJob(archive, jobId);
    },
    resumeJob: async ({ jobId }) => {
      const request = requests.get(jobId);
      if (request !== undefined && queue.dropEnded(jobId)) startJob(request, jobId);
      return jobId;
    },
    dismissJob: async ({ jobId }) => {
      const request = requests.get(jobId);
      if (!queue.dropEnded(jobId)) return;
      forgetJob(archive, jobId);
      if (request?.kind !== "import") return;
      const isStillWanted = ({ task }: Job) => task.kind === "import" && task.path === request.path;
      if (!queue.list().some(isStillWanted)) await discardUpload(request.path, archive);
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
      await embedders.close();
      await scenes.close();
      archive.close();
    },
  };
}
