import type { EncoderSummary, Precision, PrecisionAgreement } from "../contract/encoders.ts";
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

/** How many chips an encoder embedded, in whatever precision and in each. */
export function chipCountsOf(
  { database }: Archive,
  encoderId: string,
): Pick<EncoderSummary, "chipCount" | "chipCounts"> {
  const chipCount = database
    .prepare<[string], number>(
      `SELECT count(DISTINCT chip_id) FROM embeddings JOIN spaces USING (space_id) WHERE encoder_id = ?`,
    )
    .pluck()
    .get(encoderId);
  const rows = database
    .prepare<[string], { precision: Precision; chips: number }>(
      `SELECT precision, count(DISTINCT chip_id) AS chips FROM embeddings JOIN spaces USING (space_id)
       WHERE encoder_id = ? GROUP BY precision`,
    )
    .all(encoderId);
  const counts = Object.fromEntries(rows.map(({ precision, chips }) => [precision, chips]));
  return { chipCount: Number(chipCount), chipCounts: { ...noChipCounts, ...counts } };
}

export const noChipCounts = { fp32: 0, fp16: 0, int8: 0 } as const;

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
