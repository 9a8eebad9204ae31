import type { Encoder } from "../../models/encoders/encoder.ts";
import { cosineSimilarity, norm } from "../analysis/cosine.ts";
import { EngineError } from "../engineError.ts";

/** Float32 on a GPU may be TF32, which keeps ten bits of a number. */
const enoughCosine = { fp32: 0.9999, fp16: 0.999, int8: 0.99 } as const;

/** How alike an embedding is to the stored one. @throws EngineError `device-failed` where it is another one. */
export function compareSelfTest(
  { card, precision }: Pick<Encoder, "card" | "precision">,
  embedding: Float32Array,
): number {
  const start = embedding.subarray(0, card.selfTest.values.length);
  const cosine = cosineSimilarity(start, card.selfTest.values);
  const ratio = norm(start) / norm(card.selfTest.values);
  if (cosine >= enoughCosine[precision] && Math.abs(ratio - 1) < 0.02) return cosine;
  throw new EngineError({
    kind: "device-failed",
    detail: `it computes wrong numbers: the self-test has cosine ${cosine.toFixed(5)} to the stored embedding`,
  });
}
