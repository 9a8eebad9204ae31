import type { RememberedAnswer } from "../contract/examine.ts";
import type { SceneChoices } from "../contract/intake.ts";
import type { Archive } from "./openArchive.ts";

interface AnswerRow {
  product_type: string;
  choices: string;
  answered_at: string;
}

/** Keeps an answer for all files of a product type; it is added to what was said of them before. */
export function rememberAnswer(archive: Archive, productType: string, choices: SceneChoices): void {
  const together = { ...findAnswer(archive, productType), ...choices };
  archive.database
    .prepare("INSERT OR REPLACE INTO answers (product_type, choices, answered_at) VALUES (?, ?, ?)")
    .run(productType, JSON.stringify(together), new Date().toISOString());
}

/** What was said of files of this product type, or null. */
export function findAnswer({ database }: Archive, productType: string): SceneChoices | null {
  const choices = database
    .prepare<[string], string>("SELECT choices FROM answers WHERE product_type = ?")
    .pluck()
    .get(productType);
  return choices === undefined ? null : (JSON.parse(String(choices)) as SceneChoices);
}

/** Newest first. */
export function listAnswers({ database }: Archive): RememberedAnswer[] {
  return database
    .prepare<[], AnswerRow>("SELECT * FROM answers ORDER BY answered_at DESC, product_type")
    .all()
    .map(({ product_type, choices, answered_at }) => ({
      productType: product_type,
      choices: JSON.parse(choices) as SceneChoices,
      answeredAt: answered_at,
    }));
}

export function forgetAnswer({ database }: Archive, productType: string): void {
  database.prepare("DELETE FROM answers WHERE product_type = ?").run(productType);
}
