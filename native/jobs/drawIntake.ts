import { pixelsPicture, scenePicture } from "../raster/pictures/picture.ts";
import { chooseRendering, renderingOfSample } from "../raster/pictures/stretch.ts";
import { pixelSourceOf } from "../raster/scene/assembleScene.ts";
import { type OpenedScene, openScene } from "../raster/scene/openScene.ts";
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
    const { outcome } = opened;
    if (outcome.kind !== "ready") return await drawUnsettled(opened, sizePixels);
    return await scenePicture(outcome.scene, await chooseRendering(outcome.scene), sizePixels);
  } finally {
    await opened.close();
  }
}

/** What raises a question or is refused looks as its file says, stretched to what the pixels hold. */
async function drawUnsettled(opened: OpenedScene, sizePixels: number): Promise<Buffer | null> {
  const { match, clues } = opened.judgement;
  const seen = opened.judgement.seen ?? (await lookAnyway(opened));
  if (seen === null) return null;
  const rendering = renderingOfSample({
    bands: match.kind === "matched" ? match.bands : [],
    isRgb: clues.isRgb,
    sortedDigitalNumbers: seen.sample.sortedDigitalNumbers,
  });
  const place = opened.grid === null ? {} : { transform: opened.grid.transform };
  if (seen.view.kind === "whole")
    return pixelsPicture(seen.view.pixels, rendering, sizePixels, place.transform);
  const grid = { width: seen.source.grid.width, height: seen.source.grid.height, ...place };
  return scenePicture({ ...seen.source, grid }, rendering, sizePixels);
}

/** What is no imagery was not looked at, though it may well be looked at by the user. */
async function lookAnyway({ source }: OpenedScene) {
  if (source.raster.dataType === null) return null;
  const { pixels } = await pixelSourceOf(source, null);
  const view = await lookAt(pixels);
  return { source: pixels, view, sample: sampleOf(view) };
}
