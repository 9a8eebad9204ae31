import { describe, expect, it } from "vitest";
import {
  packMatrix,
  quantizeMatrix,
  transposeMatrix,
} from "../../../../../models/encoders/clay/packWeights.ts";
import { type ClayMatrix, scaleOf, weightsLayout } from "../../../../../models/encoders/clay/weights.ts";
import { Random } from "../../../../support/random.ts";
import { tinyConfig } from "../../../../support/tinyClay.ts";

const matrix = (inputs: number, outputs: number, more: Partial<ClayMatrix> = {}): ClayMatrix => ({
  kind: "matrix",
  name: "block0.up",
  inputs,
  outputs,
  source: "up.weight",
  firstRow: 0,
  factor: 1,
  ...more,
});
const halvesOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new Float16Array(buffer, byteOffset, byteLength / 2);

describe("a matrix on its way into the weights file", () => {
  it("is turned over, whatever its sizes, from the rows that are its own, with its factor", () => {
    const [inputs, outputs, firstRow] = [37, 70, 3];
    const source = new Random(1).vector((firstRow + outputs) * inputs);
    const turned = transposeMatrix(source, matrix(inputs, outputs, { firstRow, factor: 0.25 }));
    for (let input = 0; input < inputs; input += 1)
      for (let output = 0; output < outputs; output += 1)
        expect(turned[input * outputs + output]).toBe(source[(firstRow + output) * inputs + input]! / 4);
  });

  it("stays as it is in float32", () => {
    const values = new Random(2).vector(12);
    const [bytes] = packMatrix(values, matrix(3, 4), "fp32");
    expect(new Float32Array(bytes!.buffer, bytes!.byteOffset, 12)).toEqual(values);
  });

  it("is off by half a unit in the last place at most in float16", () => {
    const values = new Random(3).vector(4096).map((value) => 3 * value);
    const [bytes] = packMatrix(values, matrix(64, 64), "fp16");
    halvesOf(bytes!).forEach((half, index) => {
      const value = values[index]!;
      expect(Math.abs(half - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 2 ** -11, 2 ** -25));
    });
  });

  it("is refused by name where float16 has no such number", () => {
    const values = Float32Array.of(1, -70_000, 3, 4);
    expect(() => packMatrix(values, matrix(2, 2), "fp16")).toThrow(
      new RangeError("block0.up holds a weight of 70000, which is too large for float16"),
    );
    const [bytes] = packMatrix(Float32Array.of(65504, -65504, 0, 1), matrix(2, 2), "fp16");
    expect([...halvesOf(bytes!)]).toEqual([65504, -65504, 0, 1]);
  });
});

describe("a matrix of eight bits", () => {
  const [inputs, outputs] = [50, 9];
  const values = new Random(4).vector(inputs * outputs);
  // Outputs of very different sizes, one without any weight.
  values.forEach((value, index) => {
    const output = index % outputs;
    values[index] = output === 4 ? 0 : value * 10 ** (output - 6);
  });
  const { integers, scales } = quantizeMatrix(values, { inputs, outputs });

  it("is off by half a step of its output at most", () => {
    values.forEach((value, index) => {
      const scale = scales[index % outputs]!;
      expect(Math.abs(integers[index]! * scale - value)).toBeLessThanOrEqual(0.5001 * scale);
    });
  });

  it("uses seven bits in every output, so that sums of two products fit into sixteen", () => {
    for (let output = 0; output < outputs; output += 1) {
      const column = [...integers].filter((_, index) => index % outputs === output);
      expect(Math.max(...column.map(Math.abs))).toBe(output === 4 ? 0 : 63);
    }
  });

  it("keeps zeros, and an output of zeros has a scale that does no harm", () => {
    expect(scales[4]).toBe(1);
    expect(quantizeMatrix(Float32Array.of(0, 2, 0, -2), { inputs: 4, outputs: 1 }).integers).toEqual(
      Int8Array.of(0, 63, 0, -63),
    );
    const smallest = quantizeMatrix(Float32Array.of(1e-45, 0), { inputs: 2, outputs: 1 });
    expect([...smallest.integers].map((integer) => integer * smallest.scales[0]!)).toEqual([0, 0]);
  });

  it("is packed as integers, then scales, as long as the layout says", () => {
    const { tensors } = weightsLayout(tinyConfig, "int8");
    const up = matrix(tinyConfig.dim, tinyConfig.mlpDim);
    const packed = packMatrix(new Random(5).vector(up.inputs * up.outputs), up, "int8");
    expect(packed.map(({ byteLength }) => byteLength)).toEqual(
      [up.name, scaleOf(up.name)].map((name) => tensors.get(name)!.byteLength),
    );
  });
});

it.each(["fp32", "fp16", "int8"] as const)(
  "a weights file in %s starts every tensor on a page of its own",
  (precision) => {
    const { tensors, byteLength } = weightsLayout(tinyConfig, precision);
    let end = 0;
    for (const tensor of tensors.values()) {
      expect(tensor.offsetBytes % 4096).toBe(0);
      expect(tensor.offsetBytes).toBeGreaterThanOrEqual(end);
      end = tensor.offsetBytes + tensor.byteLength;
    }
    expect(byteLength).toBe(end);
  },
);
