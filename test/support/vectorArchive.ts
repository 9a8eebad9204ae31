import { join } from "node:path";
import { afterAll } from "vitest";
import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { Footprint } from "../../models/vocabulary/geometry.ts";
import type { GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import { type Archive, openArchive } from "../../native/archive/openArchive.ts";
import { type EmbeddingSpace, ensureSpace, type NewChip, saveChips } from "../../native/archive/saveChips.ts";
import { type SceneRecord, saveScene } from "../../native/archive/scenes.ts";
import { VectorSearch } from "../../native/archive/vectors.ts";
import { Random } from "./random.ts";

/** A scene without a file, to hang chips on. */
export function addScene(archive: Archive, name: string, about: Partial<SceneRecord> = {}): SceneId {
  const id = name as SceneId;
  saveScene(archive, {
    id,
    sha256: name,
    path: `/nowhere/${name}.tif`,
    title: name,
    acquiredAt: "2020-06-01T10:30:00Z",
    sensorId: "sentinel-2-l2a",
    sensorTitle: "Sentinel-2 L2A",
    choices: {},
    crsName: "EPSG:32631",
    gsdMeters: 10,
    footprint: [],
    bounds: [0, 0, 1, 1],
    bands: [],
    scaling: { scale: 1, offset: 0, evidence: "" },
    evidence: [],
    rendering: {},
    software: "test",
    ...about,
  });
  return id;
}

export const addSpace = (archive: Archive, dimensions: number, spaceKey = "test"): EmbeddingSpace =>
  ensureSpace(archive, { spaceKey, encoderId: "test", encoderSha256: "0", dimensions, precision: "fp32" });

/** A square of a tenth of a degree around a place. */
export function squareAt(lon: number, lat: number): Footprint {
  const [west, east, south, north] = [lon - 0.05, lon + 0.05, lat - 0.05, lat + 0.05];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** One embedded chip of a scene; its ground id tells where it lies. */
export function chipAt(
  sceneId: SceneId,
  [lon, lat]: readonly [number, number],
  vector: Float32Array,
  about: Partial<NewChip> = {},
): NewChip {
  const footprint = squareAt(lon, lat);
  return {
    sceneId,
    groundId: `${lon},${lat}` as GroundId,
    acquiredAt: "2020-06-01T10:30:00Z",
    chipPixels: 32,
    cellI: 0,
    cellJ: 0,
    footprint,
    bounds: boundsOf(footprint),
    validFraction: 1,
    cloudFraction: null,
    outcome: { kind: "embedded", vector },
    ...about,
  };
}

export const addChips = (archive: Archive, space: EmbeddingSpace, chips: readonly NewChip[]): void =>
  saveChips(archive, space, "cpu", chips);

/** Empty archives in a folder, closed after the last test. Call at the top of a file. */
export function archivesIn(folder: string): () => Archive {
  const opened: Archive[] = [];
  afterAll(() => {
    for (const archive of opened) archive.close();
  });
  return () => {
    const archive = openArchive(join(folder, String(opened.length)));
    opened.push(archive);
    return archive;
  };
}

export const fullDimensions = 48;

/** 300 chips of three scenes, dates and sensors over the places (0..14, 0..19). */
export function fillArchive(archive: Archive) {
  const space = addSpace(archive, fullDimensions);
  const random = new Random(7);
  const scenes = ["2020-05-31T10:30:00Z", "2020-06-01T23:59:30Z", "2020-06-02T00:00:00Z"].map(
    (acquiredAt, index) => ({
      acquiredAt,
      sceneId: addScene(archive, `scene${index}`, {
        acquiredAt,
        sensorId: index === 2 ? "landsat-8-9" : "sentinel-2-l2a",
      }),
    }),
  );
  const vectors = Array.from({ length: 300 }, () => random.vector(fullDimensions));
  addChips(
    archive,
    space,
    vectors.map((vector, index) => {
      const { sceneId, acquiredAt } = scenes[index % 3]!;
      return chipAt(sceneId, [Math.floor(index / 20), index % 20], vector, { acquiredAt });
    }),
  );
  return { archive, space, vectors, parts: { archive, vectors: new VectorSearch(archive) } };
}
