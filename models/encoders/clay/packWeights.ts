import type { Precision } from "../encoder.ts";
import type { ClayMatrix } from "./weights.ts";

/** Rows and columns moved at a time: both sides of a block stay in the processor's first cache. */
const blockSide = 32;

/**
 * The matrix as the graph multiplies it, [inputs, outputs], from the checkpoint's tensor of [rows, inputs]
 * (PyTorch's Linear multiplies by the transpose).
 */
export function transposeMatrix(source: Float32Array, matrix: ClayMatrix): Float32Array {
  const { inputs, outputs, firstRow, factor } = matrix;
  const result = new Float32Array(inputs * outputs);
  for (let rowBlock = 0; rowBlock < outputs; rowBlock += blockSide)
    for (let columnBlock = 0; columnBlock < inputs; columnBlock += blockSide) {
      const rowEnd = Math.min(outputs, rowBlock + blockSide);
      const columnEnd = Math.min(inputs, columnBlock + blockSide);
      for (let row = rowBlock; row < rowEnd; row += 1) {
        const from = (firstRow + row) * inputs;
        for (let column = columnBlock; column < columnEnd; column += 1)
          result[column * outputs + row] = source[from + column]! * factor;
      }
    }
  return result;
}

/** Largest number of float16. */
const mostHalf = 65504;

/**
 * The bytes of a matrix in a precision, in the order of `weightsLayout`: one tensor, or integers and their scales.
 * @throws RangeError on a weight that float16 cannot hold.
 */
export function packMatrix(
  values: Float32Array,
  { name, inputs, outputs }: ClayMatrix,
  precision: Precision,
): readonly Uint8Array[] {
  switch (precision) {
    case "fp32":
      return [bytesOf(values)];
    case "fp16": {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (largest > mostHalf)
        throw new RangeError(`${name} holds a weight of ${largest}, which is too large for float16`);
      return [bytesOf(new Float16Array(values))];
    }
    case "int8": {
      const { integers, scales } = quantizeMatrix(values, { inputs, outputs });
      return [bytesOf(integers), bytesOf(scales)];
    }
    default:
      return precision satisfies never;
  }
}

/**
 * Half of what eight bits hold: the eight-bit products of processors without VNNI are summed in pairs in sixteen bits,
 * which whole ones overflow (onnxruntime, "Quantize ONNX models", on reduce_range).
 */
const mostInteger = 63;

/** weight = integer x scale, one scale an output, zero stays zero. */
export function quantizeMatrix(
  values: Float32Array,
  { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
): { readonly integers: Int8Array; readonly scales: Float32Array } {
  const scales = new Float32Array(outputs);
  for (let input = 0; input < inputs; input += 1)
    for (let output = 0; output < outputs; output += 1)
      scales[output] = Math.max(scales[output]!, Math.abs(values[input * outputs + output]!));
  // An output whose weights are all 0 has integers 0 whatever its scale.
  for (let output = 0; output < outputs; output += 1)
    scales[output] = scales[output] === 0 ? 1 : scales[output]! / mostInteger;
  const integers = new Int8Array(values.length);
  for (let index = 0; index < values.length; index += 1)
    integers[index] = Math.round(values[index]! / scales[index % outputs]!);
  return { integers, scales };
}

const bytesOf = (values: Float32Array | Float16Array | Int8Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
