import type { GraphValue } from "../../onnx/graph.ts";
import { matMul, multiHeadAttention, reshape, softmax, transpose } from "../../onnx/operators.ts";
import { linear } from "./linear.ts";
import type { ClayNetwork } from "./network.ts";

/** Attention of one block: what `asking` rows take from `asked` ones. The scale lies in the weights of the queries. */
export function attend(
  network: ClayNetwork,
  { block, asking, asked }: { block: number; asking: GraphValue; asked: GraphValue },
): GraphValue {
  const { heads, headDim } = network.config;
  const project = (input: GraphValue, name: string) => linear(network, input, `block${block}.${name}`, false);
  const [query, key, value] = [project(asking, "query"), project(asked, "key"), project(asked, "value")];
  const attended =
    network.attention === "fused"
      ? multiHeadAttention([query, key, value], { heads, scale: 1 })
      : plainAttention([query, key, value], { heads, headDim });
  return project(attended, "out");
}

/** softmax(q k^T) v over heads, of [batch, rows, heads x headDim] each. */
export function plainAttention(
  [query, key, value]: readonly [GraphValue, GraphValue, GraphValue],
  { heads, headDim }: { readonly heads: number; readonly headDim: number },
): GraphValue {
  const byHead = (rows: GraphValue, order: readonly number[]) =>
    transpose(reshape(rows, [0, 0, heads, headDim]), order);
  const scores = matMul(byHead(query, [0, 2, 1, 3]), byHead(key, [0, 2, 3, 1]));
  const mixed = matMul(softmax(scores), byHead(value, [0, 2, 1, 3]));
  return reshape(transpose(mixed, [0, 2, 1, 3]), [0, 0, heads * headDim]);
}
