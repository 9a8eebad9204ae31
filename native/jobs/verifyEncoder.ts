import { cosineSimilarity, norm } from "../analysis/cosine.ts";
import type { Embedder } from "./embedder.ts";
import { sampleBands, sampleChips } from "./sampleChips.ts";

export interface EncoderVerdict {
  readonly id: string;
  readonly isRight: boolean;
  readonly provider: string;
  /** Of the embedding computed here with the one stored in the encoder's card. */
  readonly cosineSimilarity: number;
  readonly largestDifference: number;
}

const enoughAgreement = 0.9999;

/** Embeds a known chip, alone and in a batch, and compares with the numbers in the encoder's card. */
export async function verifyEncoder(embedder: Embedder): Promise<EncoderVerdict> {
  const { card } = embedder.encoder;
  const input = { bands: sampleBands, chipPixels: 32 };
  const [first, ...others] = sampleChips(4, 32);
  const [alone] = await embedder.embed([first!], input);
  const [inBatch] = await embedder.embed([first!, ...others], input);
  const spread = alone!.map((value, index) => Math.abs(value - inBatch![index]!));
  const start = alone!.subarray(0, card.selfTest.length);
  const differences = card.selfTest.map((value, index) => Math.abs(value - start[index]!));
  const largestDifference = Math.max(...differences, ...spread);
  const cosine = cosineSimilarity(start, card.selfTest);
  const isRight = cosine >= enoughAgreement && largestDifference <= 1e-3 * norm(alone!);
  return { id: card.id, isRight, provider: embedder.provider, cosineSimilarity: cosine, largestDifference };
}
