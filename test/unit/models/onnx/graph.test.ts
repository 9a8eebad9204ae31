import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { plainAttention } from "../../../../models/encoders/clay/attention.ts";
import { createGraph, type Graph, type GraphValue } from "../../../../models/onnx/graph.ts";
import * as onnx from "../../../../models/onnx/operators.ts";
import { toModelBytes } from "../../../../models/onnx/toModelBytes.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

async function run(graph: Graph, numbers: readonly number[], shape: readonly number[]) {
  const session = await InferenceSession.create(toModelBytes(graph), { intraOpNumThreads: 1 });
  const { result } = await session.run({ x: new Tensor("float32", Float32Array.from(numbers), shape) });
  await session.release();
  return { shape: result!.dims, numbers: [...(result!.data as Float32Array)] };
}

const folder = tempFolder("external");

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

  it("normalises, cuts, pads and weighs as a transformer does", async () => {
    const graph = createGraph("transformer");
    const x = graph.input("x", ["batch", 2, 4]);
    const ones = graph.constant("gain", new Float32Array(4).fill(2), [4]);
    const zeros = graph.constant("offset", new Float32Array(4).fill(1), [4]);
    const normed = onnx.layerNorm(x, { gain: ones, offset: zeros, epsilon: 0 });
    const padded = onnx.pad(onnx.slice(normed, 1, [1, 2]), [0, 1, 0, 0, 0, 0]);
    graph.output("result", onnx.softmax(padded), ["batch", 2, 4]);
    const { shape, numbers } = await run(graph, [9, 9, 9, 8, -1, -1, 1, 1], [1, 2, 4]);
    const [low, high] = [Math.exp(-1), Math.exp(3)].map(
      (value) => value / (2 * Math.exp(-1) + 2 * Math.exp(3)),
    );
    const expected = [0.25, 0.25, 0.25, 0.25, low!, low!, high!, high!];
    expect(shape).toEqual([1, 2, 4]);
    numbers.forEach((value, index) => void expect(value).toBeCloseTo(expected[index]!, 6));
  });

  it("multiplies in integers and scales back", async () => {
    const graph = createGraph("integers");
    const x = graph.input("x", ["batch", 2]);
    const { values, scale, zeroPoint } = onnx.dynamicallyQuantized(x);
    const integers = graph.external("w", "int8", [2, 2], { file: "w.bin", offsetBytes: 8 });
    const sums = onnx.cast(onnx.matMulInteger(values, integers, zeroPoint), "float32");
    graph.output("result", onnx.mul(sums, scale), ["batch", 2]);
    writeFileSync(join(folder, "w.bin"), Int8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, -4));
    writeFileSync(join(folder, "m.onnx"), toModelBytes(graph));
    const session = await InferenceSession.create(join(folder, "m.onnx"), { intraOpNumThreads: 1 });
    const { result } = await session.run({ x: new Tensor("float32", Float32Array.of(1, -1), [1, 2]) });
    await session.release();
    // One step of eight bits over a range of 2 is 0.008.
    expect(result!.data[0]).toBeCloseTo(-2, 1);
    expect(result!.data[1]).toBeCloseTo(6, 1);
  });

  it("attends with onnxruntime's own operator as with plain ones", async () => {
    const forms = {
      fused: (x: GraphValue) => onnx.multiHeadAttention([x, x, x], { heads: 2, scale: 1 }),
      plain: (x: GraphValue) => plainAttention([x, x, x], { heads: 2, headDim: 2 }),
    };
    const numbers = Array.from({ length: 24 }, (_, index) => Math.sin(3 * index));
    const [fused, plain] = await Promise.all(
      (["fused", "plain"] as const).map((form) => {
        const graph = createGraph(form);
        const x = graph.input("x", ["batch", "rows", 4]);
        graph.output("result", forms[form](x), ["batch", "rows", 4]);
        return run(graph, numbers, [2, 3, 4]);
      }),
    );
    fused!.numbers.forEach((value, index) => void expect(value).toBeCloseTo(plain!.numbers[index]!, 5));
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
