import type { GraphValue } from "../../onnx/graph.ts";
import { add, cast, dynamicallyQuantized, matMul, matMulInteger, mul } from "../../onnx/operators.ts";
import type { ClayNetwork } from "./network.ts";
import { scaleOf } from "./weights.ts";

/** input x matrix of that name, and its bias where there is one; float32 in and out. */
export function linear(network: ClayNetwork, input: GraphValue, name: string, hasBias = true): GraphValue {
  const product = multiply(network, input, name);
  return hasBias ? add(product, network.weight(`${name}.bias`)) : product;
}

function multiply({ precision, weight }: ClayNetwork, input: GraphValue, name: string): GraphValue {
  const matrix = weight(name);
  switch (precision) {
    case "fp32":
      return matMul(input, matrix);
    case "fp16":
      return cast(matMul(cast(input, "float16"), matrix), "float32");
    case "int8": {
      const { values, scale, zeroPoint } = dynamicallyQuantized(input);
      const sums = cast(matMulInteger(values, matrix, zeroPoint), "float32");
      return mul(sums, mul(scale, weight(scaleOf(name))));
    }
    default:
      return precision satisfies never;
  }
}
