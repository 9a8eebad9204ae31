import { Defect } from "../checkpointError.ts";
import type { TensorType } from "../tensors/tensorType.ts";
import type { Global } from "./values.ts";

/** Storage classes by their global; numbers of other classes (complex, quantized) are opaque. */
export const storageTypes: ReadonlyMap<string, TensorType> = new Map([
  ["torch.FloatStorage", "float32"],
  ["torch.HalfStorage", "float16"],
  ["torch.BFloat16Storage", "bfloat16"],
  ["torch.DoubleStorage", "float64"],
  ["torch.LongStorage", "int64"],
  ["torch.IntStorage", "int32"],
  ["torch.ShortStorage", "int16"],
  ["torch.CharStorage", "int8"],
  ["torch.ByteStorage", "uint8"],
  ["torch.BoolStorage", "bool"],
  ["torch.storage.UntypedStorage", "uint8"],
]);

/** What `construct` knows how to make. */
const constructed: ReadonlySet<string> = new Set([
  "collections.OrderedDict",
  "torch._utils._rebuild_tensor_v2",
  "torch._utils._rebuild_parameter",
  "torch.Size",
  "torch.device",
]);

/** Packages and modules whose objects only hold settings and counts of a training run. */
const harmlessModules = [
  "torch",
  "numpy",
  "lightning",
  "pytorch_lightning",
  "lightning_fabric",
  "lightning_utilities",
  "torchmetrics",
  "omegaconf",
  "pathlib",
  "collections",
  "datetime",
  "typing",
];

/** Single harmless names of modules that also have dangerous ones. */
const harmlessNames: ReadonlySet<string> = new Set([
  "argparse.Namespace",
  "types.SimpleNamespace",
  "_codecs.encode",
  "copyreg._reconstructor",
  ...[
    "dict",
    "list",
    "set",
    "frozenset",
    "tuple",
    "int",
    "float",
    "bool",
    "str",
    "bytes",
    "object",
    "complex",
  ].flatMap((name) => [`builtins.${name}`, `__builtin__.${name}`]),
]);

/**
 * A pickle asks for Python's classes and functions by name. Nothing is ever run here, whatever it asks for; but a
 * file that asks for anything else than a training run leaves behind was made to do harm where it is loaded by
 * Python, or is another kind of file, and is refused as a whole.
 * @throws Defect naming the global.
 */
export function findGlobal(module: string, name: string): Global {
  const global = `${module}.${name}`;
  if (constructed.has(global) || storageTypes.has(global))
    return { kind: "global", name: global, isOpaque: false };
  const isHarmless =
    harmlessNames.has(global) ||
    harmlessModules.some((harmless) => module === harmless || module.startsWith(`${harmless}.`));
  if (!isHarmless) throw new Defect(`it asks for ${global}, which weights have no use for`);
  return { kind: "global", name: global, isOpaque: true };
}
