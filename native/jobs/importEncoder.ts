import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CheckpointError } from "../../models/checkpoint/checkpointError.ts";
import { openCheckpoint } from "../../models/checkpoint/openCheckpoint.ts";
import { type ClayOptions, defaultClayOptions } from "../../models/encoders/clay/options.ts";
import { recognizeClay } from "../../models/encoders/clay/recognize.ts";
import { ClayRefusal } from "../../models/encoders/clay/refusal.ts";
import { releaseOf } from "../../models/encoders/clay/releases.ts";
import { freeDiskBytes } from "../archive/openArchive.ts";
import type { BytesProgress } from "../contract/jobs.ts";
import { openFileSource } from "../encoders/fileSource.ts";
import { type EncoderManifest, manifestFile } from "../encoders/manifest.ts";
import type { ModelsFolder } from "../encoders/modelsFolder.ts";
import { writeClay, writtenBytes } from "../encoders/writeClay.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import type { StartInference } from "../inference/messages.ts";
import { software } from "../software.ts";
import { BytesMeter } from "./bytesMeter.ts";
import { embedSelfTest } from "./embedSelfTest.ts";

export interface ImportRequest {
  /** A checkpoint of Clay, `.ckpt`, `.pt` or `.safetensors`. */
  readonly path: string;
  /** What to call it; by its generation and width where nothing is said. */
  readonly id?: string;
  /** Attention heads, for checkpoints whose width is not one of the published ones. */
  readonly heads?: number;
  readonly generation?: "v1" | "v1.5";
  readonly options?: Partial<ClayOptions>;
}

export interface ImportParts {
  readonly models: ModelsFolder;
  readonly start: StartInference;
  readonly signal: AbortSignal;
  onProgress(progress: BytesProgress): void;
}

export interface ImportedEncoder {
  readonly manifest: EncoderManifest;
  /** False where the very same encoder was there already. */
  readonly isNew: boolean;
  readonly seconds: number;
}

/**
 * Turns an official checkpoint into an encoder of this computer: its tensors are read one by one, written as the network
 * wants them, and run once on the CPU; then it appears whole, or, whatever went wrong, nothing of it does.
 * @throws EngineError that says what is wrong with the file, the name or the disk.
 */
export async function importEncoder(request: ImportRequest, parts: ImportParts): Promise<ImportedEncoder> {
  const { models, signal } = parts;
  const started = performance.now();
  const { path } = request;
  await using source = await openFileSource(path);
  const checkpoint = await openCheckpoint(source).catch(refuse(path));
  const { prefix, config } = recognize(request, checkpoint);
  const release = releaseOf(config);
  const id = request.id ?? release.id;
  checkId(id, models);
  await using draft = await models.draft();
  try {
    checkDisk(models.folder, writtenBytes(config));
    const meter = new BytesMeter(parts.onProgress);
    const written = await writeClay(checkpoint, { path, prefix, config }, draft.folder, {
      signal,
      onBytes: (done, total) => meter.at(done, total),
    }).catch(refuse(path));
    const unproven = {
      format: 1 as const,
      family: "clay" as const,
      id,
      title: release.title,
      source: release.source,
      license: release.license,
      sha256: written.sha256,
      config,
      options: { ...defaultClayOptions, ...request.options },
      imported: { from: basename(path), at: new Date().toISOString(), software },
      front: written.front,
    };
    const same = findSame(unproven, request, models);
    if (same !== null && !(await models.isDamaged(same.id)))
      return { manifest: same, isNew: false, seconds: secondsSince(started) };
    const selfTest = await embedSelfTest(unproven, "fp32", draft.folder, parts);
    const manifest: EncoderManifest = {
      ...unproven,
      id: same?.id ?? id,
      variants: { fp32: { file: written.fp32, selfTest, cosineToFp32: null } },
    };
    await writeFile(join(draft.folder, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    signal.throwIfAborted();
    await draft.keepAs(manifest.id);
    return { manifest, isNew: true, seconds: secondsSince(started) };
  } catch (error) {
    throw diskFailure(error, models.folder);
  }
}

function recognize(
  { path, heads, generation }: ImportRequest,
  { tensors, hyperParameters }: Awaited<ReturnType<typeof openCheckpoint>>,
) {
  try {
    return recognizeClay(tensors, {
      hyperParameters,
      ...(heads !== undefined && { heads }),
      ...(generation !== undefined && { generation }),
    });
  } catch (error) {
    return refuse(path)(error);
  }
}

/** What is wrong with the checkpoint, as a failure that the user can act on. */
const refuse =
  (path: string) =>
  (error: unknown): never => {
    if (error instanceof CheckpointError || error instanceof ClayRefusal) {
      const detail =
        error instanceof CheckpointError
          ? `${error.detail}; download or copy the checkpoint again`
          : error.message;
      throw new EngineError({ kind: "checkpoint-refused", path, detail });
    }
    throw error;
  };

/** It becomes the name of a folder on any system. */
function checkId(id: string, models: ModelsFolder): void {
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(id);
  if (!/^[a-z0-9][a-z0-9._-]{0,62}[a-z0-9]$|^[a-z0-9]$/i.test(id) || isDevice)
    throw new EngineError({ kind: "encoder-id", encoderId: id });
  if (models.isBuiltIn(id)) throw new EngineError({ kind: "encoder-exists", encoderId: id });
}

function checkDisk(folder: string, neededBytes: number): void {
  const freeBytes = freeDiskBytes(folder);
  if (freeBytes >= neededBytes) return;
  const inWords = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
  throw new EngineError({
    kind: "disk-small",
    folder,
    needed: inWords(neededBytes),
    free: inWords(freeBytes),
  });
}

/**
 * The encoder with the same weights and settings, under this name or, where none was asked for, under any.
 * @throws EngineError where the name is taken by another one.
 */
function findSame(
  wanted: Pick<EncoderManifest, "id" | "sha256" | "config" | "options">,
  { id }: ImportRequest,
  models: ModelsFolder,
): EncoderManifest | null {
  const key = ({ sha256, config, options }: typeof wanted) => JSON.stringify([sha256, config, options]);
  const known = models.list().map(({ manifest }) => manifest);
  const same = known.find((one) => key(one) === key(wanted) && (id === undefined || one.id === id));
  if (same !== undefined) return same;
  if (known.some((one) => one.id === wanted.id))
    throw new EngineError({ kind: "encoder-exists", encoderId: wanted.id });
  return null;
}

const secondsSince = (started: number) => (performance.now() - started) / 1000;
