import type { TensorType, TensorValues } from "./tensors/tensorType.ts";

export interface TensorInfo {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Where in the file its first number lies (of a deflated tensor: its storage), for sentences. */
  readonly offsetBytes: number;
}

/** A file of trained weights, opened; the bytes of a tensor are read when they are asked for. */
export interface Checkpoint {
  readonly format: "pytorch" | "safetensors";
  /**
   * By name, in file order. Tensors of `state_dict` come first and without that word; those of other dicts have
   * the dicts' keys before them, joined by points. Lists (an optimizer's state) are not entered.
   */
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /** Plain values of `hyper_parameters`; empty where there are none. Objects of Python classes are left out. */
  readonly hyperParameters: Readonly<Record<string, unknown>>;
  /**
   * The values of one tensor, row-major whatever its strides; half and bfloat16 widened to float32, bool as 0/1
   * Uint8Array, int64 as BigInt64Array. Only that tensor's bytes are read, of a deflated one the whole storage.
   * @throws CheckpointError on an unknown name, a type that is not read, or a checksum that does not fit.
   */
  read(name: string): Promise<TensorValues>;
}
