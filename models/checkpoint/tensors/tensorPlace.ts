import { Defect } from "../checkpointError.ts";
import { countElements, itemBytes, type TensorType } from "./tensorType.ts";

/** The bytes that one or several tensors look into. */
export interface TensorStorage {
  readonly byteLength: number;
  readonly offsetBytes: number;
  /** Bytes from `start` on. @throws Defect when they are not what was written. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/** Where the numbers of a tensor lie; steps and start count elements. */
export interface TensorPlace {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly firstElement: number;
  readonly storage: TensorStorage;
}

/** A view that repeats its storage may be larger than it, up to this; beyond that it is taken for damage. */
const mostRepeated = 2 ** 24;
const mostDimensions = 64;

/** @throws Defect naming the tensor when it does not lie inside its storage. */
export function checkPlace({ name, type, shape, strides, firstElement, storage }: TensorPlace): void {
  const refuse = (what: string) => new Defect(`tensor ${name} at byte ${storage.offsetBytes} ${what}`);
  if (shape.length !== strides.length)
    throw refuse(`has ${shape.length} dimensions, but ${strides.length} strides`);
  if (shape.length > mostDimensions) throw refuse(`has ${shape.length} dimensions`);
  for (const number of [firstElement, ...shape, ...strides])
    if (!Number.isSafeInteger(number) || number < 0) throw refuse(`has the size or stride ${number}`);
  const elementCount = countElements(shape);
  if (elementCount === 0) return;
  const storageCount = storage.byteLength / itemBytes[type];
  const last = lastElement(shape, strides, firstElement);
  if (last >= storageCount)
    throw refuse(`reaches to element ${last}, but its storage has ${Math.floor(storageCount)} elements`);
  if (elementCount > Math.max(storageCount, mostRepeated))
    throw refuse(`of shape [${shape}] is far larger than its storage of ${storageCount} elements`);
}

/** Index in the storage of the element that lies last; for tensors that have elements. */
export function lastElement(
  shape: readonly number[],
  strides: readonly number[],
  firstElement: number,
): number {
  return shape.reduce((last, size, axis) => last + (size - 1) * strides[axis]!, firstElement);
}

/** Strides of a tensor without gaps, the last index running fastest. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--)
    strides[axis] = strides[axis + 1]! * Math.max(1, shape[axis + 1]!);
  return strides;
}
