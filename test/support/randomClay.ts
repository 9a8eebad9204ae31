import { type ClayConfig, clayTensorShapes } from "../../models/encoders/clay/config.ts";
import { Random } from "./random.ts";
import { type WrittenTensor, writeCheckpoint } from "./writeCheckpoint.ts";

/** Sizes of the two released encoders; clay/SPEC.md section 2. */
export const releasedClay = {
  base: { generation: "v1", dim: 768, depth: 12, heads: 12, headDim: 64, mlpDim: 3072 },
  large: { generation: "v1.5", dim: 1024, depth: 24, heads: 16, headDim: 64, mlpDim: 4096 },
} as const satisfies Record<string, ClayConfig>;

/** Parameters beside the encoder's (teacher, projection, decoder), and the optimiser's copies of those that learn. */
const otherParameters = {
  base: { teacher: 85_798_656, learned: 22_594_048 + 590_592 },
  large: { teacher: 304_370_688, learned: 15_900_160 + 1_049_600 },
} as const;

/**
 * Writes a checkpoint as large as the real one: an encoder of seeded random numbers, drawn as the reference initialises
 * its layers, and zeros for everything else, which take no disk.
 */
export function writeRandomClay(path: string, size: keyof typeof releasedClay, seed: number): string {
  const config = releasedClay[size];
  const shapes = [...clayTensorShapes(config)];
  const encoder = shapes.map(
    ([name, shape], index): WrittenTensor => ({
      name: `model.encoder.${name}`,
      type: "float32",
      shape,
      bytes: () => randomTensor(name, shape, seed + index),
    }),
  );
  const { teacher, learned } = otherParameters[size];
  const encoderCount = shapes.reduce((sum, [, shape]) => sum + countOf(shape), 0);
  const zeros = (name: string, count: number): WrittenTensor => ({
    name,
    type: "float32",
    shape: [count],
    bytes: "zeros",
  });
  return writeCheckpoint(path, {
    tensors: [
      zeros("model.teacher.blocks", teacher),
      ...encoder,
      zeros("model.decoder.rest", learned),
      // Two moments of AdamW for all that learns.
      zeros("optimizer.exp_avg", encoderCount + learned),
      zeros("optimizer.exp_avg_sq", encoderCount + learned),
    ],
    hyperParameters: { model_size: size, mask_ratio: 0.75, patch_size: 8, shuffle: true },
  });
}

/** Gains about 1, offsets about 0, matrices uniform by their number of inputs as PyTorch's Linear. */
export function randomTensor(name: string, shape: readonly number[], seed: number): Uint8Array {
  const random = new Random(seed);
  const isGain = /norm\d?\.weight$|net\.0\.weight$/.test(name);
  const reach = shape.length === 2 ? 1 / Math.sqrt(shape[1]!) : 0.1;
  const values = new Float32Array(countOf(shape));
  for (let index = 0; index < values.length; index += 1)
    values[index] = (isGain ? 1 : 0) + random.between(-reach, reach);
  return new Uint8Array(values.buffer);
}

const countOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
