import type { Precision, PrecisionAgreement } from "../contract/encoders.ts";
import type { Archive } from "./openArchive.ts";

/** The encoder that this project embeds and searches with. */
export interface ProjectEncoder {
  readonly encoderId: string;
  readonly precision: Precision;
}

/** Null while nobody chose one. */
export function projectEncoder({ database }: Archive): ProjectEncoder | null {
  const row = database
    .prepare<[], ProjectEncoder>("SELECT encoder_id AS encoderId, precision FROM project_encoder")
    .get();
  return row ?? null;
}

export function chooseProjectEncoder({ database }: Archive, { encoderId, precision }: ProjectEncoder): void {
  database
    .prepare("INSERT OR REPLACE INTO project_encoder (only_row, encoder_id, precision) VALUES (1, ?, ?)")
    .run(encoderId, precision);
}

/** Chips that have an embedding of an encoder, by its id. */
export function chipCountsByEncoder({ database }: Archive): ReadonlyMap<string, number> {
  const rows = database
    .prepare<[], { encoder_id: string; chips: number }>(
      `SELECT encoder_id, count(DISTINCT chip_id) AS chips FROM embeddings JOIN spaces USING (space_id)
       GROUP BY encoder_id`,
    )
    .all();
  return new Map(rows.map(({ encoder_id, chips }) => [encoder_id, chips]));
}

/** Which weights a measurement is true of. */
export interface MeasuredEncoder {
  readonly id: string;
  readonly sha256: string;
}

/** What was measured of an encoder's precisions on chips of this project. */
export function listAgreements(
  { database }: Archive,
  { id, sha256 }: MeasuredEncoder,
): readonly PrecisionAgreement[] {
  return database
    .prepare<[string, string], string>(
      "SELECT report FROM agreements WHERE encoder_id = ? AND encoder_sha256 = ? ORDER BY precision",
    )
    .pluck()
    .all(id, sha256)
    .map((report) => JSON.parse(String(report)) as PrecisionAgreement);
}

export function saveAgreement(
  { database }: Archive,
  { id, sha256 }: MeasuredEncoder,
  agreement: PrecisionAgreement,
): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO agreements (encoder_id, encoder_sha256, precision, report, measured_at)
       VALUES (?, ?, ?, ?, ?)`,
    )
    .run(id, sha256, agreement.precision, JSON.stringify(agreement), agreement.measuredAt);
}
