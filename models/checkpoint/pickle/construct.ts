import { Defect } from "../checkpointError.ts";
import { storageTypes } from "./globals.ts";
import { type Global, isKind, type PickleValue, type StorageMark } from "./values.ts";

/** What calling a global would make. @throws Defect naming the global when it cannot be called like that. */
export function construct(global: Global, args: readonly PickleValue[]): PickleValue {
  if (global.isOpaque) return { kind: "opaque", global: global.name };
  const made = makers[global.name]?.(args);
  if (made === undefined) throw new Defect(`it calls ${global.name} in a way that is not known`);
  return made;
}

type Maker = (args: readonly PickleValue[]) => PickleValue | undefined;

const makers: Readonly<Record<string, Maker>> = {
  "collections.OrderedDict": (args) => (args.length === 0 ? new Map() : undefined),
  "torch._utils._rebuild_tensor_v2": rebuildTensor,
  "torch._utils._rebuild_parameter": ([tensor]) =>
    isKind(tensor, "tensor") || isKind(tensor, "opaque") ? tensor : undefined,
  "torch.Size": ([sizes]) => (isKind(sizes, "tuple") ? sizes : undefined),
  "torch.device": ([type, index]) =>
    typeof type !== "string" ? undefined : typeof index === "number" ? `${type}:${index}` : type,
};

function rebuildTensor([storage, firstElement, shape, strides]: readonly PickleValue[]):
  | PickleValue
  | undefined {
  // A storage of a class that is not known makes a tensor that is not known.
  if (isKind(storage, "opaque")) return storage;
  const [sizes, steps] = [wholeNumbers(shape), wholeNumbers(strides)];
  if (!isKind(storage, "storage") || typeof firstElement !== "number" || sizes === null || steps === null)
    return undefined;
  return { kind: "tensor", storage, firstElement, shape: sizes, strides: steps };
}

function wholeNumbers(value: PickleValue | undefined): number[] | null {
  if (!isKind(value, "tuple")) return null;
  const numbers = value.items.filter((item) => typeof item === "number");
  return numbers.length === value.items.length ? numbers : null;
}

/** The storage behind ('storage', class, key, location, elements[, view]); the location is of no interest. */
export function findStorage(id: PickleValue): PickleValue {
  const refuse = () => new Defect("it has a persistent id that is not of a storage");
  if (!isKind(id, "tuple")) throw refuse();
  const [word, type, key, , elementCount, view = null] = id.items;
  if (word !== "storage" || !isKind(type, "global") || typeof key !== "string") throw refuse();
  if (type.isOpaque) return { kind: "opaque", global: type.name };
  const known = storageTypes.get(type.name);
  if (
    known === undefined ||
    typeof elementCount !== "number" ||
    !Number.isSafeInteger(elementCount) ||
    elementCount < 0
  )
    throw refuse();
  if (view !== null) throw new Defect(`storage ${key} is a view of another, as only very old PyTorch wrote`);
  return { kind: "storage", key, type: known, elementCount } satisfies StorageMark;
}
