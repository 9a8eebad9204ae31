import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { SceneSummary } from "../../native/contract/scenes.ts";

const tolerableOverlap = 0.5;

/** Scenes whose pixels are drawn, top first: neither hidden nor without their file. */
export function drawnScenes(
  newestFirst: readonly SceneSummary[],
  activeId: SceneId | null,
  hiddenIds: ReadonlySet<SceneId>,
): readonly SceneSummary[] {
  const visible = newestFirst.filter((scene) => !hiddenIds.has(scene.id) && scene.isFileThere);
  return uppermost(visible, activeId);
}

/** The active scene, then newer before older, without those that mostly lie under one taken already. */
export function uppermost(
  newestFirst: readonly SceneSummary[],
  activeId: SceneId | null,
): readonly SceneSummary[] {
  const active = newestFirst.filter((scene) => scene.id === activeId);
  const others = newestFirst.filter((scene) => scene.id !== activeId);
  const kept: SceneSummary[] = [];
  for (const scene of [...active, ...others]) {
    if (!kept.some((above) => isMostlyUnder(scene.bounds, above.bounds))) kept.push(scene);
  }
  return kept;
}

/** Share of a box that another one covers, 0-1. */
export function coveredFraction(box: LonLatBounds, by: LonLatBounds): number {
  const width = Math.min(box[2], by[2]) - Math.max(box[0], by[0]);
  const height = Math.min(box[3], by[3]) - Math.max(box[1], by[1]);
  const area = (box[2] - box[0]) * (box[3] - box[1]);
  return width <= 0 || height <= 0 || area <= 0 ? 0 : (width * height) / area;
}

function isMostlyUnder(box: LonLatBounds, above: LonLatBounds): boolean {
  return coveredFraction(box, above) > tolerableOverlap;
}
