import { Defect } from "../checkpointError.ts";
import { isKind, type PickleValue, type TensorMark } from "../pickle/values.ts";

const mostDepth = 32;
const stateKey = "state_dict";

/**
 * Tensors by name: of `state_dict` first, then of everything else that dicts alone lead to.
 * @throws Defect when there is no dict, when two tensors have one name, or when weights are of a class that is not
 * known.
 */
export function collectTensors(top: PickleValue): ReadonlyMap<string, TensorMark> {
  if (isKind(top, "opaque")) throw new Defect(`it holds a ${top.global}, not a dict of tensors`);
  if (!(top instanceof Map)) throw new Defect("it holds a single value, not a dict of tensors");
  const state = top.get(stateKey);
  const tensors = new Map<string, TensorMark>();
  const entered = new Set<PickleValue>([top]);
  const enter = (
    value: PickleValue,
    path: readonly string[],
    isWeight: (global: string) => boolean,
  ): void => {
    const name = path.join(".");
    if (isKind(value, "opaque") && isWeight(value.global))
      throw new Defect(
        `${name === "" ? stateKey : `tensor ${name}`} is a ${value.global}, which is not known`,
      );
    if (isKind(value, "tensor")) {
      if (tensors.has(name)) throw new Defect(`it holds two tensors named ${name}`);
      tensors.set(name, value);
    }
    // A dict that is reached a second time keeps its first names; otherwise few bytes could make endless names.
    if (!(value instanceof Map) || entered.has(value)) return;
    if (path.length > mostDepth) throw new Defect(`its dicts are nested more than ${mostDepth} deep`);
    entered.add(value);
    for (const [key, item] of value)
      if (typeof key === "string" || typeof key === "number") enter(item, [...path, String(key)], isWeight);
  };
  if (state !== undefined) enter(state, [], () => true);
  const isWeight = state === undefined ? isTensorLike : () => false;
  for (const [key, item] of top)
    if (typeof key === "string" && key !== stateKey) enter(item, [key], isWeight);
  return tensors;
}

/** Quantized, sparse, complex: weights all the same, whose loss should not go unnoticed. */
function isTensorLike(global: string): boolean {
  return /^torch\.(_utils|_tensor)\.|^torch\.\w+Storage$/.test(global);
}
