import type { ChipId, SceneId } from "../../models/vocabulary/ids.ts";
import type { PreviewPath, ThumbnailPath, TileTemplate } from "../../native/contract/wire.ts";

/** Address of a chip's picture. Twice the shown size, so that it is sharp on dense screens. */
export function thumbnail(chipId: ChipId, shownPixels: number): ThumbnailPath {
  return `/thumb/${encodeURIComponent(chipId)}?size=${shownPixels * 2}`;
}

export function preview(sceneId: SceneId, shownPixels: number): PreviewPath {
  return `/preview/${encodeURIComponent(sceneId)}?size=${shownPixels * 2}`;
}

export function tiles(sceneId: SceneId): TileTemplate {
  return `/tile/${encodeURIComponent(sceneId)}/{z}/{x}/{y}.png`;
}
