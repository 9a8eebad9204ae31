import { createGraph, type Graph, type GraphValue } from "../../onnx/graph.ts";
import { add, gelu, layerNorm, matMul, pad, reshape, slice } from "../../onnx/operators.ts";
import { toModelBytes } from "../../onnx/toModelBytes.ts";
import { attend } from "./attention.ts";
import type { ClayConfig } from "./config.ts";
import { linear } from "./linear.ts";
import type { ClayGraphWish, ClayNetwork } from "./network.ts";
import { type WeightsLayout, weightsLayout } from "./weights.ts";

/** Added to the variance inside the square root; Clay-foundation/model, PyTorch's default. */
const epsilon = 1e-5;

/**
 * The transformer as an ONNX model, weights outside. What depends on band set, sample distance and chip size are inputs,
 * so that one file serves every sensor:
 * patches [batch, patches, bands x 64], kernel [bands x 64, dim], bias [dim], metadata [batch, 1, dim] (time and place in
 * the last eight), position [1 + patches, dim] (CLS token in row 0, code in the others).
 */
export function buildClayGraph(config: ClayConfig, wish: ClayGraphWish): Uint8Array {
  const graph = createGraph("clay");
  const network: ClayNetwork = {
    ...wish,
    config,
    graph,
    weight: weightsOf(graph, weightsLayout(config, wish.precision), wish.weightsFile),
  };
  const { dim, depth } = config;
  const isStages = wish.outputs === "stages";
  const stage = (name: string, value: GraphValue, rows: string) => {
    if (isStages) graph.output(name, value, ["batch", rows, dim]);
  };
  let tokens = embedPatches(network, stage);
  stage("tokens_in", tokens, "tokens");
  for (let block = 0; block < depth; block += 1) {
    const isLast = block === depth - 1 && wish.outputs === "embedding";
    tokens = runBlock(network, { block, tokens, isClsOnly: isLast }, block === 0 ? stage : () => undefined);
  }
  const normed = norm(network, tokens, "norm");
  const cls = wish.outputs === "embedding" ? normed : slice(normed, 1, [0, 1]);
  graph.output("cls_embedding", reshape(cls, [0, dim]), ["batch", dim]);
  if (wish.outputs !== "embedding")
    graph.output("patch_embeddings", slice(normed, 1, [1, wholeAxis]), ["batch", "patches", dim]);
  return toModelBytes(graph);
}

/** End of a slice that goes to the end of an axis whatever its size. */
const wholeAxis = 2 ** 31 - 1;

type Stage = (name: string, value: GraphValue, rows: string) => void;

/** The patch convolution as a product with unfolded patches; then time, place and position are added and CLS put in front. */
function embedPatches({ graph, config: { dim } }: ClayNetwork, stage: Stage): GraphValue {
  const kernelRows = "bands_by_64";
  const patches = graph.input("patches", ["batch", "patches", kernelRows]);
  const kernel = graph.input("kernel", [kernelRows, dim]);
  const bias = graph.input("bias", [dim]);
  const metadata = graph.input("metadata", ["batch", 1, dim]);
  const position = graph.input("position", ["tokens", dim]);
  const embedded = add(matMul(patches, kernel), bias);
  stage("patches_before_pos", embedded, "patches");
  // One row of zeros in front: CLS is a row of `position`, and gets neither time nor place.
  const tokens = pad(add(embedded, metadata), [0, 1, 0, 0, 0, 0]);
  return add(tokens, position);
}

function runBlock(
  network: ClayNetwork,
  { block, tokens, isClsOnly }: { block: number; tokens: GraphValue; isClsOnly: boolean },
  stage: Stage,
): GraphValue {
  const normed = norm(network, tokens, `block${block}.attention`);
  const asking = isClsOnly ? slice(normed, 1, [0, 1]) : normed;
  const attended = attend(network, { block, asking, asked: normed });
  const kept = isClsOnly ? slice(tokens, 1, [0, 1]) : tokens;
  const afterAttention = add(kept, attended);
  stage(`after_block${block}_attn`, afterAttention, "tokens");
  const up = linear(network, norm(network, afterAttention, `block${block}.mlp`), `block${block}.up`);
  const down = linear(network, gelu(up), `block${block}.down`);
  const after = add(afterAttention, down);
  stage(`after_block${block}`, after, "tokens");
  return after;
}

function norm({ weight }: ClayNetwork, input: GraphValue, name: string): GraphValue {
  return layerNorm(input, { gain: weight(`${name}.gain`), offset: weight(`${name}.offset`), epsilon });
}

/** A weight enters the graph when it is first asked for. */
function weightsOf(graph: Graph, { tensors }: WeightsLayout, file: string) {
  const known = new Map<string, GraphValue>();
  return (name: string): GraphValue => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`The weights of Clay have no ${name}.`);
    const { type, shape, offsetBytes } = tensor;
    const value = known.get(name) ?? graph.external(name, type, shape, { file, offsetBytes });
    known.set(name, value);
    return value;
  };
}
