import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Archive } from "../archive/openArchive.ts";
import type { Precision } from "../contract/encoders.ts";
import type { SceneChoices } from "../contract/intake.ts";
import type { BytesProgress, JobTask } from "../contract/jobs.ts";
import { writeDemoScenes } from "../demo/writeDemoScenes.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import type { DeviceParts } from "../inference/deviceRunner.ts";
import type { ScenePool } from "../raster/scene/scenePool.ts";
import { comparePrecision } from "./comparePrecision.ts";
import { downloadRelease } from "./downloadRelease.ts";
import type { EmbedderPool } from "./embedderPool.ts";
import { type ImportRequest, importEncoder } from "./importEncoder.ts";
import { type IngestParts, ingest } from "./ingest.ts";
import { defaultMinValidFraction } from "./ingestDefaults.ts";
import type { JobReporter, JobWork } from "./jobQueue.ts";
import { encoderFor } from "./projectEncoderOf.ts";
import { reembed } from "./reembed.ts";
import { demoChipPixels, demoFolder } from "./runDemo.ts";

/** What a job was asked to do; kept with it, so that it goes on after the program was closed or died. */
export type JobRequest =
  | {
      readonly kind: "ingest";
      readonly paths: readonly string[];
      /** As the encoder likes where none is given. */
      readonly chipPixels?: number;
      /** By path; absent in requests of older versions. */
      readonly choices?: Readonly<Record<string, SceneChoices>>;
    }
  | { readonly kind: "demo" }
  | { readonly kind: "reembed" }
  | ({ readonly kind: "import" } & Pick<ImportRequest, "path" | "id" | "heads" | "options">)
  | { readonly kind: "download"; readonly releaseId: string }
  | { readonly kind: "compare"; readonly encoderId: string; readonly precision: Precision };

export interface JobParts {
  readonly archive: Archive;
  readonly models: ModelsFolder;
  readonly devices: DeviceParts;
  readonly embedders: EmbedderPool;
  readonly scenes: ScenePool;
  onSpeed(encoderId: string, chipsPerSecond: number): void;
}

/** What the queue runs for a request. */
export function workOf(request: JobRequest, parts: JobParts): JobWork {
  return {
    title: titleOf(request),
    task: taskOf(request),
    run: (signal, report) => run(request, signal, report, parts),
  };
}

async function run(
  request: JobRequest,
  signal: AbortSignal,
  report: JobReporter,
  parts: JobParts,
): Promise<void> {
  const { archive, models } = parts;
  const onBytes = (progress: BytesProgress) => report.progress({ kind: "bytes", ...progress });
  switch (request.kind) {
    case "demo": {
      const folder = join(archive.folder, demoFolder);
      report.phase("writing demo scenes");
      await writeDemoScenes(folder, { signal });
      report.phase("indexing");
      return index({ paths: [folder], chipPixels: demoChipPixels }, signal, report, parts);
    }
    case "ingest":
      return index(request, signal, report, parts);
    case "reembed":
      return embedding(signal, report, parts, async (ingestParts) => void (await reembed(ingestParts)));
    case "import":
      report.phase("importing the encoder");
      await importEncoder(request, { models, start: parts.devices.start, signal, onProgress: onBytes });
      return discardUpload(request.path, archive);
    case "download": {
      report.phase("downloading");
      const file = await downloadRelease(request.releaseId, { models, signal, onProgress: onBytes });
      report.phase("importing the encoder");
      await importEncoder(file, { models, start: parts.devices.start, signal, onProgress: onBytes });
      return file.discard();
    }
    case "compare":
      report.phase("comparing precisions");
      await comparePrecision(request, {
        ...parts,
        signal,
        onBytes,
        onChips: (progress) => report.progress({ kind: "chips", ...progress }),
      });
      return;
    default:
      return request satisfies never;
  }
}

/** Where checkpoints land below the project folder that a browser window brings. */
export const uploadedCheckpoints = "checkpoints";

/** The copy that was made for a browser window serves no more once its encoder is there, or nobody wants it any more. */
export async function discardUpload(path: string, { folder }: Archive): Promise<void> {
  if (dirname(path) === join(folder, uploadedCheckpoints)) await rm(path, { force: true });
}

type IndexRequest = Pick<JobRequest & { kind: "ingest" }, "paths" | "chipPixels" | "choices">;

function index(
  { paths, chipPixels, choices = {} }: IndexRequest,
  signal: AbortSignal,
  report: JobReporter,
  parts: JobParts,
): Promise<void> {
  return embedding(signal, report, parts, async (ingestParts) => {
    const outcome = await ingest(
      {
        paths,
        chipPixels: chipPixels ?? ingestParts.embedder.encoder.card.defaultChipPixels,
        minValidFraction: defaultMinValidFraction,
        choices: {},
        choicesByPath: choices,
      },
      ingestParts,
    );
    for (const { file, reason } of outcome.ignored) report.refused({ file, reason });
  });
}

/** With the project's encoder loaded. */
function embedding(
  signal: AbortSignal,
  report: JobReporter,
  { archive, models, embedders, onSpeed }: JobParts,
  work: (parts: IngestParts) => Promise<void>,
): Promise<void> {
  const installed = encoderFor(archive, models);
  return embedders.use(installed, (embedder) =>
    work({
      archive,
      embedder,
      signal,
      onProgress: (progress) => {
        if (progress.chipsPerSecond !== null) onSpeed(installed.encoder.card.id, progress.chipsPerSecond);
        report.progress({ kind: "chips", ...progress });
      },
      onRefused: (file, reason) => report.refused({ file, reason }),
    }),
  );
}

/** What the window is told of it. */
function taskOf(request: JobRequest): JobTask {
  switch (request.kind) {
    case "import":
      return { kind: "import", path: request.path };
    case "download":
    case "compare":
      return request;
    default:
      return { kind: request.kind };
  }
}

function titleOf(request: JobRequest): string {
  switch (request.kind) {
    case "demo":
      return "Demo project";
    case "ingest": {
      const [first = ""] = request.paths;
      return request.paths.length === 1
        ? `Indexing ${basename(first)}`
        : `Indexing ${request.paths.length} files and folders`;
    }
    case "reembed":
      return "Embedding all chips with the project's encoder";
    case "import":
      return `Importing ${basename(request.path)}`;
    case "download":
      return `Downloading ${request.releaseId}`;
    case "compare":
      return `Comparing ${request.precision} with fp32`;
    default:
      return request satisfies never;
  }
}
