import type { Attribute, Dimension, Graph, GraphPort, Initializer } from "./graph.ts";
import { attributeTypes, type ElementType, elementTypes, externalLocation, modelMessage } from "./schema.ts";

// Opset 20 is the first with Gelu; file format 9 is the one that came with it (onnx docs/Versioning.md).
const opset = 20;
const irVersion = 9;

/** Operators beside ONNX's own are onnxruntime's; their set has had one version only. */
const contribVersion = 1;

/** Bytes of one element. */
export const elementBytes: Readonly<Record<ElementType, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  int64: 8,
  float16: 2,
};

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

function tensorProto(initializer: Initializer) {
  const { name, shape } = initializer;
  const dims = [...shape];
  if ("data" in initializer) {
    const { data } = initializer;
    return {
      name,
      dims,
      dataType: data instanceof Float32Array ? elementTypes.float32 : elementTypes.int64,
      // ONNX stores little-endian, and so does every machine that onnxruntime is built for.
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  }
  const { type, place } = initializer;
  const length = shape.reduce((product, size) => product * size, 1) * elementBytes[type];
  const entries = { location: place.file, offset: String(place.offsetBytes), length: String(length) };
  return {
    name,
    dims,
    dataType: elementTypes[type],
    dataLocation: externalLocation,
    externalData: Object.entries(entries).map(([key, value]) => ({ key, value })),
  };
}

/** The graph as the bytes of an .onnx file. @throws Error on a graph without output or an attribute that is no whole number. */
export function toModelBytes(graph: Graph): Uint8Array {
  if (graph.outputs.length === 0) throw new Error(`Graph ${graph.name} has no output.`);
  const node = graph.nodes.map(({ name, operator, domain, inputs, outputs, attributes }) => ({
    name,
    opType: operator,
    domain,
    input: inputs,
    output: outputs,
    attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
  }));
  const domains = new Set(graph.nodes.map(({ domain }) => domain));
  return modelMessage
    .encode(
      modelMessage.fromObject({
        irVersion,
        producerName: "argil",
        opsetImport: [...domains].map((domain) => ({
          domain,
          version: domain === "" ? opset : contribVersion,
        })),
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
