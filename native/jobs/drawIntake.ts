import { pixelsPicture, scenePicture } from "../raster/pictures/picture.ts";
import { pixelSourceOf } from "../raster/scene/assembleScene.ts";
import type { SeenPixels } from "../raster/scene/judgeScene.ts";
import { type OpenedScene, openScene } from "../raster/scene/openScene.ts";
import { sceneRendering } from "../raster/scene/sceneRendering.ts";
import { lookAt, sampleOf } from "../raster/scene/sceneView.ts";
import type { IntakeEntry } from "./intake.ts";

const cacheBytes = 8 * 1024 * 1024;

/**
 * A scene that is not in the archive as a WebP, longest side `sizePixels`; null where its pixels are none that Argil
 * computes with. The file is closed again at once, so that the user can replace it and check again.
 * @throws EngineError where nothing of it can be decoded.
 */
export async function drawIntakePreview(
  { path, choices }: Pick<IntakeEntry, "path" | "choices">,
  sizePixels: number,
): Promise<Buffer | null> {
  const opened = await openScene(path, choices, cacheBytes);
  try {
    const seen = opened.judgement.seen ?? (await lookAnyway(opened));
    if (seen === null) return null;
    const rendering = sceneRendering(opened.judgement, seen);
    const place = opened.grid === null ? {} : { transform: opened.grid.transform };
    const { view, source } = seen;
    const isFineEnough =
      view.kind === "whole" && Math.max(view.pixels.width, view.pixels.height) >= sizePixels;
    if (isFineEnough) return await pixelsPicture(view.pixels, rendering, sizePixels, place.transform);
    const grid = { width: source.grid.width, height: source.grid.height, ...place };
    return await scenePicture({ ...source, grid }, rendering, sizePixels);
  } finally {
    await opened.close();
  }
}

/** What is no imagery was not looked at, though it may well be looked at by the user. */
async function lookAnyway({ source }: OpenedScene): Promise<SeenPixels | null> {
  if (source.raster.dataType === null) return null;
  const { pixels, plan } = await pixelSourceOf(source, null);
  const view = await lookAt(pixels);
  return { source: pixels, rules: plan.sentences, view, sample: sampleOf(view) };
}
