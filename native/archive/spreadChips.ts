import type { Archive } from "./openArchive.ts";

/** Embedded chips of one scene and size. */
export interface ChipsAlike {
  readonly sceneId: string;
  readonly chipPixels: number;
}

/** Ids of embedded chips that suit, spread evenly over the archive in the order they came; the same ones each time. */
export function spreadChips(
  { database }: Archive,
  count: number,
  suits: (chips: ChipsAlike) => boolean,
): readonly string[] {
  const suitable = database
    .prepare<[], ChipsAlike>(
      "SELECT DISTINCT scene_id AS sceneId, chip_pixels AS chipPixels FROM chips WHERE skip_reason IS NULL",
    )
    .all()
    .filter(suits);
  const ids = database
    .prepare<[string], number>(
      `SELECT chip_id FROM chips WHERE skip_reason IS NULL AND EXISTS (
         SELECT 1 FROM json_each(?)
         WHERE value ->> 'sceneId' = scene_id AND value ->> 'chipPixels' = chip_pixels)
       ORDER BY chip_id`,
    )
    .pluck()
    .all(JSON.stringify(suitable)) as number[];
  if (ids.length <= count) return ids.map(String);
  return Array.from({ length: count }, (_, index) => String(ids[Math.floor((index * ids.length) / count)]!));
}
