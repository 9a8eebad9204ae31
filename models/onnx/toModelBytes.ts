import type { Attribute, Dimension, Graph, GraphPort, Initializer } from "./graph.ts";
import { attributeTypes, elementTypes, modelMessage } from "./schema.ts";

// Opset 20 is the first with Gelu; file format 9 is the one that came with it (onnx docs/Versioning.md).
const opset = 20;
const irVersion = 9;

function attributeProto(name: string, value: Attribute) {
  if (typeof value === "string")
    return { name, type: attributeTypes.string, s: new TextEncoder().encode(value) };
  if (typeof value === "number") return { name, type: attributeTypes.int, i: wholeNumber(name, value) };
  if ("float" in value) return { name, type: attributeTypes.float, f: value.float };
  return { name, type: attributeTypes.ints, ints: value.map((item) => wholeNumber(name, item)) };
}

function wholeNumber(name: string, value: number): number {
  if (!Number.isSafeInteger(value))
    throw new Error(
      `Attribute ${name} is ${value}, not a whole number; a float is written { float: ${value} }.`,
    );
  return value;
}

function dimensionProto(dimension: Dimension) {
  return typeof dimension === "number" ? { dimValue: dimension } : { dimParam: dimension };
}

function portProto({ name, type, shape }: GraphPort) {
  const tensorType = { elemType: elementTypes[type], shape: { dim: shape.map(dimensionProto) } };
  return { name, type: { tensorType } };
}

function tensorProto({ name, shape, data }: Initializer) {
  return {
    name,
    dims: [...shape],
    dataType: data instanceof Float32Array ? elementTypes.float32 : elementTypes.int64,
    // ONNX stores little-endian, and so does every machine that onnxruntime is built for.
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

/** The graph as the bytes of an .onnx file. @throws Error on a graph without output or an attribute that is no whole number. */
export function toModelBytes(graph: Graph): Uint8Array {
  if (graph.outputs.length === 0) throw new Error(`Graph ${graph.name} has no output.`);
  const node = graph.nodes.map(({ name, operator, inputs, outputs, attributes }) => ({
    name,
    opType: operator,
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
  }));
  return modelMessage
    .encode(
      modelMessage.fromObject({
        irVersion,
        producerName: "argil",
        opsetImport: [{ domain: "", version: opset }],
        graph: {
          name: graph.name,
          node,
          initializer: graph.initializers.map(tensorProto),
          input: graph.inputs.map(portProto),
          output: graph.outputs.map(portProto),
        },
      }),
    )
    .finish();
}
