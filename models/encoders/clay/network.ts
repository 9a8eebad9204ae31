import type { Graph, GraphValue } from "../../onnx/graph.ts";
import type { NetworkWish, Precision } from "../encoder.ts";
import type { ClayConfig } from "./config.ts";

/**
 * `embedding`: the CLS token alone, whose last block is worked out for that token only (3.6 % less work for large,
 * 7.2 % for base); `patches`: CLS and patch tokens; `stages`: also what lies between, for comparisons.
 */
export type ClayOutputs = "embedding" | "patches" | "stages";

export interface ClayGraphWish {
  readonly precision: Precision;
  readonly attention: NetworkWish["attention"];
  readonly outputs: ClayOutputs;
  /** Name of the weights file, which lies beside the model. */
  readonly weightsFile: string;
}

/** Parts of the network and where their weights come from. */
export interface ClayNetwork extends ClayGraphWish {
  readonly config: ClayConfig;
  readonly graph: Graph;
  weight(name: string): GraphValue;
}
