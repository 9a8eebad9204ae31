import { Defect } from "../checkpointError.ts";
import type { StorageMark, TensorMark } from "../pickle/values.ts";
import { checkPlace, type TensorPlace, type TensorStorage } from "../tensors/tensorPlace.ts";
import { itemBytes } from "../tensors/tensorType.ts";

/** The storage of a key; null when the file has none. */
export type FindStorage = (key: string) => Promise<TensorStorage | null>;

/**
 * Where the numbers of each tensor lie; a storage that several share is found once.
 * @throws Defect naming the tensor whose storage is missing, of another size, or too small for it.
 */
export async function placeTensors(
  tensors: ReadonlyMap<string, TensorMark>,
  find: FindStorage,
): Promise<TensorPlace[]> {
  const found = new Map<string, TensorStorage | null>();
  const places: TensorPlace[] = [];
  for (const [name, { storage: mark, firstElement, shape, strides }] of tensors) {
    if (!found.has(mark.key)) found.set(mark.key, await find(mark.key));
    const storage = found.get(mark.key) ?? null;
    if (storage === null)
      throw new Defect(`the numbers of tensor ${name} are missing: storage ${mark.key} is not there`);
    checkSize(name, mark, storage);
    const place = { name, type: mark.type, shape, strides, firstElement, storage };
    checkPlace(place);
    places.push(place);
  }
  return places;
}

function checkSize(name: string, { key, type, elementCount }: StorageMark, storage: TensorStorage): void {
  const byteLength = elementCount * itemBytes[type];
  if (storage.byteLength !== byteLength)
    throw new Defect(
      `storage ${key} of tensor ${name} at byte ${storage.offsetBytes} has ${storage.byteLength} bytes, not the ${byteLength} of ${elementCount} numbers of ${type}`,
    );
}
