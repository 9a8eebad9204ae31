import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { Archive } from "../archive/openArchive.ts";
import { knownHash, knownScene, movedScene, saveHash, saveScene } from "../archive/scenes.ts";
import { gridFootprint } from "../raster/footprint.ts";
import type { GroundGrid } from "../raster/groundGrid.ts";
import type { SceneChoices } from "../raster/openScene.ts";
import type { Scene } from "../raster/scene.ts";
import { chooseRendering } from "../raster/stretch.ts";
import { software } from "../software.ts";

/** Keeps the scene in the archive and gives its id; the same content, date and sensor are the same scene, wherever the file lies. */
export async function registerScene(
  scene: Scene,
  ground: GroundGrid,
  choices: SceneChoices,
  { archive, signal }: { readonly archive: Archive; readonly signal: AbortSignal },
): Promise<SceneId> {
  const sha256 = await hashOf(scene.path, archive, signal);
  const known = knownScene(archive, { sha256, acquiredAt: scene.acquiredAt, sensorId: scene.sensor.id });
  if (known !== null) {
    movedScene(archive, known, scene);
    return known;
  }
  const footprint = gridFootprint(scene.grid);
  const id = sceneIdOf(scene, sha256);
  saveScene(archive, {
    id,
    sha256,
    path: scene.path,
    title: scene.title,
    acquiredAt: scene.acquiredAt,
    sensorId: scene.sensor.id,
    sensorTitle: scene.sensor.title,
    choices,
    crsName: scene.grid.crs.epsg === null ? scene.grid.crs.name : `EPSG:${scene.grid.crs.epsg}`,
    gsdMeters: ground.gsdMeters,
    footprint,
    bounds: boundsOf(footprint),
    bands: scene.bands.map(({ role, name }) => ({ role, name })),
    scaling: scene.scaling,
    evidence: scene.evidence,
    rendering: await chooseRendering(scene),
    software,
  });
  return id;
}

/** Readable and the same on every machine: the file's name and a hash of what makes the scene itself. */
function sceneIdOf(scene: Scene, sha256: string): SceneId {
  const name = scene.title.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 48);
  const identity = createHash("sha256")
    .update(`${sha256} ${scene.acquiredAt} ${scene.sensor.id}`)
    .digest("hex");
  return `${name}-${identity.slice(0, 8)}` as SceneId;
}

async function hashOf(path: string, archive: Archive, signal: AbortSignal): Promise<string> {
  const { size: bytes, mtimeMs: modifiedMs } = await stat(path);
  const known = knownHash(archive, { path, bytes, modifiedMs });
  if (known !== null) return known;
  const hash = createHash("sha256");
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20, signal }))
    hash.update(part as Buffer);
  const sha256 = hash.digest("hex");
  saveHash(archive, { path, bytes, modifiedMs, sha256 });
  return sha256;
}
