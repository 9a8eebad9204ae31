import type { Encoder } from "../../models/encoders/encoder.ts";
import { productTypeOf } from "../../models/sensors/productType.ts";
import type { Archive } from "../archive/openArchive.ts";
import type { EngineFailure } from "../contract/failures.ts";
import type { SceneChoices } from "../contract/intake.ts";
import { describeFailure } from "../describeFailure.ts";
import { EngineError } from "../engineError.ts";
import type { SceneSource } from "../raster/bundle/sceneSource.ts";
import {
  type GroundCell,
  type GroundGrid,
  groundGridOf,
  planCells,
  sceneBoundsIn,
} from "../raster/place/groundGrid.ts";
import { openScene } from "../raster/scene/openScene.ts";
import type { Scene, SceneReading } from "../raster/scene/scene.ts";
import { sceneRendering } from "../raster/scene/sceneRendering.ts";
import { answerFromMemory } from "./answerFromMemory.ts";
import { inputOf } from "./chipsOfScene.ts";
import type { SceneCandidate } from "./findScenes.ts";
import type { Provenance } from "./registerScene.ts";

/** A scene that was judged and can be taken in. */
export interface PlannedScene extends Provenance {
  readonly source: SceneSource;
  readonly reading: SceneReading;
  readonly ground: GroundGrid;
  readonly cells: readonly GroundCell[];
}

/** What is asked of all scenes of an ingest, and of single ones. */
export interface PlanRequest {
  readonly chipPixels: number;
  readonly choices: SceneChoices;
  /** What was said of single files; outranks `choices`. */
  readonly choicesByPath?: Readonly<Record<string, SceneChoices>>;
}

/** What a scene is planned for. */
export interface PlanParts {
  readonly archive: Archive;
  readonly encoder: Pick<Encoder, "accepts">;
}

export type Plan =
  | { readonly kind: "planned"; readonly scene: PlannedScene }
  | { readonly kind: "ignored" | "question" | "refused"; readonly reason: string };

/** Judges a scene and lays its chips out, or says why it is not taken. */
export async function planScene(
  { source, path, isNamed }: SceneCandidate,
  request: PlanRequest,
  { archive, encoder }: PlanParts,
): Promise<Plan> {
  try {
    const { seen: opened, choices } = await openAnswered(source, choicesFor(request, path), archive);
    try {
      const { outcome, findings, outline, judgement } = opened;
      if (outcome.kind !== "ready") return { ...outcome, ...whyNot(outcome.failure, isNamed) };
      const { scene } = outcome;
      refuseUnsuitable(scene, request.chipPixels, encoder);
      const ground = groundGridOf(scene.grid, scene.sensor.gsdMeters, request.chipPixels);
      refuseTooSmall(scene, ground);
      const cells = planCells(scene.grid, ground);
      const { sensor, bands, scaling, acquiredAt } = scene;
      const reading = { sensor, bands, scaling, acquiredAt };
      const rendering = sceneRendering(judgement, judgement.seen!);
      const provenance = { choices, findings, outline, rendering };
      return { kind: "planned", scene: { source, reading, ...provenance, ground, cells } };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { kind: "refused", ...whyNot(error.failure, isNamed) };
  }
}

/** Opens a scene, with what was answered before for files like it. */
function openAnswered(source: SceneSource, asked: SceneChoices, archive: Archive) {
  const look = async (choices: SceneChoices) => {
    const opened = await openScene(source, choices);
    const { outcome, judgement } = opened;
    return {
      seen: opened,
      openFor: outcome.kind === "question" ? productTypeOf(judgement.match, judgement.clues) : null,
      failureKind: outcome.kind === "ready" ? null : outcome.failure.kind,
    };
  };
  return answerFromMemory(archive, asked, look, (opened) => opened.close());
}

/** A mask or label raster that was only found in a folder is passed over. */
function whyNot(failure: EngineFailure, isNamed: boolean) {
  const reason = describeFailure(failure);
  return failure.kind === "not-imagery" && !isNamed ? { kind: "ignored" as const, reason } : { reason };
}

function refuseUnsuitable(scene: Scene, chipPixels: number, encoder: PlanParts["encoder"]): void {
  const acceptance = encoder.accepts(inputOf(scene, { chipPixels }));
  if (acceptance.kind === "no")
    throw new EngineError({ kind: "encoder-refuses", path: scene.path, detail: acceptance.reason });
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

const choicesFor = ({ choices, choicesByPath }: PlanRequest, path: string): SceneChoices => ({
  ...choices,
  ...choicesByPath?.[path],
});
