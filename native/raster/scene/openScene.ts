import { sensors } from "../../../models/sensors/index.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import type { Footprint } from "../../../models/vocabulary/geometry.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import type { SceneChoices } from "../../contract/intake.ts";
import { EngineError } from "../../engineError.ts";
import type { SceneSource } from "../bundle/sceneSource.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { gridFootprint, validOutline } from "../place/footprint.ts";
import { pixelToMap } from "../place/gridPlaces.ts";
import { projectionOf } from "../place/projection.ts";
import { assembleScene, gridOf, pixelSourceOf } from "./assembleScene.ts";
import { type Judgement, judgeScene } from "./judgeScene.ts";
import { openSource, type SourceRaster } from "./openSource.ts";
import type { Scene, SceneReading } from "./scene.ts";
import { type Obstacle, obstacleOf } from "./sceneOutcome.ts";

/** A source and what was made of it. Close it, whatever the outcome. */
export interface OpenedScene {
  readonly source: SourceRaster;
  /** Null where the scene cannot be placed on the map. */
  readonly grid: Grid | null;
  readonly judgement: Judgement;
  /** Outline of what was measured; null where the scene has no place or nothing is valid. */
  readonly outline: Footprint | null;
  readonly outcome: { readonly kind: "ready"; readonly scene: Scene } | Obstacle;
  /** Everything that speaks for or against it, in the order of the judgement. */
  readonly findings: readonly Finding[];
  close(): Promise<void>;
}

/** Decoded pixels kept for one scene: a row of tiles of the widest ones. */
const usualCacheBytes = 72 * 1024 * 1024;

/** Opens a scene and judges it. @throws EngineError when it cannot be read as a raster at all. */
export async function openScene(
  what: string | SceneSource,
  choices: SceneChoices = {},
  cacheBytes = usualCacheBytes,
): Promise<OpenedScene> {
  const source = await openSource(what, cacheBytes);
  try {
    const grid = gridOf(source);
    const judgement = await judgeScene(source, grid, choices);
    const obstacle = obstacleOf(source, grid, judgement, choices);
    const outline = grid === null || obstacle?.kind === "refused" ? null : outlineOf(grid, judgement);
    const ready = obstacle === null ? await assemble(source, grid, judgement) : null;
    return {
      source,
      grid,
      judgement,
      outline,
      outcome: ready === null ? obstacle! : { kind: "ready", scene: ready.scene },
      findings: [...findingsOf(source, grid, judgement), ...(ready?.findings ?? [])],
      close: () => ready?.scene.close() ?? source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** The scene of a source that must be ready. @throws EngineError with the reason when it is not. */
export async function openReadyScene(
  what: string | SceneSource,
  choices: SceneChoices = {},
  cacheBytes = usualCacheBytes,
): Promise<Scene> {
  const opened = await openScene(what, choices, cacheBytes);
  if (opened.outcome.kind === "ready") return opened.outcome.scene;
  await opened.close();
  throw new EngineError(opened.outcome.failure);
}

/** A scene that was judged before, read the same way again. @throws EngineError when it has gone or changed its form. */
export async function reopenScene(
  what: string | SceneSource,
  reading: SceneReading,
  cacheBytes = usualCacheBytes,
): Promise<Scene> {
  const source = await openSource(what, cacheBytes);
  try {
    const grid = gridOf(source);
    if (grid === null) throw new EngineError({ kind: "no-place", path: source.raster.path });
    const { pixels } = await pixelSourceOf(source, reading.sensor);
    if (pixels.bands.length !== reading.bands.length || source.raster.dataType === null) {
      const detail = `it has ${pixels.bands.length} bands, when it was taken in it had ${reading.bands.length}`;
      throw new EngineError({ kind: "file-damaged", path: source.raster.path, detail });
    }
    return (await assembleScene(source, { grid, pixels, reading })).scene;
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** @throws EngineError when no sensor has this id. */
export function requireSensor(sensorId: string): void {
  if (sensors.some((sensor) => sensor.id === sensorId)) return;
  throw new EngineError({ kind: "sensor-unknown", sensorId, known: sensors.map((sensor) => sensor.id) });
}

async function assemble(source: SourceRaster, grid: Grid | null, { match, scaling, time, seen }: Judgement) {
  if (grid === null || match.kind !== "matched" || scaling === null || time.time === null || seen === null)
    throw new Error("a scene that is not fully judged passed its checks");
  const { scale, offset, evidence } = scaling;
  return assembleScene(source, {
    grid,
    pixels: seen.source,
    reading: {
      sensor: match.sensor,
      bands: match.bands,
      scaling: { scale, offset, evidence },
      acquiredAt: time.time.acquiredAt,
    },
  });
}

/** The raster's own outline where only windows of it were looked at. */
function outlineOf(grid: Grid, { seen }: Judgement): Footprint | null {
  return seen?.view.kind === "whole"
    ? validOutline({ ...seen.view.pixels, ...stepsOf(seen.view) }, grid)
    : gridFootprint(grid);
}

const stepsOf = ({ columnStep, rowStep }: { readonly columnStep: number; readonly rowStep: number }) => ({
  columnStep,
  rowStep,
});

function findingsOf(
  { raster, findings }: SourceRaster,
  grid: Grid | null,
  { match, time, scaling, seen }: Judgement,
): Finding[] {
  const place: Finding[] =
    raster.placeNote === undefined
      ? []
      : [
          {
            tone: raster.placeNote.kind === "problem" ? "rules-out" : "supports",
            sentence: raster.placeNote.sentence.replace(/([^.])$/, "$1."),
          },
        ];
  const ofMatch = match.kind === "matched" || match.kind === "question" ? match.findings : [];
  const isEmpty = seen?.view.kind === "whole" && !seen.view.pixels.valid.includes(1);
  return [
    ...findings,
    ...place,
    ...crsFindings(raster, grid),
    ...ofMatch,
    ...(scaling?.findings ?? []),
    ...time.findings,
    ...(isEmpty ? [{ tone: "doubts", sentence: "None of the pixels looked at is valid." } as const] : []),
  ];
}

const webMercator = 3857;

/** What makes its places or distances doubtful. */
function crsFindings({ crs }: RasterFile, grid: Grid | null): Finding[] {
  if (crs === null || "unknown" in crs) return [];
  const doubts: string[] = [];
  if (crs.doubt !== undefined) doubts.push(crs.doubt.replace(/([^.])$/, "$1."));
  if (crs.epsg === webMercator && grid !== null) {
    const [, latitude] = projectionOf(crs).toLonLat(...pixelToMap(grid)(grid.width / 2, grid.height / 2));
    const share = Math.cos((latitude * Math.PI) / 180);
    doubts.push(
      `Web Mercator stretches distances: a metre of its map is ${share.toFixed(2)} m of the ground here, and so are its pixels.`,
    );
  }
  return doubts.map((sentence) => ({ tone: "doubts", sentence }));
}
