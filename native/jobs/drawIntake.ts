import type { SceneChoices } from "../contract/intake.ts";
import { openReadyScene } from "../raster/openScene.ts";
import { scenePicture } from "../raster/picture.ts";
import { chooseRendering } from "../raster/stretch.ts";
import type { IntakeEntry } from "./intake.ts";

const cacheBytes = 8 * 1024 * 1024;

/**
 * A scene that is not in the archive as a WebP, longest side `sizePixels`. The file is closed again at once, so that
 * the user can replace it and check again. @throws EngineError where nothing of it can be shown.
 */
export async function drawIntakePreview(entry: IntakeEntry, sizePixels: number): Promise<Buffer> {
  const scene = await openReadyScene(entry.path, shownWith(entry), cacheBytes);
  try {
    return await scenePicture(scene, await chooseRendering(scene), sizePixels);
  } finally {
    await scene.close();
  }
}

/** What is still asked does not change how a picture looks, stretched as it is to what the pixels hold. */
function shownWith({ choices, report }: IntakeEntry): SceneChoices {
  if (report.status === "ready") return choices;
  return {
    acquiredAt: report.acquiredAt ?? "1970-01-01T00:00:00Z",
    offset: "removed",
    ...(report.sensor === null ? { sensorId: "generic" } : {}),
    ...choices,
  };
}
