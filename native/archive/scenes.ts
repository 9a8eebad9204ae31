import { existsSync } from "node:fs";
import type { Footprint, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { SceneChoices } from "../contract/intake.ts";
import type { SceneSummary } from "../contract/scenes.ts";
import type { Archive } from "./openArchive.ts";

/** What the archive keeps of a scene: enough to show it, chip it again and say how it was read. */
export interface SceneRecord {
  readonly id: SceneId;
  readonly sha256: string;
  readonly path: string;
  readonly title: string;
  readonly acquiredAt: string;
  readonly sensorId: string;
  readonly sensorTitle: string;
  /** What the user said of it, or of a like file before. */
  readonly choices: SceneChoices;
  readonly crsName: string;
  readonly gsdMeters: number;
  readonly footprint: Footprint;
  readonly bounds: LonLatBounds;
  /** `wavelengthMicrometers` is missing in archives of before it was kept. */
  readonly bands: readonly {
    readonly role: string;
    readonly name: string;
    readonly wavelengthMicrometers?: number | null;
  }[];
  readonly scaling: { readonly scale: number; readonly offset: number; readonly evidence: string };
  readonly evidence: readonly string[];
  readonly rendering: unknown;
  readonly software: string;
}

interface SceneRow {
  scene_id: string;
  sha256: string;
  path: string;
  title: string;
  acquired_at: string;
  sensor_id: string;
  sensor_title: string;
  choices: string;
  crs_name: string;
  gsd_meters: number;
  footprint: string;
  bounds: string;
  bands: string;
  scaling: string;
  evidence: string;
  rendering: string;
  software: string;
}

/** The scene with this content, date and sensor, or null. */
export function knownScene(
  { database }: Archive,
  { sha256, acquiredAt, sensorId }: Pick<SceneRecord, "sha256" | "acquiredAt" | "sensorId">,
): SceneRecord | null {
  const row = database
    .prepare<[string, string, string], SceneRow>(
      "SELECT * FROM scenes WHERE sha256 = ? AND acquired_at = ? AND sensor_id = ?",
    )
    .get(sha256, acquiredAt, sensorId);
  return row === undefined ? null : recordOf(row);
}

/** Notes where the file lies now. */
export function movedScene(
  { database }: Archive,
  sceneId: SceneId,
  { path, title }: { path: string; title: string },
): void {
  database
    .prepare("UPDATE scenes SET path = ?, title = ? WHERE scene_id = ? AND path <> ?")
    .run(path, title, sceneId, path);
}

export function saveScene({ database }: Archive, scene: SceneRecord): void {
  database
    .prepare(
      `INSERT INTO scenes (scene_id, sha256, path, title, acquired_at, sensor_id, sensor_title, choices, crs_name, gsd_meters,
         footprint, bounds, bands, scaling, evidence, rendering, software)
       VALUES (@id, @sha256, @path, @title, @acquiredAt, @sensorId, @sensorTitle, @choices, @crsName, @gsdMeters,
         @footprint, @bounds, @bands, @scaling, @evidence, @rendering, @software)`,
    )
    .run({
      ...scene,
      choices: JSON.stringify(scene.choices),
      footprint: JSON.stringify(scene.footprint),
      bounds: JSON.stringify(scene.bounds),
      bands: JSON.stringify(scene.bands),
      scaling: JSON.stringify(scene.scaling),
      evidence: JSON.stringify(scene.evidence),
      rendering: JSON.stringify(scene.rendering),
    });
}

/** One scene, or null. */
export function findScene({ database }: Archive, sceneId: string): SceneRecord | null {
  const row = database.prepare<[string], SceneRow>("SELECT * FROM scenes WHERE scene_id = ?").get(sceneId);
  return row === undefined ? null : recordOf(row);
}

function recordOf(row: SceneRow): SceneRecord {
  return {
    id: row.scene_id as SceneId,
    sha256: row.sha256,
    path: row.path,
    title: row.title,
    acquiredAt: row.acquired_at,
    sensorId: row.sensor_id,
    sensorTitle: row.sensor_title,
    choices: JSON.parse(row.choices) as SceneRecord["choices"],
    crsName: row.crs_name,
    gsdMeters: row.gsd_meters,
    footprint: JSON.parse(row.footprint) as Footprint,
    bounds: JSON.parse(row.bounds) as LonLatBounds,
    bands: JSON.parse(row.bands) as SceneRecord["bands"],
    scaling: JSON.parse(row.scaling) as SceneRecord["scaling"],
    evidence: JSON.parse(row.evidence) as string[],
    rendering: JSON.parse(row.rendering),
    software: row.software,
  };
}

/** All scenes, oldest first, with how many chips each has. */
export function listScenes({ database }: Archive): SceneSummary[] {
  const rows = database
    .prepare<[], SceneRow & { embedded: number; skipped: number; complete: number }>(
      `SELECT scenes.*,
         (SELECT count(*) FROM chips WHERE chips.scene_id = scenes.scene_id AND skip_reason IS NULL) AS embedded,
         (SELECT count(*) FROM chips WHERE chips.scene_id = scenes.scene_id AND skip_reason IS NOT NULL) AS skipped,
         EXISTS (SELECT 1 FROM ingests WHERE ingests.scene_id = scenes.scene_id) AS complete
       FROM scenes ORDER BY acquired_at, scene_id`,
    )
    .all();
  return rows.map((row) => {
    const scene = recordOf(row);
    return {
      id: scene.id,
      title: scene.title,
      file: scene.path,
      acquiredAt: scene.acquiredAt,
      sensorId: scene.sensorId,
      sensorTitle: scene.sensorTitle,
      crsName: scene.crsName,
      gsdMeters: scene.gsdMeters,
      footprint: scene.footprint,
      bounds: scene.bounds,
      bandNames: scene.bands.map((band) => band.name),
      chipCount: row.embedded,
      skippedCount: row.skipped,
      isComplete: row.complete === 1,
      isFileThere: existsSync(scene.path),
    };
  });
}

/** The hash of a file that has not changed since it was last hashed, or null. */
export function knownHash(
  { database }: Archive,
  file: { path: string; bytes: number; modifiedMs: number },
): string | null {
  const row = database
    .prepare<[string, number, number], { sha256: string }>(
      "SELECT sha256 FROM files WHERE path = ? AND bytes = ? AND modified_ms = ?",
    )
    .get(file.path, file.bytes, file.modifiedMs);
  return row?.sha256 ?? null;
}

export function saveHash(
  { database }: Archive,
  file: { path: string; bytes: number; modifiedMs: number; sha256: string },
): void {
  database
    .prepare(
      `INSERT INTO files (path, bytes, modified_ms, sha256) VALUES (@path, @bytes, @modifiedMs, @sha256)
       ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_ms = excluded.modified_ms, sha256 = excluded.sha256`,
    )
    .run(file);
}

/** Takes a scene out with its chips and vectors. */
export function removeScene({ database }: Archive, sceneId: SceneId): void {
  database.prepare("DELETE FROM scenes WHERE scene_id = ?").run(sceneId);
}
