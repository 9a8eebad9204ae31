import type { ChipId } from "../../models/vocabulary/ids.ts";
import { cosineSimilarity } from "../analysis/cosine.ts";
import type { PatchSimilarity } from "../contract/encoders.ts";
import { EngineError } from "../engineError.ts";
import type { PictureParts } from "./drawPictures.ts";
import type { Embedder } from "./embedder.ts";
import type { OutsideExample } from "./search.ts";
import { readStoredChip } from "./storedChip.ts";

/**
 * Where in each chip it looks like the query: cosine similarity of every patch, worked out anew from the scene.
 * @throws EngineError where the encoder of that name is no longer the one that the query's vector is of.
 */
export async function whereInChips(
  chipIds: readonly ChipId[],
  { vector, space }: OutsideExample,
  embedder: Embedder,
  parts: PictureParts,
): Promise<readonly PatchSimilarity[]> {
  const { id, dimensions } = embedder.encoder.card;
  const found: PatchSimilarity[] = [];
  for (const chipId of chipIds) {
    const { chip, input } = await readStoredChip(chipId, parts);
    if (embedder.spaceIn(parts.archive, input.bands).spaceId !== space.spaceId)
      throw new EngineError({
        kind: "not-comparable",
        detail: `${id} has other weights or settings now than when these chips were embedded`,
      });
    const [patches] = await embedder.patches([chip], input);
    const count = patches!.length / dimensions;
    const cosines = Array.from({ length: count }, (_, patch) =>
      cosineSimilarity(vector, patches!.subarray(patch * dimensions, (patch + 1) * dimensions)),
    );
    found.push({ chipId, grid: Math.sqrt(count), cosines });
  }
  return found;
}
