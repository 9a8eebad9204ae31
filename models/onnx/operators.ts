import type { Graph, GraphValue } from "./graph.ts";
import { elementTypes } from "./schema.ts";

// ONNX operators by their own names, github.com/onnx/onnx docs/Operators.md, as of the opset in toModelBytes.ts.

type Operand = GraphValue | number;

function binary(operator: string, left: Operand, right: Operand): GraphValue {
  const graph = graphOf(left, right);
  const value = (operand: Operand) => (typeof operand === "number" ? graph.scalar(operand) : operand);
  return graph.node(operator, [value(left), value(right)]);
}

function graphOf(left: Operand, right: Operand): Graph {
  if (typeof left !== "number") return left.graph;
  if (typeof right !== "number") return right.graph;
  throw new Error(`Two numbers, ${left} and ${right}, belong to no graph.`);
}

function unary(operator: string, input: GraphValue): GraphValue {
  return input.graph.node(operator, [input]);
}

/** Elementwise with broadcasting; a number stands for a scalar. */
export const add = (left: Operand, right: Operand) => binary("Add", left, right);
export const sub = (left: Operand, right: Operand) => binary("Sub", left, right);
export const mul = (left: Operand, right: Operand) => binary("Mul", left, right);
export const div = (left: Operand, right: Operand) => binary("Div", left, right);
export const max = (left: Operand, right: Operand) => binary("Max", left, right);

/** Elementwise. */
export const relu = (input: GraphValue) => unary("Relu", input);
export const neg = (input: GraphValue) => unary("Neg", input);
export const sqrt = (input: GraphValue) => unary("Sqrt", input);

/** Exact: 0.5 x (1 + erf(x / sqrt 2)). */
export const gelu = (input: GraphValue) => input.graph.node("Gelu", [input], { approximate: "none" });

/** Over the last axis, which then sums to 1. */
export const softmax = (input: GraphValue) => input.graph.node("Softmax", [input], { axis: -1 });

/** (x - mean) / sqrt(variance + epsilon) over the last axis, then gain and offset. */
export function layerNorm(
  input: GraphValue,
  {
    gain,
    offset,
    epsilon,
  }: { readonly gain: GraphValue; readonly offset: GraphValue; readonly epsilon: number },
): GraphValue {
  return input.graph.node("LayerNormalization", [input, gain, offset], {
    axis: -1,
    epsilon: { float: epsilon },
  });
}

/** Other numbers of the same meaning. */
export function cast(input: GraphValue, type: "float32" | "float16"): GraphValue {
  return input.graph.node("Cast", [input], { to: elementTypes[type] });
}

/** Zeros before and after along every axis: all the befores, then all the afters. */
export function pad(input: GraphValue, counts: readonly number[]): GraphValue {
  return input.graph.node("Pad", [input, input.graph.integers(counts)], { mode: "constant" });
}

/** Rows [start, end) of one axis. */
export function slice(input: GraphValue, axis: number, [start, end]: readonly [number, number]): GraphValue {
  const { graph } = input;
  return graph.node("Slice", [input, graph.integers([start]), graph.integers([end]), graph.integers([axis])]);
}

/** softmax(scale x q k^T) v over heads, of [batch, rows, heads x size] each; onnxruntime's own operator. */
export function multiHeadAttention(
  [query, key, value]: readonly [GraphValue, GraphValue, GraphValue],
  { heads, scale }: { readonly heads: number; readonly scale: number },
): GraphValue {
  return query.graph.node(
    "MultiHeadAttention",
    [query, key, value],
    { num_heads: heads, scale: { float: scale } },
    "com.microsoft",
  );
}

/** Matrix product over the last two axes, [..., n, k] x [..., k, m] -> [..., n, m]. */
export function matMul(left: GraphValue, right: GraphValue): GraphValue {
  return left.graph.node("MatMul", [left, right]);
}

/** The same over integers, summed as int32. The right one's zero is 0. */
export function matMulInteger(left: GraphValue, right: GraphValue, leftZero: GraphValue): GraphValue {
  return left.graph.node("MatMulInteger", [left, right, leftZero]);
}

/** input = (values - zeroPoint) x scale, one scale for the whole tensor, values of eight bits. */
export function dynamicallyQuantized(input: GraphValue) {
  const [values, scale, zeroPoint] = input.graph.nodeWithResults("DynamicQuantizeLinear", [input], 3);
  return { values: values!, scale: scale!, zeroPoint: zeroPoint! };
}

/** Correlation without padding: [batch, channels, height, width] x [filters, channels, k, k]. */
export function conv(input: GraphValue, filters: GraphValue, stridePixels: number): GraphValue {
  return input.graph.node("Conv", [input, filters], { strides: [stridePixels, stridePixels] });
}

/** Sum over axes, which stay with size 1. */
export function reduceSum(input: GraphValue, axes: readonly number[]): GraphValue {
  return input.graph.node("ReduceSum", [input, input.graph.integers(axes)], { keepdims: 1 });
}

/** Mean over axes, which stay with size 1. */
export function reduceMean(input: GraphValue, axes: readonly number[]): GraphValue {
  return input.graph.node("ReduceMean", [input, input.graph.integers(axes)], { keepdims: 1 });
}

/** Joins along an axis. @throws Error where there is nothing to join. */
export function concat(inputs: readonly GraphValue[], axis: number): GraphValue {
  const [first] = inputs;
  if (first === undefined) throw new Error("Concat needs at least one input.");
  return first.graph.node("Concat", inputs, { axis });
}

/** Another shape for the same numbers; 0 copies the input's dimension, which keeps the batch dynamic without shape operators. */
export function reshape(input: GraphValue, shape: readonly number[]): GraphValue {
  return input.graph.node("Reshape", [input, input.graph.integers(shape)]);
}

/** Puts dimensions of size 1 at the given axes of the result. */
export function unsqueeze(input: GraphValue, axes: readonly number[]): GraphValue {
  return input.graph.node("Unsqueeze", [input, input.graph.integers(axes)]);
}

/** Reorders axes. */
export function transpose(input: GraphValue, order: readonly number[]): GraphValue {
  return input.graph.node("Transpose", [input], { perm: order });
}
