import type { Archive } from "./openArchive.ts";

export interface ArchiveCheck {
  readonly isWhole: boolean;
  readonly problems: readonly string[];
}

/** SQLite's own check, and that rows and vectors belong together. */
export function checkArchive({ database }: Archive): ArchiveCheck {
  const problems: string[] = [];
  const integrity = String(database.pragma("integrity_check", { simple: true }));
  if (integrity !== "ok") problems.push(integrity);
  const rules: readonly (readonly [string, string])[] = [
    ["chips that point to no scene", "SELECT count(*) FROM pragma_foreign_key_check"],
    [
      "chips that are neither embedded nor skipped",
      "SELECT count(*) FROM chips WHERE skip_reason IS NULL AND NOT EXISTS (SELECT 1 FROM embeddings WHERE embeddings.chip_id = chips.chip_id)",
    ],
    [
      "vectors of the wrong length",
      "SELECT count(*) FROM embeddings JOIN spaces USING (space_id) WHERE length(vector) <> 4 * dimensions",
    ],
    [
      "chips without a place in the index",
      "SELECT count(*) FROM chips WHERE chip_id NOT IN (SELECT chip_id FROM chip_bounds)",
    ],
  ];
  for (const [what, sql] of rules) {
    const count = Number(database.prepare(sql).pluck().get());
    if (count > 0) problems.push(`${count} ${what}`);
  }
  return { isWhole: problems.length === 0, problems };
}
