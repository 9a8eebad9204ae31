import type { SceneId } from "../../models/vocabulary/ids.ts";
import { hasEmbeddedChips } from "../archive/chips.ts";
import type { Archive } from "../archive/openArchive.ts";
import { removeScene } from "../archive/scenes.ts";
import type { IngestProgress } from "../contract/jobs.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import {
  type GroundCell,
  type GroundGrid,
  groundGridOf,
  planCells,
  sceneBoundsIn,
} from "../raster/groundGrid.ts";
import { openReadyScene, openScene, type SceneChoices } from "../raster/openScene.ts";
import type { Scene } from "../raster/scene.ts";
import type { Embedder } from "./embedder.ts";
import { findRasters, type RasterCandidate } from "./findRasters.ts";
import { type ChipCounts, ingestScene, noChips } from "./ingestScene.ts";
import { ProgressMeter } from "./progressMeter.ts";
import { registerScene } from "./registerScene.ts";

export interface IngestRequest {
  readonly paths: readonly string[];
  readonly chipPixels: number;
  readonly minValidFraction: number;
  readonly choices: SceneChoices;
  /** What was said of single files; outranks `choices`. */
  readonly choicesByPath?: Readonly<Record<string, SceneChoices>>;
}

const choicesFor = ({ choices, choicesByPath }: IngestRequest, path: string): SceneChoices => ({
  ...choices,
  ...choicesByPath?.[path],
});

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

interface PlannedScene {
  readonly path: string;
  readonly ground: GroundGrid;
  readonly cells: readonly GroundCell[];
}

/**
 * Files and folders become scenes, chips and vectors in the archive. One file that cannot be used is
 * refused with its reason and the others go on; running it again does only what is missing.
 */
export async function ingest(request: IngestRequest, parts: IngestParts): Promise<IngestReport> {
  const started = performance.now();
  parts.embedder.warmUp();
  const { candidates, refused } = await findRasters(request.paths);
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
    const plan = await planScene(candidate, request);
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

type Plan =
  | { readonly kind: "planned"; readonly scene: PlannedScene }
  | { readonly kind: "ignored" | "question" | "refused"; readonly reason: string };

async function planScene({ path, isNamed }: RasterCandidate, request: IngestRequest): Promise<Plan> {
  try {
    const opened = await openScene(path, choicesFor(request, path));
    try {
      if (opened.outcome.kind !== "ready") throw new EngineError(opened.outcome.failure);
      const { scene } = opened.outcome;
      const ground = groundGridOf(scene.grid, scene.sensor.gsdMeters, request.chipPixels);
      refuseTooSmall(scene, ground);
      return { kind: "planned", scene: { path, ground, cells: planCells(scene.grid, ground) } };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { kind } = error.failure;
    if (kind === "not-imagery" && !isNamed) return { kind: "ignored", reason: error.message };
    return {
      kind: kind === "no-date" || kind === "bands-unknown" ? "question" : "refused",
      reason: error.message,
    };
  }
}

function refuseTooSmall(scene: Scene, ground: GroundGrid): void {
  const [minX, minY, maxX, maxY] = sceneBoundsIn(scene.grid, ground.crs);
  const side = ground.pixelSize * ground.chipPixels * 0.999;
  if (maxX - minX >= side && maxY - minY >= side) return;
  const { width, height } = scene.grid;
  throw new EngineError({
    kind: "too-small",
    path: scene.path,
    width,
    height,
    chipPixels: ground.chipPixels,
  });
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
  const choices = choicesFor(request, plan.path);
  try {
    const scene = await openReadyScene(plan.path, choices);
    try {
      sceneId = await registerScene(scene, plan.ground, choices, { archive, signal });
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
      return { id: sceneId, file: plan.path, status: "done", chips };
    throw new EngineError({ kind: "all-nodata", path: plan.path });
  } catch (error) {
    const failure = diskFailure(error, archive.folder);
    if (!(failure instanceof EngineError) || !isOfTheFile(failure)) throw failure;
    // A new file that breaks off half way leaves nothing behind: half a scene would pass for a whole one.
    // What an earlier run saved, in this chip size or another, stays.
    if (sceneId !== null && isNew) removeScene(archive, sceneId);
    meter.sceneDropped(plan.cells.length, chips);
    return { id: null, file: plan.path, status: "refused", reason: failure.message, chips: noChips };
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
