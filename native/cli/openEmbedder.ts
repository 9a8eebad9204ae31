import type { Encoder } from "../../models/encoders/encoder.ts";
import { defaultEncoder, encoders } from "../../models/encoders/index.ts";
import { EngineError } from "../engineError.ts";
import { forkInference } from "../inference/forkInference.ts";
import { Inference } from "../inference/inference.ts";
import { Embedder } from "../jobs/embedder.ts";

/** The encoder of that id, or the built-in one. @throws EngineError for an id that is not there. */
export function findEncoder(id?: string): Encoder {
  const encoder = id === undefined ? defaultEncoder : encoders.find((candidate) => candidate.card.id === id);
  if (encoder !== undefined) return encoder;
  throw new EngineError({
    kind: "encoder-unknown",
    encoderId: id ?? "",
    known: encoders.map(({ card }) => card.id),
  });
}

/** An embedder with an inference process of its own, which ends with it. */
export function openEmbedder(
  encoder: Encoder,
  threads?: number,
): AsyncDisposable & { readonly embedder: Embedder } {
  const inference = new Inference(() => forkInference());
  return {
    embedder: new Embedder(encoder, inference, threads),
    [Symbol.asyncDispose]: () => inference.close(),
  };
}
