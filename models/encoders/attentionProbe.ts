import { createGraph, type Graph, type GraphValue } from "../onnx/graph.ts";
import { cast, matMul, multiHeadAttention } from "../onnx/operators.ts";
import { toModelBytes } from "../onnx/toModelBytes.ts";
import { plainAttention } from "./clay/attention.ts";
import type { EncoderTensor, NetworkWish, Precision } from "./encoder.ts";
import { gaussianNumbers } from "./random.ts";

// A network so small that it runs anywhere in a moment, and whose answer is known without running it. It is there to tell
// right attention from wrong: onnxruntime's WebGPU provider counts keys twice from 32 tokens on where subgroups are small,
// without an error, and an attention that is nearly uniform hides it (cosine 0.999995, GPU notes section 3).

const chips = 2;
const tokens = 65;
const heads = 2;
const headDim = 64;
const width = heads * headDim;

/**
 * What random queries and keys are multiplied with, so that a token looks at a few others instead of at all (scores spread
 * by 4). Twice as sharp, TF32 alone would move the result by 0.02, and the fault of WebGPU would show less: measured
 * cosine 0.9988 instead of 0.9954.
 */
const sharpness = 2;

export const attentionProbeOutput = "output";

export interface AttentionProbeWish {
  readonly attention: NetworkWish["attention"];
  readonly precision: Exclude<Precision, "int8">;
}

/**
 * Attention between projections, as in a block of Clay: inputs query, key, value [batch, 65, 128] and the output of the
 * same shape, all float32; with fp16 the projections are multiplied in float16. The projection is its own inverse, so that
 * the result is the attention of the inputs themselves.
 */
export function buildAttentionProbe({ attention, precision }: AttentionProbeWish): Uint8Array {
  const graph = createGraph("attention_probe");
  const shape = ["batch", tokens, width];
  const matrix = projection(graph, precision);
  const project = (rows: GraphValue) =>
    precision === "fp16" ? cast(matMul(cast(rows, "float16"), matrix), "float32") : matMul(rows, matrix);
  const [query, key, value] = [
    project(graph.input("query", shape)),
    project(graph.input("key", shape)),
    project(graph.input("value", shape)),
  ];
  const attended =
    attention === "fused"
      ? multiHeadAttention([query, key, value], { heads, scale: 1 })
      : plainAttention([query, key, value], { heads, headDim });
  graph.output(attentionProbeOutput, project(attended), shape);
  return toModelBytes(graph);
}

/**
 * Sylvester's Hadamard matrix for each head: orthogonal, so that scores stay as they are; symmetric, so that twice is
 * nothing; and made of +-1/8, which float16 holds exactly.
 */
function projection(graph: Graph, precision: AttentionProbeWish["precision"]): GraphValue {
  const numbers = new Float32Array(width * width);
  for (let head = 0; head < width; head += headDim)
    for (let row = 0; row < headDim; row += 1)
      for (let column = 0; column < headDim; column += 1)
        numbers[(head + row) * width + head + column] = hadamardSign(row, column) / Math.sqrt(headDim);
  const matrix = graph.constant("projection", numbers, [width, width]);
  return precision === "fp16" ? cast(matrix, "float16") : matrix;
}

function hadamardSign(row: number, column: number): 1 | -1 {
  let isOdd = false;
  for (let shared = row & column; shared !== 0; shared &= shared - 1) isOdd = !isOdd;
  return isOdd ? -1 : 1;
}

/** Two chips of queries, keys and values, the same on every machine. */
export function attentionProbeFeeds(): Readonly<Record<"query" | "key" | "value", EncoderTensor>> {
  const random = gaussianNumbers(20_260_301);
  const tensor = (factor: number) => ({
    data: Float32Array.from({ length: chips * tokens * width }, () => factor * random()),
    shape: [chips, tokens, width],
  });
  return {
    query: tensor(sharpness / Math.sqrt(headDim)),
    key: tensor(sharpness),
    value: tensor(1),
  };
}

/** softmax(q k^T) v of the feeds in double precision, row by row like the output. */
export function attentionProbeExpected(): Float64Array {
  const { query, key, value } = attentionProbeFeeds();
  const expected = new Float64Array(chips * tokens * width);
  for (let chip = 0; chip < chips; chip += 1)
    for (let head = 0; head < heads; head += 1) {
      const at = (token: number, dimension: number) =>
        (chip * tokens + token) * width + head * headDim + dimension;
      for (let token = 0; token < tokens; token += 1) {
        const scores = Array.from({ length: tokens }, (_, other) => {
          let sum = 0;
          for (let d = 0; d < headDim; d += 1) sum += query.data[at(token, d)]! * key.data[at(other, d)]!;
          return sum;
        });
        const highest = Math.max(...scores);
        const shares = scores.map((score) => Math.exp(score - highest));
        const total = shares.reduce((sum, share) => sum + share, 0);
        for (let d = 0; d < headDim; d += 1)
          expected[at(token, d)] = shares.reduce(
            (sum, share, other) => sum + (share / total) * value.data[at(other, d)]!,
            0,
          );
      }
    }
  return expected;
}
