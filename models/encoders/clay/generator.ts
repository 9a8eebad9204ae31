import { generatorHeads, latentTokenCount, patchArea, waveDim } from "./config.ts";
import {
  addRows,
  attendRows,
  geluRows,
  type LinearWeights,
  linearRows,
  normRows,
  type Rows,
  sliceRows,
} from "./doubles.ts";
import { waveCode } from "./waveCode.ts";

/** The weight generator's tensors by their names below `patch_embedding.` */
export type GeneratorWeights = ReadonlyMap<string, Float32Array>;

/** The patch convolution that belongs to one set of wavelengths. */
export interface PatchKernel {
  /** [dim, bands, 8, 8] */
  readonly weight: Float32Array;
  /** [dim] */
  readonly bias: Float32Array;
  /** [bands, 128]: what the layers in front make of the wavelengths. */
  readonly wavesFc: Float32Array;
}

/** Keeps the kernel small at the start of training; the bias does without it. */
const kernelFactor = 0.02;

/**
 * Makes the kernel and bias for wavelengths in micrometres. A band's part depends on which other bands there are, so it
 * is made once a set. Doubles inside, rounded last. `DynamicEmbedding` and `WavesTransformer`, Clay-foundation/model,
 * claymodel/factory.py, main of 2025-10-20.
 */
export function generateKernel(
  weights: GeneratorWeights,
  { dim, waves }: { readonly dim: number; readonly waves: readonly number[] },
): PatchKernel {
  const waveRows = feedForward(weights, {
    data: Float64Array.from(waveCode(waves)),
    count: waves.length,
    width: waveDim,
  });
  const sequence = joinRows([
    tokensOf(weights, "weight_generator.weight_tokens"),
    waveRows,
    tokensOf(weights, "weight_generator.bias_token"),
  ]);
  const encoded = encodeSequence(weights, sequence);
  const [first, last] = [latentTokenCount, latentTokenCount + waves.length];
  const ofBands = addRows(sliceRows(encoded, first, last), waveRows);
  const generated = linearRows(ofBands, linearOf(weights, "weight_generator.fc_weight"));
  const bias = linearRows(sliceRows(encoded, last, last + 1), linearOf(weights, "weight_generator.fc_bias"));
  return {
    weight: kernelOf(generated, dim),
    bias: Float32Array.from(bias.data),
    wavesFc: Float32Array.from(waveRows.data),
  };
}

/** The kernel as the right side of a matrix product with unfolded patches: [bands * 64, dim], rows by band, row, column. */
export function kernelMatrix(
  { weight }: PatchKernel,
  { dim, bandCount }: { readonly dim: number; readonly bandCount: number },
): Float32Array {
  const rowCount = bandCount * patchArea;
  const matrix = new Float32Array(weight.length);
  for (let channel = 0; channel < dim; channel += 1)
    for (let row = 0; row < rowCount; row += 1)
      matrix[row * dim + channel] = weight[channel * rowCount + row]!;
  return matrix;
}

/** Rows of the generator hold [dim, 8, 8] of one band. */
function kernelOf({ data, count: bandCount, width }: Rows, dim: number): Float32Array {
  const kernel = new Float32Array(data.length);
  for (let channel = 0; channel < dim; channel += 1)
    for (let band = 0; band < bandCount; band += 1) {
      const to = (channel * bandCount + band) * patchArea;
      const from = band * width + channel * patchArea;
      for (let pixel = 0; pixel < patchArea; pixel += 1)
        kernel[to + pixel] = data[from + pixel]! * kernelFactor;
    }
  return kernel;
}

/** `FCBlock`: two layers beside a residual. */
function feedForward(weights: GeneratorWeights, rows: Rows): Rows {
  const inner = geluRows(linearRows(rows, linearOf(weights, "fclayer.l1")));
  return addRows(rows, geluRows(linearRows(inner, linearOf(weights, "fclayer.l2"))));
}

/** The one layer of `TransformerEncoder`: norms after the residuals, no dropout. */
function encodeSequence(weights: GeneratorWeights, sequence: Rows): Rows {
  const layer = "weight_generator.encoder.layers.0";
  const norm = (rows: Rows, name: string) =>
    normRows(rows, tensorOf(weights, `${layer}.${name}.weight`), tensorOf(weights, `${layer}.${name}.bias`));
  const queryKeyValue = linearRows(sequence, {
    weight: tensorOf(weights, `${layer}.self_attn.in_proj_weight`),
    bias: tensorOf(weights, `${layer}.self_attn.in_proj_bias`),
  });
  const attended = linearRows(
    attendRows(queryKeyValue, generatorHeads),
    linearOf(weights, `${layer}.self_attn.out_proj`),
  );
  const middle = norm(addRows(sequence, attended), "norm1");
  const inner = geluRows(linearRows(middle, linearOf(weights, `${layer}.linear1`)));
  return norm(addRows(middle, linearRows(inner, linearOf(weights, `${layer}.linear2`))), "norm2");
}

function joinRows(parts: readonly Rows[]): Rows {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const data = new Float64Array(count * waveDim);
  let end = 0;
  for (const part of parts) {
    data.set(part.data, end);
    end += part.data.length;
  }
  return { data, count, width: waveDim };
}

function tokensOf(weights: GeneratorWeights, name: string): Rows {
  const data = Float64Array.from(tensorOf(weights, name));
  return { data, count: data.length / waveDim, width: waveDim };
}

const linearOf = (weights: GeneratorWeights, name: string): LinearWeights => ({
  weight: tensorOf(weights, `${name}.weight`),
  bias: tensorOf(weights, `${name}.bias`),
});

function tensorOf(weights: GeneratorWeights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`The weight generator of Clay has no ${name}.`);
  return tensor;
}
