import type { ClayConfig } from "../../models/encoders/clay/config.ts";
import { errorFunction } from "../../models/encoders/clay/doubles.ts";

/** A tensor of the encoder by its name in the reference. */
export type ReadTensor = (name: string) => Promise<Float32Array>;

/** Rows of equal length, one after the other. */
interface Rows {
  readonly data: Float64Array;
  readonly count: number;
  readonly width: number;
}

const epsilon = 1e-5;

/**
 * The transformer as the reference writes it down (clay/SPEC.md section 6.6), in plain double precision: tokens of one chip
 * [1 + patches, dim] in, the same after the final norm out. Slow: about a second for ten billion operations.
 */
export async function plainTransformer(
  tokens: Float64Array,
  { dim, depth, heads, headDim }: ClayConfig,
  read: ReadTensor,
): Promise<Float64Array> {
  let rows: Rows = { data: tokens, count: tokens.length / dim, width: dim };
  for (let block = 0; block < depth; block += 1) {
    const at = `transformer.layers.${block}`;
    const normed = norm(rows, await read(`${at}.0.norm.weight`), await read(`${at}.0.norm.bias`));
    const qkv = multiply(normed, await read(`${at}.0.to_qkv.weight`));
    const attended = attend(qkv, heads, headDim);
    rows = add(rows, multiply(attended, await read(`${at}.0.to_out.weight`)));
    const inner = norm(rows, await read(`${at}.1.net.0.weight`), await read(`${at}.1.net.0.bias`));
    const up = multiply(inner, await read(`${at}.1.net.1.weight`), await read(`${at}.1.net.1.bias`));
    const active = {
      ...up,
      data: up.data.map((value) => 0.5 * value * (1 + errorFunction(value / Math.SQRT2))),
    };
    rows = add(rows, multiply(active, await read(`${at}.1.net.3.weight`), await read(`${at}.1.net.3.bias`)));
  }
  return norm(rows, await read("transformer.norm.weight"), await read("transformer.norm.bias")).data;
}

/** rows . matrix^T + bias, the matrix as [outputs, inputs]. */
function multiply({ data, count, width }: Rows, matrix: Float32Array, bias?: Float32Array): Rows {
  const outputs = matrix.length / width;
  const result = new Float64Array(count * outputs);
  for (let output = 0; output < outputs; output += 1)
    for (let row = 0; row < count; row += 1) {
      let sum = bias?.[output] ?? 0;
      const [left, right] = [row * width, output * width];
      for (let input = 0; input < width; input += 1) sum += data[left + input]! * matrix[right + input]!;
      result[row * outputs + output] = sum;
    }
  return { data: result, count, width: outputs };
}

function norm({ data, count, width }: Rows, gain: Float32Array, offset: Float32Array): Rows {
  const result = new Float64Array(data.length);
  for (let row = 0; row < count; row += 1) {
    const values = data.subarray(row * width, (row + 1) * width);
    const mean = values.reduce((sum, value) => sum + value, 0) / width;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    for (let index = 0; index < width; index += 1)
      result[row * width + index] =
        ((values[index]! - mean) / Math.sqrt(variance + epsilon)) * gain[index]! + offset[index]!;
  }
  return { data: result, count, width };
}

/** softmax(q k^T / sqrt(headDim)) v; queries, keys and values lie side by side in a row, head by head. */
function attend({ data, count, width }: Rows, heads: number, headDim: number): Rows {
  const inner = heads * headDim;
  const result = new Float64Array(count * inner);
  for (let head = 0; head < heads; head += 1)
    for (let row = 0; row < count; row += 1) {
      const query = row * width + head * headDim;
      const scores = Float64Array.from({ length: count }, (_, other) => {
        const key = other * width + inner + head * headDim;
        let dot = 0;
        for (let index = 0; index < headDim; index += 1) dot += data[query + index]! * data[key + index]!;
        return dot / Math.sqrt(headDim);
      });
      const highest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - highest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (let other = 0; other < count; other += 1) {
        const value = other * width + 2 * inner + head * headDim;
        for (let index = 0; index < headDim; index += 1)
          result[row * inner + head * headDim + index]! += (weights[other]! / total) * data[value + index]!;
      }
    }
  return { data: result, count, width: inner };
}

function add(one: Rows, other: Rows): Rows {
  return { ...one, data: one.data.map((value, index) => value + other.data[index]!) };
}
