import type { ChipId, IntakeId, SceneId } from "../../models/vocabulary/ids.ts";
import type {
  IntakePreviewPath,
  PreviewPath,
  ThumbnailPath,
  TileTemplate,
} from "../../native/contract/wire.ts";

/** Address of a chip's picture. Twice the shown size, so that it is sharp on dense screens. */
export function thumbnail(chipId: ChipId, shownPixels: number): ThumbnailPath {
  return `/thumb/${encodeURIComponent(chipId)}?size=${shownPixels * 2}`;
}

export function preview(sceneId: SceneId, shownPixels: number): PreviewPath {
  return `/preview/${encodeURIComponent(sceneId)}?size=${shownPixels * 2}`;
}

/** Picture of a scene that was examined and is not in the archive yet. */
export function intakePreview(id: IntakeId, shownPixels: number): IntakePreviewPath {
  return `/intake-preview/${encodeURIComponent(id)}?size=${shownPixels * 2}`;
}

export function tiles(sceneId: SceneId): TileTemplate {
  return `/tile/${encodeURIComponent(sceneId)}/{z}/{x}/{y}.png`;
}
