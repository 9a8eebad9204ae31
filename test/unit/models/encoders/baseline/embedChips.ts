import { InferenceSession, Tensor } from "onnxruntime-node";
import { baselineEncoder } from "../../../../../models/encoders/baseline/baselineEncoder.ts";
import type {
  EncoderBand,
  EncoderChip,
  EncoderInput,
  NetworkWish,
} from "../../../../../models/encoders/encoder.ts";

/** A chip at a place and time that do not matter. */
export function chipOf(bands: readonly Float32Array[], valid?: Uint8Array): EncoderChip {
  return {
    bands,
    valid: valid ?? new Uint8Array(bands[0]?.length ?? 0).fill(1),
    gsdMeters: 10,
    acquiredAt: "2020-06-01T00:00:00Z",
    scaling: { scale: 1, offset: 0 },
    place: [0, 0],
  };
}

/** Bands that are known by their role alone. */
export function bandsOf(...roles: readonly string[]): readonly EncoderBand[] {
  return roles.map((role) => ({ role, wavelengthMicrometers: null }));
}

/** What a batch of such chips has in common; the built-in encoder does not ask for the sensor. */
export const inputOf = (bands: readonly EncoderBand[], chipPixels: number): EncoderInput => ({
  sensorId: "generic",
  bands,
  chipPixels,
});

/** No attention, one output: the built-in encoder does not ask for these. */
export const wish: NetworkWish = { attention: "plain", output: "embedding" };

/** The whole way of the built-in encoder: prepare, graph, onnxruntime on the CPU; one embedding a chip. */
export async function embedChips(
  chips: readonly EncoderChip[],
  { bands, chipPixels }: { readonly bands: readonly EncoderBand[]; readonly chipPixels: number },
): Promise<readonly Float32Array[]> {
  const input = inputOf(bands, chipPixels);
  const session = await InferenceSession.create(baselineEncoder.buildGraph(input, wish), {
    intraOpNumThreads: 1,
  });
  const feeds = Object.entries(baselineEncoder.prepare(chips, input)).map(
    ([name, { data, shape }]) => [name, new Tensor("float32", data, shape)] as const,
  );
  const outputs = await session.run(Object.fromEntries(feeds));
  const data = outputs[baselineEncoder.embeddingOutput]!.data as Float32Array;
  await session.release();
  const { dimensions } = baselineEncoder.card;
  return chips.map((_, index) => data.slice(index * dimensions, (index + 1) * dimensions));
}

export function cosineSimilarity(first: Float32Array, second: Float32Array): number {
  const dot = (left: Float32Array, right: Float32Array) =>
    left.reduce((sum, value, index) => sum + value * right[index]!, 0);
  return dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second));
}

export function largestDifference(first: Float32Array, second: Float32Array): number {
  return first.reduce((most, value, index) => {
    const difference = Math.abs(value - second[index]!);
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference);
  }, 0);
}
