import type { TensorValues } from "./tensorType.ts";

/** Copies a strided view row by row. `span` starts at the view's first element and reaches to its last. */
export function gatherElements<Values extends TensorValues | Uint16Array>(
  span: Values,
  shape: readonly number[],
  strides: readonly number[],
): Values {
  const elementCount = shape.reduce((product, size) => product * size, 1);
  const Kind = span.constructor as new (length: number) => Values;
  const result = new Kind(elementCount);
  const rank = shape.length;
  const [rowLength, step] = [shape[rank - 1]!, strides[rank - 1]!];
  const index = new Array<number>(rank - 1).fill(0);
  let rowStart = 0;
  for (let to = 0; to < elementCount; to += rowLength) {
    for (let column = 0; column < rowLength; column++) result[to + column] = span[rowStart + column * step]!;
    for (let axis = rank - 2; axis >= 0; axis--) {
      rowStart += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      rowStart -= shape[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}
