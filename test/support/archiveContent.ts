import { createHash } from "node:crypto";
import { type Archive, openArchive } from "../../native/archive/openArchive.ts";

const queries = {
  files: "SELECT path, bytes, modified_ms, sha256 FROM files ORDER BY path",
  scenes: "SELECT * FROM scenes ORDER BY scene_id",
  chips: `SELECT ground_id, acquired_at, scene_id, chip_pixels, cell_i, cell_j, footprint, valid_fraction, cloud_fraction, skip_reason
    FROM chips ORDER BY ground_id, acquired_at, scene_id`,
  bounds: `SELECT ground_id, acquired_at, scene_id, west, east, south, north
    FROM chip_bounds JOIN chips USING (chip_id) ORDER BY ground_id, acquired_at, scene_id`,
  boundsCount: "SELECT count(*) FROM chip_bounds",
  embeddings: `SELECT ground_id, acquired_at, scene_id, space_key, provider, vector
    FROM embeddings JOIN chips USING (chip_id) JOIN spaces USING (space_id)
    ORDER BY ground_id, acquired_at, scene_id, space_key`,
  ingests: `SELECT scene_id, chip_pixels, space_key, min_valid_fraction
    FROM ingests JOIN spaces USING (space_id) ORDER BY scene_id, chip_pixels, space_key`,
  spaces: "SELECT space_key, encoder_id, encoder_sha256, dimensions FROM spaces ORDER BY space_key",
} as const;

export type ArchiveContent = Readonly<Record<keyof typeof queries, readonly string[]>>;

/** Every row of an archive as text, by its natural key: what must be equal, whatever numbers SQLite gave the rows. */
export function contentOf({ database }: Archive): ArchiveContent {
  const rowsOf = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => JSON.stringify(row, (_, value: unknown) => (isBytes(value) ? hashOf(value) : value)));
  return Object.fromEntries(
    Object.entries(queries).map(([name, sql]) => [name, rowsOf(sql)]),
  ) as unknown as ArchiveContent;
}

/** A Buffer as JSON.stringify hands it on. */
const isBytes = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === "object" && value !== null && "data" in value;

/** Vectors are compared by their hash, so that a test that fails stays readable. */
const hashOf = ({ data }: { readonly data: readonly number[] }) =>
  createHash("sha256").update(Uint8Array.from(data)).digest("hex").slice(0, 16);

/** As `contentOf`, of a closed archive. */
export function contentAt(folder: string): ArchiveContent {
  const archive = openArchive(folder);
  try {
    return contentOf(archive);
  } finally {
    archive.close();
  }
}
