import { sensorGsds } from "../../models/sensors/index.ts";
import { findChip } from "../archive/chips.ts";
import type { Archive } from "../archive/openArchive.ts";
import { chipPicture, scenePicture, type TileAddress, tilePicture } from "../raster/pictures/picture.ts";
import type { Rendering } from "../raster/pictures/stretch.ts";
import { groundGridOf } from "../raster/place/groundGrid.ts";
import type { ScenePool } from "../raster/scene/scenePool.ts";
import { pooled, sceneOf } from "./storedScene.ts";

export interface PictureParts {
  readonly archive: Archive;
  readonly scenes: ScenePool;
}

/** A chip as a square WebP. */
export async function drawThumbnail(
  chipId: string,
  sizePixels: number,
  { archive, scenes }: PictureParts,
): Promise<Buffer> {
  const chip = findChip(archive, chipId);
  const record = sceneOf(archive, chip.sceneId);
  return scenes.use(pooled(record), (scene) => {
    const ground = groundGridOf(scene.grid, sensorGsds(record.sensorId), chip.chipPixels);
    return chipPicture(
      scene,
      record.rendering as Rendering,
      ground,
      { i: chip.cellI, j: chip.cellJ },
      sizePixels,
    );
  });
}

/** A whole scene as a WebP, longest side `sizePixels`. */
export async function drawPreview(
  sceneId: string,
  sizePixels: number,
  { archive, scenes }: PictureParts,
): Promise<Buffer> {
  const record = sceneOf(archive, sceneId);
  return scenes.use(pooled(record), (scene) =>
    scenePicture(scene, record.rendering as Rendering, sizePixels),
  );
}

/** A Web-Mercator tile of a scene as PNG, or null where the scene is not. */
export async function drawTile(
  sceneId: string,
  tile: TileAddress,
  { archive, scenes }: PictureParts,
): Promise<Buffer | null> {
  const record = sceneOf(archive, sceneId);
  return scenes.use(pooled(record), (scene) => tilePicture(scene, record.rendering as Rendering, tile));
}
