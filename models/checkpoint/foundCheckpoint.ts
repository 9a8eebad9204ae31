import type { TensorPlace } from "./tensors/tensorPlace.ts";

/** What the reader of a format found in a file; all places are checked. */
export interface FoundCheckpoint {
  readonly format: "pytorch" | "safetensors";
  /** In file order. */
  readonly places: readonly TensorPlace[];
  /** Tensors that cannot be read: name -> type in the format's word. */
  readonly unreadTypes: ReadonlyMap<string, string>;
  readonly hyperParameters: Readonly<Record<string, unknown>>;
}
