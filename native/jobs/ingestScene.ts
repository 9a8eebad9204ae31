import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { Archive } from "../archive/openArchive.ts";
import {
  type EmbeddingSpace,
  finishedChips,
  markIngestComplete,
  type NewChip,
  saveChips,
} from "../archive/saveChips.ts";
import { type GroundCell, type GroundGrid, groundIdOf } from "../raster/place/groundGrid.ts";
import type { Scene } from "../raster/scene/scene.ts";
import { encoderChipOf, inputOf, type ReadCell, readCells } from "./chipsOfScene.ts";
import type { Embedder } from "./embedder.ts";

/** A scene that is in the archive, ready to be cut into chips. */
export interface SceneWork {
  readonly archive: Archive;
  readonly embedder: Embedder;
  readonly scene: Scene;
  readonly sceneId: SceneId;
  readonly ground: GroundGrid;
  readonly cells: readonly GroundCell[];
  readonly space: EmbeddingSpace;
  readonly minValidFraction: number;
  readonly signal: AbortSignal;
  onSaved(saved: ChipCounts): void;
}

export interface ChipCounts {
  readonly embedded: number;
  readonly alreadyThere: number;
  readonly skippedNodata: number;
  readonly skippedCloud: number;
}

export const noChips: ChipCounts = { embedded: 0, alreadyThere: 0, skippedNodata: 0, skippedCloud: 0 };

/** Bytes of float32 pixels in one batch: what memory is bounded by, whatever the scene's size. */
const batchBytes = 4 * 1024 * 1024;
/** The same where the device takes large batches. */
const deviceBatchBytes = 64 * 1024 * 1024;
const maxBatchChips = 64;
const batchesInFlight = 4;

/**
 * Reads, embeds and saves the cells that are not in the archive yet. Batches are read while the last
 * few are embedded and saved. What is saved when the signal comes stays.
 */
export async function ingestScene(work: SceneWork): Promise<void> {
  const { archive, scene, sceneId, ground, space, minValidFraction, signal } = work;
  const ingest = { sceneId, chipPixels: ground.chipPixels, spaceId: space.spaceId, minValidFraction };
  const finished = finishedChips(archive, ingest);
  work.onSaved({
    ...noChips,
    alreadyThere: finished.embedded.size,
    skippedNodata: finished.skippedNodata.size,
  });
  const cells = work.cells.filter((cell) => {
    const groundId = groundIdOf(ground, cell);
    return !finished.embedded.has(groundId) && !finished.skippedNodata.has(groundId);
  });
  const chipBytes = scene.bands.length * ground.chipPixels ** 2 * 4;
  const input = inputOf(scene, ground);
  const batchSize = () => {
    const wanted = Math.max(Math.floor(batchBytes / chipBytes), work.embedder.batchSize(input));
    return Math.max(1, Math.min(maxBatchChips, wanted, Math.floor(deviceBatchBytes / chipBytes)));
  };

  const inFlight: Promise<void>[] = [];
  const hand = async (batch: readonly ReadCell[]) => {
    const former = inFlight.at(-1) ?? Promise.resolve();
    const saved = embedAndSave(work, batch, former);
    // A failure is met where it is awaited; until then it must not count as unhandled.
    saved.catch(() => undefined);
    inFlight.push(saved);
    if (inFlight.length > batchesInFlight) await inFlight.shift();
  };
  let batch: ReadCell[] = [];
  try {
    for await (const read of readCells(scene, ground, cells)) {
      signal.throwIfAborted();
      batch.push(read);
      if (batch.length < batchSize()) continue;
      await hand(batch);
      batch = [];
    }
    if (batch.length > 0) await hand(batch);
  } finally {
    await Promise.all(inFlight);
  }
  signal.throwIfAborted();
  markIngestComplete(archive, ingest);
}

/** Batches are saved in the order they were read, so that every run gives the chips the same ids. */
async function embedAndSave(
  work: SceneWork,
  batch: readonly ReadCell[],
  former: Promise<void>,
): Promise<void> {
  const { archive, embedder, scene, sceneId, ground, space } = work;
  const isUsable = (read: ReadCell) => read.validFraction >= work.minValidFraction && read.validFraction > 0;
  const usable = batch.filter(isUsable);
  const chips = usable.map((read) => encoderChipOf(scene, ground, read));
  const vectors = usable.length === 0 ? [] : await embedder.embed(chips, inputOf(scene, ground));
  const vectorOf = new Map(usable.map((read, index) => [read, vectors[index]!]));
  const rows = batch.map((read): NewChip => {
    const vector = vectorOf.get(read);
    return {
      sceneId,
      groundId: read.groundId,
      acquiredAt: scene.acquiredAt,
      chipPixels: ground.chipPixels,
      cellI: read.cell.i,
      cellJ: read.cell.j,
      footprint: read.footprint,
      bounds: boundsOf(read.footprint),
      validFraction: read.validFraction,
      cloudFraction: read.cloudFraction,
      outcome: vector === undefined ? { kind: "skipped", reason: "nodata" } : { kind: "embedded", vector },
    };
  });
  await former;
  saveChips(archive, space, embedder.provider, rows);
  work.onSaved({ ...noChips, embedded: usable.length, skippedNodata: batch.length - usable.length });
}
