import type { Graph, GraphValue } from "./graph.ts";

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

/** Matrix product over the last two axes, [..., n, k] x [..., k, m] -> [..., n, m]. */
export function matMul(left: GraphValue, right: GraphValue): GraphValue {
  return left.graph.node("MatMul", [left, right]);
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
