import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { createGraph, type Graph } from "../../../../models/onnx/graph.ts";
import * as onnx from "../../../../models/onnx/operators.ts";
import { toModelBytes } from "../../../../models/onnx/toModelBytes.ts";

async function run(graph: Graph, numbers: readonly number[], shape: readonly number[]) {
  const session = await InferenceSession.create(toModelBytes(graph), { intraOpNumThreads: 1 });
  const { result } = await session.run({ x: new Tensor("float32", Float32Array.from(numbers), shape) });
  await session.release();
  return { shape: result!.dims, numbers: [...(result!.data as Float32Array)] };
}

describe("a graph", () => {
  it("computes what its operators say", async () => {
    const graph = createGraph("arithmetic");
    const x = graph.input("x", ["batch", 2]);
    const positive = onnx.max(onnx.neg(onnx.sub(x, 3)), 0);
    graph.output("result", onnx.add(onnx.div(onnx.sqrt(onnx.relu(positive)), 2), onnx.mul(0.5, x)), [
      "batch",
      2,
    ]);
    const { numbers } = await run(graph, [-1, 2, 4, -6], [2, 2]);
    expect(numbers).toEqual([0.5, 1.5, 2, -1.5]);
  });

  it("keeps the batch dynamic through reshape, transpose, unsqueeze, reduction and concat", async () => {
    const graph = createGraph("shapes");
    const x = graph.input("x", ["batch", 6]);
    const square = onnx.reshape(x, [0, 2, 3]);
    const turned = onnx.transpose(square, [0, 2, 1]);
    const sums = onnx.reshape(onnx.reduceSum(turned, [2]), [0, 3]);
    const means = onnx.reshape(onnx.reduceMean(square, [2]), [0, 2]);
    graph.output("result", onnx.unsqueeze(onnx.concat([sums, means], 1), [1]), ["batch", 1, 5]);
    for (const batch of [1, 3]) {
      const { shape, numbers } = await run(graph, Array(batch).fill([1, 2, 3, 4, 5, 6]).flat(), [batch, 6]);
      expect(shape).toEqual([batch, 1, 5]);
      expect(numbers.slice(-5)).toEqual([5, 7, 9, 2, 5]);
    }
  });

  it("multiplies matrices and convolves with a stride", async () => {
    const graph = createGraph("products");
    const x = graph.input("x", ["batch", 1, 4, 4]);
    const corner = graph.constant("corner", Float32Array.of(1, 0, 0, 10), [1, 1, 2, 2]);
    const row = graph.constant("row", Float32Array.of(1, 100), [2, 1]);
    graph.output("result", onnx.matMul(onnx.conv(x, corner, 2), row), ["batch", 1, 2, 1]);
    const { numbers } = await run(
      graph,
      Array.from({ length: 16 }, (_, index) => index),
      [1, 1, 4, 4],
    );
    expect(numbers).toEqual([50 + 7200, 138 + 16000]);
  });

  it("writes attributes of every kind", async () => {
    const graph = createGraph("attributes");
    const x = graph.input("x", ["batch", 2]);
    const leaky = graph.node("LeakyRelu", [x], { alpha: { float: 0.5 } });
    graph.output("result", graph.node("Gelu", [leaky], { approximate: "tanh" }), ["batch", 2]);
    const { numbers } = await run(graph, [-2, 0], [1, 2]);
    expect(numbers[0]).toBeCloseTo(-0.1588, 4);
  });

  it("names what is wrong before onnxruntime sees it", () => {
    const graph = createGraph("first");
    const x = graph.input("x", ["batch", 2]);
    expect(() => graph.input("x", [1])).toThrow("Graph first already has a value named x.");
    expect(() => graph.constant("w", new Float32Array(3), [2, 2])).toThrow(
      "has 3 values, its shape [2,2] needs 4",
    );
    const stranger = createGraph("second").input("y", [1]);
    expect(() => onnx.add(x, stranger)).toThrow("Add asks for y, which graph first does not have.");
    expect(() => onnx.concat([], 0)).toThrow("at least one");
    expect(() => onnx.add(1, 2)).toThrow("belong to no graph");
    expect(() => toModelBytes(graph)).toThrow("Graph first has no output.");
    graph.output("result", graph.node("Softmax", [x], { axis: 0.5 }), ["batch", 2]);
    expect(() => toModelBytes(graph)).toThrow("{ float: 0.5 }");
  });

  it("stores a number or a shape that is used twice only once", () => {
    const graph = createGraph("small");
    const x = graph.input("x", ["batch", 4]);
    onnx.reshape(onnx.add(onnx.mul(x, 2), 2), [0, 4]);
    onnx.reshape(x, [0, 4]);
    expect(graph.initializers).toHaveLength(2);
  });
});
