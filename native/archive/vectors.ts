import type { Footprint } from "../../models/vocabulary/geometry.ts";
import { norm, normalized } from "../analysis/cosine.ts";
import type { Precision } from "../contract/encoders.ts";
import type { SearchFilters } from "../contract/search.ts";
import { EngineError } from "../engineError.ts";
import { DotKernel, maxResidentBytes } from "./dotKernel.ts";
import { filterSql } from "./filters.ts";
import type { Archive } from "./openArchive.ts";
import type { EmbeddingSpace } from "./saveChips.ts";

/** Cosine similarity of the query to every candidate, in no particular order; float32 accuracy. */
export interface Scores {
  readonly chipIds: Float64Array;
  readonly scores: Float32Array;
}

/** Below this many vectors SQLite scores them itself; above, a copy in memory pays off. */
const residentFrom = 2_000;

/** Unit vectors of one space in memory, appended to as chips arrive and read anew when rows went away. */
class ResidentVectors {
  readonly #kernel: DotKernel;
  #chipIds = new Float64Array(0);
  #rowOfChip = new Map<number, number>();
  #count = 0;
  #lastEmbeddingId = 0;

  constructor(dimensions: number) {
    this.#kernel = new DotKernel(dimensions);
  }

  /** Takes in what was added since; in one read transaction, since another process may be writing. */
  refresh(archive: Archive, space: EmbeddingSpace): void {
    archive.database.transaction(() => this.#refresh(archive, space))();
  }

  #refresh({ database }: Archive, { spaceId }: EmbeddingSpace): void {
    const count = database
      .prepare<[number, number], number>(
        "SELECT count(*) FROM embeddings WHERE space_id = ? AND embedding_id > ?",
      )
      .pluck();
    const total = Number(count.get(spaceId, 0));
    const freshCount = Number(count.get(spaceId, this.#lastEmbeddingId));
    if (freshCount === 0 && total === this.#count) return;
    if (this.#count + freshCount !== total) {
      this.#count = 0;
      this.#lastEmbeddingId = 0;
      this.#rowOfChip = new Map();
    }
    this.#kernel.reserve(total);
    const chipIds = new Float64Array(total);
    chipIds.set(this.#chipIds.subarray(0, this.#count));
    this.#chipIds = chipIds;
    const fresh = database
      .prepare<[number, number], [number, number, Buffer]>(
        `SELECT embedding_id, chip_id, vector FROM embeddings
         WHERE space_id = ? AND embedding_id > ? ORDER BY embedding_id`,
      )
      .raw();
    for (const [embeddingId, chipId, blob] of fresh.iterate(spaceId, this.#lastEmbeddingId)) {
      const vector = floatsOf(blob);
      this.#kernel.setRow(this.#count, vector, 1 / norm(vector));
      this.#chipIds[this.#count] = chipId;
      this.#rowOfChip.set(chipId, this.#count);
      this.#count++;
      this.#lastEmbeddingId = embeddingId;
    }
  }

  score(query: Float32Array, candidates: Float64Array | null): Scores {
    const all = this.#kernel.dot(query, this.#count);
    if (candidates === null) return { chipIds: this.#chipIds.slice(0, this.#count), scores: all };
    const known = candidates.filter((chipId) => this.#rowOfChip.has(chipId));
    return {
      chipIds: known,
      scores: Float32Array.from(known, (chipId) => all[this.#rowOfChip.get(chipId)!]!),
    };
  }
}

/** Scores whole archives; keeps what it loaded for the next question. */
export class VectorSearch {
  readonly #archive: Archive;
  readonly #resident = new Map<number, ResidentVectors>();

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** Exact cosine of every chip of the space under the filters. `via` forces one way; both give the same to 1e-6. */
  scoreAll(
    space: EmbeddingSpace,
    query: Float32Array,
    filters: SearchFilters,
    via?: "sqlite" | "memory",
  ): Scores {
    const { database } = this.#archive;
    const total = Number(
      database.prepare("SELECT count(*) FROM embeddings WHERE space_id = ?").pluck().get(space.spaceId),
    );
    const fits = total * space.dimensions * 4 <= maxResidentBytes;
    const way = via ?? (fits && total > residentFrom ? "memory" : "sqlite");
    return way === "memory"
      ? this.#scoreInMemory(space, query, filters)
      : this.#scoreInSqlite(space, query, filters);
  }

  #scoreInMemory(space: EmbeddingSpace, query: Float32Array, filters: SearchFilters): Scores {
    let resident = this.#resident.get(space.spaceId);
    if (resident === undefined) {
      resident = new ResidentVectors(space.dimensions);
      this.#resident.set(space.spaceId, resident);
    }
    resident.refresh(this.#archive, space);
    return resident.score(normalized(query), this.#candidates(space, filters));
  }

  #candidates(space: EmbeddingSpace, filters: SearchFilters): Float64Array | null {
    const { where, values } = filterSql(filters);
    if (Object.keys(values).length === 0) return null;
    const ids = this.#archive.database
      .prepare<unknown[], number>(
        `SELECT chip_id FROM embeddings JOIN chips USING (chip_id) JOIN scenes USING (scene_id)
         WHERE space_id = @spaceId AND ${where}`,
      )
      .pluck()
      .all({ ...values, spaceId: space.spaceId });
    return Float64Array.from(ids as number[]);
  }

  #scoreInSqlite(space: EmbeddingSpace, query: Float32Array, filters: SearchFilters): Scores {
    const { where, values } = filterSql(filters);
    const rows = this.#archive.database
      .prepare<unknown[], [number, number]>(
        `SELECT chip_id, 1 - vec_distance_cosine(vector, @query)
         FROM embeddings JOIN chips USING (chip_id) JOIN scenes USING (scene_id)
         WHERE space_id = @spaceId AND ${where} ORDER BY embedding_id`,
      )
      .raw()
      .all({
        ...values,
        spaceId: space.spaceId,
        query: Buffer.from(query.buffer, query.byteOffset, query.byteLength),
      });
    return {
      chipIds: Float64Array.from(rows, ([chipId]) => chipId),
      scores: Float32Array.from(rows, ([, score]) => score),
    };
  }
}

/** The numbers of a blob; a copy only where they do not lie on a boundary of four bytes. */
function floatsOf(blob: Buffer): Float32Array {
  const { buffer, byteOffset, byteLength } = byteAligned(blob);
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

const byteAligned = (blob: Buffer): Uint8Array => (blob.byteOffset % 4 === 0 ? blob : Uint8Array.from(blob));

/** The stored vector of a chip in a space, or null. */
export function vectorOf({ database }: Archive, spaceId: number, chipId: string): Float32Array | null {
  const blob = database
    .prepare<[number, number], Buffer>("SELECT vector FROM embeddings WHERE space_id = ? AND chip_id = ?")
    .pluck()
    .get(spaceId, Number(chipId)) as Buffer | undefined;
  return blob === undefined ? null : floatsOf(blob);
}

/** The stored vectors of many chips, in no particular order. */
export function storedVectors(
  { database }: Archive,
  { spaceId }: EmbeddingSpace,
  chipIds: readonly number[],
): { readonly chipId: number; readonly vector: Float32Array }[] {
  return database
    .prepare<[number, string], { chip_id: number; vector: Buffer }>(
      `SELECT chip_id, vector FROM embeddings
       WHERE space_id = ? AND chip_id IN (SELECT value FROM json_each(?))`,
    )
    .all(spaceId, JSON.stringify(chipIds))
    .map(({ chip_id, vector }) => ({ chipId: chip_id, vector: floatsOf(vector) }));
}

/** The space a chip was embedded in: that of the encoder and precision where it was, else the newest. @throws EngineError when in none. */
export function spaceOfChip(
  { database }: Archive,
  chipId: string,
  wanted: { readonly encoderId: string; readonly precision: Precision | null } | null = null,
): EmbeddingSpace {
  const row = database
    .prepare<[number, string | null, string | null], EmbeddingSpace>(
      `SELECT spaces.space_id AS spaceId, dimensions, encoder_id AS encoderId, precision
       FROM embeddings JOIN spaces USING (space_id) WHERE chip_id = ?
       ORDER BY encoder_id IS ? DESC, precision IS ? DESC, embedding_id DESC LIMIT 1`,
    )
    .get(Number(chipId), wanted?.encoderId ?? null, wanted?.precision ?? null);
  if (row === undefined) throw new EngineError({ kind: "chip-not-embedded", chipId });
  return row;
}

/** Embedded chips under the filters that live in other spaces only, and so cannot be scored. */
export function countElsewhere({ database }: Archive, space: EmbeddingSpace, filters: SearchFilters): number {
  const { where, values } = filterSql(filters);
  const count = database
    .prepare(
      `SELECT count(DISTINCT chip_id) FROM embeddings JOIN chips USING (chip_id) JOIN scenes USING (scene_id)
       WHERE space_id <> @spaceId AND ${where}
         AND NOT EXISTS (SELECT 1 FROM embeddings AS same WHERE same.chip_id = chips.chip_id AND same.space_id = @spaceId)`,
    )
    .pluck()
    .get({ ...values, spaceId: space.spaceId });
  return Number(count);
}

/** Every place of a space with its observations in order of time. */
export function* seriesByPlace(
  { database }: Archive,
  space: EmbeddingSpace,
): Generator<{
  groundId: string;
  footprint: Footprint;
  observations: { acquiredAt: string; vector: Float32Array }[];
}> {
  const grounds = database
    .prepare<[number], { ground_id: string; footprint: string }>(
      `SELECT ground_id, min(footprint) AS footprint FROM embeddings JOIN chips USING (chip_id)
       WHERE space_id = ? GROUP BY ground_id ORDER BY ground_id`,
    )
    .all(space.spaceId);
  const read = database.prepare<[number, string], { acquired_at: string; vector: Buffer }>(
    `SELECT acquired_at, vector FROM embeddings JOIN chips USING (chip_id)
     WHERE space_id = ? AND ground_id = ? ORDER BY acquired_at, chip_id`,
  );
  for (const { ground_id, footprint } of grounds) {
    const observations = read
      .all(space.spaceId, ground_id)
      .map(({ acquired_at, vector }) => ({ acquiredAt: acquired_at, vector: floatsOf(vector) }));
    yield { groundId: ground_id, footprint: JSON.parse(footprint) as Footprint, observations };
  }
}
