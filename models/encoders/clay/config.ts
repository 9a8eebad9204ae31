/** Sizes of one Clay encoder; Clay-foundation/model, configs/config.yaml and claymodel/model.py, main of 2025-10-20. */
export interface ClayConfig {
  readonly generation: "v1" | "v1.5";
  /** Width of a token, and length of an embedding. */
  readonly dim: number;
  readonly depth: number;
  readonly heads: number;
  readonly headDim: number;
  readonly mlpDim: number;
}

/** Side of a patch. The reference could vary it, but every published configuration has 8. */
export const patchPixels = 8;
/** Numbers that a patch has in each band. */
export const patchArea = patchPixels ** 2;
/** Length of the code of a wavelength, and width of the weight generator. */
export const waveDim = 128;
/** Tokens of the weight generator that stand for no band. */
export const latentTokenCount = 128;
/** Heads of the weight generator's only layer; not to be read from its tensors. */
export const generatorHeads = 4;
const generatorMlpDim = 2048;

/** Below `patch_embedding.` lie the weight generator and the layers in front of it. */
export const patchEmbedding = "patch_embedding.";

/** Names and shapes of the encoder's tensors as PyTorch stores them, [outputs, inputs], without the prefix of a checkpoint. */
export function clayTensorShapes(config: ClayConfig): ReadonlyMap<string, readonly number[]> {
  const { dim, depth } = config;
  const blocks = Array.from({ length: depth }, (_, block) => blockShapes(config, block));
  return new Map<string, readonly number[]>([
    ["cls_token", [1, 1, dim]],
    ...generatorShapes(dim),
    ...vectorPair("transformer.norm", dim),
    ...blocks.flat(),
  ]);
}

type NamedShape = readonly [name: string, shape: readonly number[]];

function generatorShapes(dim: number): readonly NamedShape[] {
  const generator = `${patchEmbedding}weight_generator`;
  const layer = `${generator}.encoder.layers.0`;
  return [
    [`${generator}.weight_tokens`, [latentTokenCount, waveDim]],
    [`${generator}.bias_token`, [1, waveDim]],
    [`${layer}.self_attn.in_proj_weight`, [3 * waveDim, waveDim]],
    [`${layer}.self_attn.in_proj_bias`, [3 * waveDim]],
    ...linearPair(`${layer}.self_attn.out_proj`, [waveDim, waveDim]),
    ...linearPair(`${layer}.linear1`, [generatorMlpDim, waveDim]),
    ...linearPair(`${layer}.linear2`, [waveDim, generatorMlpDim]),
    ...vectorPair(`${layer}.norm1`, waveDim),
    ...vectorPair(`${layer}.norm2`, waveDim),
    ...linearPair(`${generator}.fc_weight`, [patchArea * dim, waveDim]),
    ...linearPair(`${generator}.fc_bias`, [dim, waveDim]),
    ...linearPair(`${patchEmbedding}fclayer.l1`, [waveDim, waveDim]),
    ...linearPair(`${patchEmbedding}fclayer.l2`, [waveDim, waveDim]),
  ];
}

function blockShapes({ dim, heads, headDim, mlpDim }: ClayConfig, block: number): readonly NamedShape[] {
  const layer = `transformer.layers.${block}`;
  const inner = heads * headDim;
  return [
    ...vectorPair(`${layer}.0.norm`, dim),
    [`${layer}.0.to_qkv.weight`, [3 * inner, dim]],
    [`${layer}.0.to_out.weight`, [dim, inner]],
    ...vectorPair(`${layer}.1.net.0`, dim),
    ...linearPair(`${layer}.1.net.1`, [mlpDim, dim]),
    ...linearPair(`${layer}.1.net.3`, [dim, mlpDim]),
  ];
}

const linearPair = (name: string, shape: readonly [outputs: number, inputs: number]): NamedShape[] => [
  [`${name}.weight`, shape],
  [`${name}.bias`, [shape[0]]],
];

const vectorPair = (name: string, length: number): NamedShape[] => [
  [`${name}.weight`, [length]],
  [`${name}.bias`, [length]],
];
