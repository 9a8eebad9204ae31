import { type Rendering, renderingOf } from "../pictures/stretch.ts";
import type { Judgement, SeenPixels } from "./judgeScene.ts";

/** How a scene is shown, by what was made of it and by the pixels that were looked at. */
export function sceneRendering({ match, clues, scaling }: Judgement, { sample }: SeenPixels): Rendering {
  const isReflectance = match.kind === "matched" && match.sensor.measures === "reflectance";
  return renderingOf({
    bands: match.kind === "matched" ? match.bands : [],
    isRgb: clues.isRgb,
    sortedDigitalNumbers: sample.sortedDigitalNumbers,
    reflectance: isReflectance ? scaling : null,
  });
}
