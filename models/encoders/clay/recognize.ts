import {
  type ClayConfig,
  clayTensorShapes,
  latentTokenCount,
  patchEmbedding,
  patchPixels,
  waveDim,
} from "./config.ts";
import { describeOther } from "./otherModels.ts";
import { metadataChannels } from "./position.ts";
import { ClayRefusal } from "./refusal.ts";

/** Tensors of a checkpoint by name; nothing of their numbers. */
export type TensorHeads = ReadonlyMap<string, { readonly shape: readonly number[]; readonly type: string }>;

/** What is known beside the tensors. */
export interface SaidOfClay {
  readonly heads?: number;
  readonly generation?: ClayConfig["generation"];
  readonly hyperParameters: Readonly<Record<string, unknown>>;
}

const generator = `${patchEmbedding}weight_generator`;
/** Checkpoints of training, of fine-tuned heads, and encoders alone. */
const knownPrefixes = ["model.encoder.", "encoder.", "clay_encoder.", "model.clay_encoder.", ""];
/** Heads leave no trace in the tensors; widths of the published configurations, configs/ of Clay-foundation/model. */
const headsByDim: Readonly<Record<number, number>> = { 192: 4, 384: 6, 768: 12, 1024: 16 };
/** Models were published in these two widths, one a generation. */
const generationByDim: Readonly<Record<number, ClayConfig["generation"]>> = { 768: "v1", 1024: "v1.5" };

/**
 * What a checkpoint holds of Clay: the prefix of the encoder's tensors and its sizes, read from their shapes.
 * @throws ClayRefusal where it holds no whole Clay encoder; the message says what it is and what to do.
 */
export function recognizeClay(
  tensors: TensorHeads,
  said: SaidOfClay,
): { readonly prefix: string; readonly config: ClayConfig } {
  const prefix = findPrefix([...tensors.keys()]);
  if (prefix === null) throw new ClayRefusal(describeOther(tensors));
  const config = readConfig(tensors, prefix, said);
  checkTensors(tensors, prefix, clayTensorShapes(config));
  return { prefix, config };
}

/** The decoder has a weight generator too, but not in a patch embedding. */
function findPrefix(names: readonly string[]): string | null {
  const found = new Set<string>();
  for (const name of names) {
    const at = name.indexOf(`${generator}.`);
    if (at >= 0 && !name.includes("decoder")) found.add(name.slice(0, at));
  }
  return knownPrefixes.find((prefix) => found.has(prefix)) ?? [...found][0] ?? null;
}

function readConfig(tensors: TensorHeads, prefix: string, said: SaidOfClay): ClayConfig {
  const sizes = (name: string) => matrixSizes(tensors, prefix + name);
  const [dim, foundWaveDim] = sizes(`${generator}.fc_bias.weight`);
  const [kernelRows] = sizes(`${generator}.fc_weight.weight`);
  const [latent] = sizes(`${generator}.weight_tokens`);
  const [qkvRows] = sizes("transformer.layers.0.0.to_qkv.weight");
  const [mlpDim] = sizes("transformer.layers.0.1.net.1.weight");
  requireSize("patch size", Math.sqrt(kernelRows / dim), patchPixels);
  requireSize("width of the weight generator", foundWaveDim, waveDim);
  requireSize("number of latent tokens", latent, latentTokenCount);
  if (dim % 4 !== 0 || dim < 2 * metadataChannels)
    throw new ClayRefusal(
      `it is a Clay encoder of width ${dim}, which has no position code; give a published one`,
    );
  const inner = qkvRows / 3;
  const heads = readHeads(dim, inner, said);
  return {
    generation: readGeneration(dim, said),
    dim,
    depth: countBlocks(tensors, prefix),
    heads,
    headDim: inner / heads,
    mlpDim,
  };
}

function matrixSizes(tensors: TensorHeads, name: string): readonly [rows: number, columns: number] {
  const tensor = tensors.get(name);
  if (tensor === undefined)
    throw new ClayRefusal(`it is a Clay encoder without ${name}; download or export it again`);
  const [rows, columns] = tensor.shape;
  if (tensor.shape.length !== 2 || rows === undefined || columns === undefined || rows * columns === 0)
    throw new ClayRefusal(
      `it is a Clay encoder whose ${name} is [${tensor.shape.join(", ")}] instead of a matrix; download or export it again`,
    );
  return [rows, columns];
}

function requireSize(what: string, found: number, expected: number): void {
  if (found !== expected)
    throw new ClayRefusal(
      `it is a Clay encoder with a ${what} of ${found}, and Argil runs those with ${expected}; give a published one`,
    );
}

function readHeads(dim: number, inner: number, { heads: told }: SaidOfClay): number {
  const heads = told ?? headsByDim[dim];
  if (heads === undefined)
    throw new ClayRefusal(
      `it is a Clay encoder of unusual width ${dim}; say how many heads it has with --heads`,
    );
  if (Number.isInteger(heads) && heads > 0 && Number.isInteger(inner / heads)) return heads;
  throw new ClayRefusal(
    `it is a Clay encoder whose attention, ${inner} wide, cannot be split into ${heads} heads; say how many it has with --heads`,
  );
}

/**
 * Told, else by the width of the published models, else by what only one generation was trained with. It decides about
 * Sentinel-1 alone, so a guess does little harm.
 */
function readGeneration(dim: number, { generation, hyperParameters }: SaidOfClay): ClayConfig["generation"] {
  const isV1 =
    hyperParameters.norm_pix_loss === true &&
    !("dolls" in hyperParameters || "doll_weights" in hyperParameters);
  return generation ?? generationByDim[dim] ?? (isV1 ? "v1" : "v1.5");
}

function countBlocks(tensors: TensorHeads, prefix: string): number {
  const start = `${prefix}transformer.layers.`;
  const blocks = [...tensors.keys()]
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length).split(".", 1)[0]);
  return new Set(blocks).size;
}

function checkTensors(
  tensors: TensorHeads,
  prefix: string,
  shapes: ReadonlyMap<string, readonly number[]>,
): void {
  const missing = [...shapes.keys()].filter((name) => !tensors.has(prefix + name));
  if (missing.length > 0)
    throw new ClayRefusal(
      `it is a Clay encoder without ${missing.length} of its ${shapes.size} tensors (${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ", ..." : ""}); download or export it again`,
    );
  for (const [name, expected] of shapes) {
    const { shape, type } = tensors.get(prefix + name)!;
    if (shape.join() !== expected.join())
      throw new ClayRefusal(
        `it is a Clay encoder whose ${name} is [${shape.join(", ")}] instead of [${expected.join(", ")}]; download or export it again`,
      );
    if (!/^(b?float|b?f)(16|32|64)$/i.test(type))
      throw new ClayRefusal(
        `it is a Clay encoder whose ${name} holds ${type} numbers; give one that is not quantised`,
      );
  }
}
