import type { SceneId } from "../../models/vocabulary/ids.ts";
import { hasEmbeddedChips } from "../archive/chips.ts";
import type { Archive } from "../archive/openArchive.ts";
import { removeScene } from "../archive/scenes.ts";
import type { IngestProgress } from "../contract/jobs.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import { reopenScene } from "../raster/scene/openScene.ts";
import type { Embedder } from "./embedder.ts";
import { findScenes } from "./findScenes.ts";
import { type ChipCounts, ingestScene, noChips } from "./ingestScene.ts";
import { type PlannedScene, type PlanRequest, planScene } from "./planScene.ts";
import { ProgressMeter } from "./progressMeter.ts";
import { registerScene } from "./registerScene.ts";

export interface IngestRequest extends PlanRequest {
  readonly paths: readonly string[];
  readonly minValidFraction: number;
}

export interface IngestParts {
  readonly archive: Archive;
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
  onProgress(progress: IngestProgress): void;
  onRefused?(file: string, reason: string): void;
}

export interface IngestedScene {
  readonly id: SceneId | null;
  readonly file: string;
  /** `question`: one answer (--sensor, --date) is missing. */
  readonly status: "done" | "question" | "refused";
  readonly reason?: string;
  readonly chips: ChipCounts;
}

export interface IngestReport {
  readonly scenes: readonly IngestedScene[];
  /** Rasters in a folder that are no imagery (masks, labels), passed over, with the reason. */
  readonly ignored: readonly { readonly file: string; readonly reason: string }[];
  readonly seconds: number;
  readonly chipsPerSecond: number;
}

/**
 * Files and folders become scenes, chips and vectors in the archive. One file that cannot be used is
 * refused with its reason and the others go on; running it again does only what is missing.
 */
export async function ingest(request: IngestRequest, parts: IngestParts): Promise<IngestReport> {
  const started = performance.now();
  parts.embedder.warmUp();
  const { candidates, refused } = await findScenes(request.paths);
  const scenes: IngestedScene[] = [];
  const ignored: { file: string; reason: string }[] = [];
  const refuse = (file: string, reason: string, status: "question" | "refused" = "refused") => {
    scenes.push({ id: null, file, status, reason, chips: noChips });
    parts.onRefused?.(file, reason);
  };
  for (const { file, reason } of refused) refuse(file, reason);

  const meter = new ProgressMeter(parts.onProgress);
  const planned: PlannedScene[] = [];
  for (const candidate of candidates) {
    parts.signal.throwIfAborted();
    const plan = await planScene(candidate, request, {
      archive: parts.archive,
      encoder: parts.embedder.encoder,
    });
    if (plan.kind === "planned") planned.push(plan.scene);
    else if (plan.kind === "ignored") ignored.push({ file: candidate.path, reason: plan.reason });
    else refuse(candidate.path, plan.reason, plan.kind);
    meter.planned(planned.length, plan.kind === "planned" ? plan.scene.cells.length : 0);
  }
  for (const plan of planned) {
    parts.signal.throwIfAborted();
    const done = await ingestPlanned(plan, request, parts, meter);
    if (done.status === "refused") parts.onRefused?.(done.file, done.reason ?? "");
    scenes.push(done);
  }
  const seconds = (performance.now() - started) / 1000;
  const embedded = scenes.reduce((sum, scene) => sum + scene.chips.embedded, 0);
  return { scenes, ignored, seconds, chipsPerSecond: seconds > 0 ? embedded / seconds : 0 };
}

async function ingestPlanned(
  plan: PlannedScene,
  request: IngestRequest,
  parts: IngestParts,
  meter: ProgressMeter,
): Promise<IngestedScene> {
  const { archive, embedder, signal } = parts;
  let sceneId: SceneId | null = null;
  let isNew = true;
  let chips = noChips;
  try {
    const scene = await reopenScene(plan.source, plan.reading);
    try {
      sceneId = await registerScene(scene, plan.ground, plan, { archive, signal });
      isNew = !hasEmbeddedChips(archive, sceneId);
      const space = embedder.spaceIn(archive, scene.bands);
      meter.sceneStarted(scene.title);
      const onSaved = (saved: ChipCounts) => {
        chips = sum(chips, saved);
        meter.saved(saved);
      };
      await ingestScene({
        ...parts,
        ...plan,
        scene,
        sceneId,
        space,
        minValidFraction: request.minValidFraction,
        onSaved,
      });
    } finally {
      await scene.close();
    }
    meter.sceneDone();
    if (chips.embedded + chips.alreadyThere > 0 || hasEmbeddedChips(archive, sceneId))
      return { id: sceneId, file: plan.source.path, status: "done", chips };
    throw new EngineError({ kind: "all-nodata", path: plan.source.path });
  } catch (error) {
    const failure = diskFailure(error, archive.folder);
    if (!(failure instanceof EngineError) || !isOfTheFile(failure)) throw failure;
    // A new file that breaks off half way leaves nothing behind: half a scene would pass for a whole one.
    // What an earlier run saved, in this chip size or another, stays.
    if (sceneId !== null && isNew) removeScene(archive, sceneId);
    meter.sceneDropped(plan.cells.length, chips);
    return { id: null, file: plan.source.path, status: "refused", reason: failure.message, chips: noChips };
  }
}

/** Failures of one file; all others (a full disk, a lost device) end the whole job. */
function isOfTheFile({ failure }: EngineError): boolean {
  return "path" in failure;
}

const sum = (one: ChipCounts, other: ChipCounts): ChipCounts => ({
  embedded: one.embedded + other.embedded,
  alreadyThere: one.alreadyThere + other.alreadyThere,
  skippedNodata: one.skippedNodata + other.skippedNodata,
  skippedCloud: one.skippedCloud + other.skippedCloud,
});
