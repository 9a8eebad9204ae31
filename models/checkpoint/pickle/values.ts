import type { TensorType } from "../tensors/tensorType.ts";

export interface Tuple {
  readonly kind: "tuple";
  readonly items: readonly PickleValue[];
}

/** A class or function by its name, "module.name"; `opaque` when nothing is known about what it makes. */
export interface Global {
  readonly kind: "global";
  readonly name: string;
  readonly isOpaque: boolean;
}

/** Something made by an opaque global; what went into it is dropped. */
export interface Opaque {
  readonly kind: "opaque";
  readonly global: string;
}

/** What a persistent id of PyTorch stands for: numbers that lie elsewhere in the file. */
export interface StorageMark {
  readonly kind: "storage";
  readonly key: string;
  readonly type: TensorType;
  readonly elementCount: number;
}

/** A view into a storage; start, shape and strides count elements and are unchecked. */
export interface TensorMark {
  readonly kind: "tensor";
  readonly storage: StorageMark;
  readonly firstElement: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** A Python value: dicts are maps, lists are arrays, whole numbers beyond 2^53 are bigints. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | Set<PickleValue>
  | Tuple
  | Global
  | Opaque
  | StorageMark
  | TensorMark;

type Marked = Tuple | Global | Opaque | StorageMark | TensorMark;

/** Narrows to the record of one kind. */
export function isKind<Kind extends Marked["kind"]>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<Marked, { kind: Kind }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}
