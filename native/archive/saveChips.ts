import type { Footprint, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import type { Precision } from "../contract/encoders.ts";
import type { Archive } from "./openArchive.ts";

/** A chip that was read: embedded (with its vector) or skipped (with the reason). */
export interface NewChip {
  readonly sceneId: SceneId;
  readonly groundId: GroundId;
  readonly acquiredAt: string;
  readonly chipPixels: number;
  readonly cellI: number;
  readonly cellJ: number;
  readonly footprint: Footprint;
  readonly bounds: LonLatBounds;
  readonly validFraction: number;
  readonly cloudFraction: number | null;
  readonly outcome:
    | { readonly kind: "embedded"; readonly vector: Float32Array }
    | { readonly kind: "skipped"; readonly reason: "nodata" | "cloud" };
}

export interface EmbeddingSpace {
  readonly spaceId: number;
  readonly dimensions: number;
  readonly encoderId: string;
  readonly precision: Precision;
}

/** The space that an encoder's vectors for a band set live in; made when first met. */
export function ensureSpace(
  { database }: Archive,
  space: Omit<EmbeddingSpace, "spaceId"> & { readonly spaceKey: string; readonly encoderSha256: string },
): EmbeddingSpace {
  database
    .prepare(
      `INSERT INTO spaces (space_key, encoder_id, encoder_sha256, dimensions, precision)
       VALUES (@spaceKey, @encoderId, @encoderSha256, @dimensions, @precision) ON CONFLICT (space_key) DO NOTHING`,
    )
    .run(space);
  const spaceId = database
    .prepare("SELECT space_id FROM spaces WHERE space_key = ?")
    .pluck()
    .get(space.spaceKey);
  const { dimensions, encoderId, precision } = space;
  return { spaceId: Number(spaceId), dimensions, encoderId, precision };
}

/**
 * Rows and vectors of a batch in one transaction: after a crash either all of it is there or nothing.
 * @throws Error when a vector has a value that is not a number, the wrong length or no length at all.
 */
export function saveChips(
  { database }: Archive,
  space: EmbeddingSpace,
  provider: string,
  chips: readonly NewChip[],
): void {
  for (const chip of chips)
    if (chip.outcome.kind === "embedded") checkVector(chip.outcome.vector, space.dimensions, chip.groundId);
  const insertChip = database
    .prepare(
      `INSERT INTO chips (scene_id, ground_id, acquired_at, chip_pixels, cell_i, cell_j, footprint, valid_fraction, cloud_fraction, skip_reason)
     VALUES (@sceneId, @groundId, @acquiredAt, @chipPixels, @cellI, @cellJ, @footprint, @validFraction, @cloudFraction, @skipReason)
     ON CONFLICT (ground_id, acquired_at, scene_id) DO UPDATE SET
       valid_fraction = excluded.valid_fraction, cloud_fraction = excluded.cloud_fraction,
       skip_reason = CASE
         WHEN EXISTS (SELECT 1 FROM embeddings WHERE embeddings.chip_id = chips.chip_id) THEN NULL
         ELSE excluded.skip_reason END
     RETURNING chip_id`,
    )
    .pluck();
  const insertBounds = database.prepare(
    "INSERT OR REPLACE INTO chip_bounds (chip_id, west, east, south, north) VALUES (?, ?, ?, ?, ?)",
  );
  const insertVector = database.prepare(
    `INSERT INTO embeddings (space_id, chip_id, provider, vector) VALUES (?, ?, ?, ?)
     ON CONFLICT (chip_id, space_id) DO NOTHING`,
  );
  database
    .transaction(() => {
      for (const { footprint, bounds, outcome, ...chip } of chips) {
        const skipReason = outcome.kind === "skipped" ? outcome.reason : null;
        const chipId = insertChip.get({
          ...chip,
          footprint: JSON.stringify(footprint),
          skipReason,
        }) as number;
        const [west, south, east, north] = bounds;
        // Across the antimeridian the R-tree takes the whole band of latitude; the exact test follows.
        insertBounds.run(chipId, west > east ? -180 : west, west > east ? 180 : east, south, north);
        if (outcome.kind === "embedded")
          insertVector.run(space.spaceId, chipId, provider, vectorBlob(outcome.vector));
      }
    })
    .immediate();
}

function checkVector(vector: Float32Array, dimensions: number, groundId: GroundId): void {
  if (vector.length !== dimensions)
    throw new Error(`embedding of ${groundId} has ${vector.length} numbers instead of ${dimensions}`);
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!Number.isFinite(squares) || squares === 0)
    throw new Error(`embedding of ${groundId} is not a direction: its squared length is ${squares}`);
}

const vectorBlob = (vector: Float32Array) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** Ground ids of a scene that need no more work: embedded in this space, or skipped for a reason that still holds. */
export function finishedChips(
  { database }: Archive,
  query: { sceneId: SceneId; chipPixels: number; spaceId: number; minValidFraction: number },
): { embedded: Set<string>; skippedNodata: Set<string> } {
  const rows = database
    .prepare<unknown[], { ground_id: string; skip_reason: string | null }>(
      `SELECT ground_id, skip_reason FROM chips
       WHERE scene_id = @sceneId AND chip_pixels = @chipPixels AND (
         EXISTS (SELECT 1 FROM embeddings WHERE embeddings.chip_id = chips.chip_id AND space_id = @spaceId)
         OR (skip_reason = 'nodata' AND valid_fraction < @minValidFraction))`,
    )
    .all(query);
  const pick = (isSkipped: boolean) =>
    new Set(rows.filter((row) => (row.skip_reason !== null) === isSkipped).map((row) => row.ground_id));
  return { embedded: pick(false), skippedNodata: pick(true) };
}

export function markIngestComplete(
  { database }: Archive,
  ingest: { sceneId: SceneId; chipPixels: number; spaceId: number; minValidFraction: number },
): void {
  database
    .prepare(
      `INSERT INTO ingests (scene_id, chip_pixels, space_id, min_valid_fraction)
       VALUES (@sceneId, @chipPixels, @spaceId, @minValidFraction)
       ON CONFLICT DO UPDATE SET min_valid_fraction = excluded.min_valid_fraction`,
    )
    .run(ingest);
}

/** The chip size most used in a space, or null while it is empty. */
export function chipSizeOfSpace({ database }: Archive, { spaceId }: EmbeddingSpace): number | null {
  const size = database
    .prepare(
      `SELECT chip_pixels FROM embeddings JOIN chips USING (chip_id) WHERE space_id = ?
       GROUP BY chip_pixels ORDER BY count(*) DESC LIMIT 1`,
    )
    .pluck()
    .get(spaceId);
  return size === undefined ? null : Number(size);
}
