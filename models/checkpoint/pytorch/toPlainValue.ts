import { Defect } from "../checkpointError.ts";
import { isKind, type PickleValue } from "../pickle/values.ts";

const mostDepth = 64;
const unfinished = Symbol("unfinished");

/**
 * A value without Python's classes: dicts become objects, tuples and sets arrays. Undefined for what is an object
 * of some class, a tensor for example; such entries of dicts are left out, in lists they are null.
 * @throws Defect when it holds itself or is nested absurdly deep.
 */
export function toPlainValue(value: PickleValue): unknown {
  // What is reached twice is converted once: otherwise few bytes could take endless time.
  const converted = new Map<PickleValue, unknown>();
  const convert = (item: PickleValue, depth: number): unknown => {
    if (item === null || typeof item !== "object" || item instanceof Uint8Array) return item;
    const known = converted.get(item);
    if (known === unfinished) throw new Defect("its hyper_parameters hold themselves");
    if (known !== undefined) return known;
    if (depth > mostDepth) throw new Defect(`its hyper_parameters are nested more than ${mostDepth} deep`);
    converted.set(item, unfinished);
    const plain = convertContainer(item, (inner) => convert(inner, depth + 1));
    converted.set(item, plain);
    return plain;
  };
  return convert(value, 0);
}

function convertContainer(value: PickleValue, convert: (item: PickleValue) => unknown): unknown {
  const listOf = (items: Iterable<PickleValue>) => Array.from(items, (item) => convert(item) ?? null);
  if (Array.isArray(value) || value instanceof Set) return listOf(value);
  if (isKind(value, "tuple")) return listOf(value.items);
  if (!(value instanceof Map)) return undefined;
  const entries: [string, unknown][] = [];
  for (const [key, item] of value) {
    const plain = convert(item);
    if (plain !== undefined && (typeof key === "string" || typeof key === "number"))
      entries.push([String(key), plain]);
  }
  return Object.fromEntries(entries);
}
