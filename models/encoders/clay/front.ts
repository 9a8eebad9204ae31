import { type ClayConfig, clayTensorShapes, patchEmbedding } from "./config.ts";
import type { GeneratorWeights } from "./generator.ts";

/** What stands before the transformer. */
export interface ClayFront {
  /** By their names below `patch_embedding.`. */
  readonly generator: GeneratorWeights;
  /** [dim] */
  readonly clsToken: Float32Array;
}

/** The front's tensors in the order in which its file holds them, float32, one after the other. */
export function frontTensors(
  config: ClayConfig,
): readonly { readonly name: string; readonly length: number }[] {
  return [...clayTensorShapes(config)]
    .filter(([name]) => !name.startsWith("transformer."))
    .map(([name, shape]) => ({ name, length: shape.reduce((product, size) => product * size, 1) }));
}

/** @throws RangeError where the bytes are not the front of such a network. */
export function readFront(config: ClayConfig, bytes: Uint8Array): ClayFront {
  const tensors = frontTensors(config);
  const total = tensors.reduce((sum, { length }) => sum + 4 * length, 0);
  if (bytes.byteLength !== total)
    throw new RangeError(`The front of Clay has ${bytes.byteLength} bytes where ${total} are expected.`);
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const generator = new Map<string, Float32Array>();
  let clsToken = new Float32Array(0);
  let offset = aligned.byteOffset;
  for (const { name, length } of tensors) {
    const values = new Float32Array(aligned.buffer as ArrayBuffer, offset, length);
    offset += 4 * length;
    if (name.startsWith(patchEmbedding)) generator.set(name.slice(patchEmbedding.length), values);
    else clsToken = values;
  }
  return { generator, clsToken };
}
