import type { ElementType } from "../../onnx/schema.ts";
import { elementBytes } from "../../onnx/toModelBytes.ts";
import type { Precision } from "../encoder.ts";
import type { ClayConfig } from "./config.ts";

/** One tensor of a weights file. */
export interface PlacedTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly offsetBytes: number;
  readonly byteLength: number;
}

/** What a weights file holds, in the order of the file. */
export interface WeightsLayout {
  readonly tensors: ReadonlyMap<string, PlacedTensor>;
  readonly byteLength: number;
}

/** A matrix product of the transformer: [inputs, outputs], so that rows are multiplied from the left. */
export interface ClayMatrix {
  readonly kind: "matrix";
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** The tensor of the checkpoint, [rows, inputs], and which of its rows these are. */
  readonly source: string;
  readonly firstRow: number;
  /** Folded in: the scale of attention, into the queries. */
  readonly factor: number;
}

/** Gains, offsets and biases, kept as they are. */
export interface ClayVector {
  readonly kind: "vector";
  readonly name: string;
  readonly length: number;
  readonly source: string;
}

export type ClayPart = ClayMatrix | ClayVector;

/** Memory is mapped from the start of a page. */
const pageBytes = 4096;

/** The parts of one block by the names that the graph gives them. */
export function blockParts(config: ClayConfig, block: number): readonly ClayPart[] {
  const { dim, heads, headDim, mlpDim } = config;
  const inner = heads * headDim;
  const from = `transformer.layers.${block}`;
  const to = `block${block}`;
  const matrix = (
    name: string,
    [inputs, outputs]: readonly [number, number],
    source: string,
    { firstRow = 0, factor = 1 } = {},
  ): ClayMatrix => ({ kind: "matrix", name: `${to}.${name}`, inputs, outputs, source, firstRow, factor });
  const vector = (name: string, length: number, source: string): ClayVector => ({
    kind: "vector",
    name: `${to}.${name}`,
    length,
    source,
  });
  const qkv = `${from}.0.to_qkv.weight`;
  return [
    vector("attention.gain", dim, `${from}.0.norm.weight`),
    vector("attention.offset", dim, `${from}.0.norm.bias`),
    matrix("query", [dim, inner], qkv, { factor: headDim ** -0.5 }),
    matrix("key", [dim, inner], qkv, { firstRow: inner }),
    matrix("value", [dim, inner], qkv, { firstRow: 2 * inner }),
    matrix("out", [inner, dim], `${from}.0.to_out.weight`),
    vector("mlp.gain", dim, `${from}.1.net.0.weight`),
    vector("mlp.offset", dim, `${from}.1.net.0.bias`),
    matrix("up", [dim, mlpDim], `${from}.1.net.1.weight`),
    vector("up.bias", mlpDim, `${from}.1.net.1.bias`),
    matrix("down", [mlpDim, dim], `${from}.1.net.3.weight`),
    vector("down.bias", dim, `${from}.1.net.3.bias`),
  ];
}

/** All parts of the transformer, block by block, then the final norm. */
export function transformerParts(config: ClayConfig): readonly ClayPart[] {
  const blocks = Array.from({ length: config.depth }, (_, block) => blockParts(config, block));
  return [
    ...blocks.flat(),
    { kind: "vector", name: "norm.gain", length: config.dim, source: "transformer.norm.weight" },
    { kind: "vector", name: "norm.offset", length: config.dim, source: "transformer.norm.bias" },
  ];
}

/** Where each part lies in the weights file of a precision. An int8 matrix is followed by its scales, one an output. */
export function weightsLayout(config: ClayConfig, precision: Precision): WeightsLayout {
  const tensors = new Map<string, PlacedTensor>();
  let end = 0;
  const place = (name: string, type: ElementType, shape: readonly number[]) => {
    const offsetBytes = Math.ceil(end / pageBytes) * pageBytes;
    const byteLength = shape.reduce((product, size) => product * size, elementBytes[type]);
    tensors.set(name, { name, type, shape, offsetBytes, byteLength });
    end = offsetBytes + byteLength;
  };
  for (const part of transformerParts(config)) {
    if (part.kind === "vector") {
      place(part.name, "float32", [part.length]);
      continue;
    }
    place(part.name, matrixTypes[precision], [part.inputs, part.outputs]);
    if (precision === "int8") place(scaleOf(part.name), "float32", [part.outputs]);
  }
  return { tensors, byteLength: end };
}

const matrixTypes = { fp32: "float32", fp16: "float16", int8: "int8" } as const;

/** Name of the scales of an int8 matrix: weight = integer x scale of its output. */
export const scaleOf = (matrix: string) => `${matrix}.scale`;
