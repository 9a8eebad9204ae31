import type { EncoderVerdict } from "../contract/encoders.ts";
import { EngineError } from "../engineError.ts";
import { compareNumbers } from "../inference/agreement.ts";
import { sampleChips, sampleInput } from "../inference/sampleChips.ts";
import { compareSelfTest } from "../inference/selfTest.ts";
import type { Embedder } from "./embedder.ts";

/** Embeds a known chip, alone and in a batch, and compares with the numbers in the encoder's card; its files by their hashes. */
export async function verifyEncoder(embedder: Embedder): Promise<EncoderVerdict> {
  const { card } = embedder.encoder;
  const { chipPixels, values } = card.selfTest;
  const input = sampleInput(chipPixels);
  const [first, ...others] = sampleChips(4, chipPixels);
  const [alone] = await embedder.embed([first!], input);
  const [inBatch] = await embedder.embed([first!, ...others], input);
  const toCard = compareNumbers(alone!.subarray(0, values.length), values);
  const toBatch = compareNumbers(inBatch!, alone!);
  const { provider, device, passedOver } = embedder.device!;
  return {
    id: card.id,
    isRight: isRight(embedder, alone!) && isRight(embedder, inBatch!),
    provider,
    device,
    cosineSimilarity: toCard.cosineSimilarity,
    largestDifference: Math.max(toCard.largestDifference, toBatch.largestDifference),
    passedOver,
  };
}

function isRight({ encoder }: Embedder, embedding: Float32Array): boolean {
  try {
    compareSelfTest(encoder, embedding);
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}
