import { gatherElements } from "./gatherElements.ts";
import { lastElement, rowMajorStrides, type TensorPlace } from "./tensorPlace.ts";
import { countElements, itemBytes, type TensorType, type TensorValues } from "./tensorType.ts";
import { widenBfloat16, widenFloat16 } from "./widen.ts";

type StoredValues = TensorValues | Uint16Array;

/** The values of a tensor, row-major. Its place must have passed `checkPlace`. @throws Defect as its storage does. */
export async function readTensor(place: TensorPlace): Promise<TensorValues> {
  const { type, shape, strides, firstElement, storage } = place;
  const elementCount = countElements(shape);
  if (elementCount === 0) return widen(type, view(type, new Uint8Array(0)));
  const spanCount = lastElement(shape, strides, firstElement) - firstElement + 1;
  const size = itemBytes[type];
  const span = view(type, await storage.read(firstElement * size, spanCount * size));
  return widen(type, isRowMajor(shape, strides) ? span : gatherElements(span, shape, strides));
}

/** Strides of dimensions with one element do not matter. */
function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  const plain = rowMajorStrides(shape);
  return shape.every((size, axis) => size === 1 || strides[axis] === plain[axis]);
}

/** Numbers as the file has them. Little-endian like every machine that Argil runs on. */
function view(type: TensorType, bytes: Uint8Array): StoredValues {
  // A part of something larger is copied: it may start at an odd byte, and would keep the whole in memory.
  const isPart = bytes.byteLength !== bytes.buffer.byteLength;
  const { buffer } = isPart ? new Uint8Array(bytes) : bytes;
  switch (type) {
    case "float32":
      return new Float32Array(buffer);
    case "float64":
      return new Float64Array(buffer);
    case "float16":
    case "bfloat16":
      return new Uint16Array(buffer);
    case "int64":
      return new BigInt64Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "int16":
      return new Int16Array(buffer);
    case "int8":
      return new Int8Array(buffer);
    case "uint8":
    case "bool":
      return new Uint8Array(buffer);
  }
}

function widen(type: TensorType, stored: StoredValues): TensorValues {
  if (stored instanceof Uint16Array) return type === "float16" ? widenFloat16(stored) : widenBfloat16(stored);
  // Any byte but 0 is true; whoever reads the values counts on 0 and 1.
  return type === "bool" && stored instanceof Uint8Array
    ? stored.map((value) => (value === 0 ? 0 : 1))
    : stored;
}
