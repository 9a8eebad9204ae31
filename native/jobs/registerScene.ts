import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { Footprint } from "../../models/vocabulary/geometry.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { Archive } from "../archive/openArchive.ts";
import {
  knownHash,
  knownScene,
  movedScene,
  removeScene,
  type SceneRecord,
  saveHash,
  saveScene,
} from "../archive/scenes.ts";
import type { SceneChoices } from "../contract/intake.ts";
import type { Rendering } from "../raster/pictures/stretch.ts";
import { gridFootprint } from "../raster/place/footprint.ts";
import type { GroundGrid } from "../raster/place/groundGrid.ts";
import type { Scene } from "../raster/scene/scene.ts";
import { software } from "../software.ts";

/** What the archive keeps beside the scene itself: what was said and seen when it was taken in. */
export interface Provenance {
  readonly choices: SceneChoices;
  readonly findings: readonly Finding[];
  /** Outline of what was measured; null where only the raster's own is known. */
  readonly outline: Footprint | null;
  readonly rendering: Rendering;
}

/** Keeps the scene in the archive and gives its id; the same content, date and sensor are the same scene, wherever the file lies. */
export async function registerScene(
  scene: Scene,
  ground: GroundGrid,
  { choices, findings, outline, rendering }: Provenance,
  { archive, signal }: { readonly archive: Archive; readonly signal: AbortSignal },
): Promise<SceneId> {
  const sha256 = await hashOfAll(scene.files, archive, signal);
  const known = knownScene(archive, { sha256, acquiredAt: scene.acquiredAt, sensorId: scene.sensor.id });
  if (known !== null && isReadAlike(known, scene)) {
    movedScene(archive, known.id, scene);
    return known.id;
  }
  // Chips that were made of other bands or other reflectances are not chips of this reading.
  if (known !== null) removeScene(archive, known.id);
  const footprint = outline ?? gridFootprint(scene.grid);
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
    bands: scene.bands.map(({ role, name, wavelengthMicrometers }) => ({
      role,
      name,
      wavelengthMicrometers,
    })),
    scaling: scene.scaling,
    evidence: findings.map(({ sentence }) => sentence),
    rendering,
    software,
  });
  return id;
}

/** True where the numbers of the scene mean what they meant when it was taken in. */
function isReadAlike({ scaling, bands }: SceneRecord, scene: Scene): boolean {
  return (
    scaling.scale === scene.scaling.scale &&
    scaling.offset === scene.scaling.offset &&
    bands.length === scene.bands.length &&
    bands.every(({ role, name }, index) => {
      const band = scene.bands[index]!;
      return role === band.role && name === band.name;
    })
  );
}

/** Readable and the same on every machine: the file's name and a hash of what makes the scene itself. */
function sceneIdOf(scene: Scene, sha256: string): SceneId {
  const name = scene.title.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 48);
  const identity = createHash("sha256")
    .update(`${sha256} ${scene.acquiredAt} ${scene.sensor.id}`)
    .digest("hex");
  return `${name}-${identity.slice(0, 8)}` as SceneId;
}

/** One file has its own hash; several together that of their names and hashes, in a fixed order. */
async function hashOfAll(paths: readonly string[], archive: Archive, signal: AbortSignal): Promise<string> {
  const lines: string[] = [];
  for (const path of paths) lines.push(`${await hashOf(path, archive, signal)} ${basename(path)}`);
  if (lines.length === 1) return lines[0]!.slice(0, 64);
  return createHash("sha256").update(lines.toSorted().join("\n")).digest("hex");
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
