import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sharedPath } from "./sharedData.ts";

/** A file of plain numbers, little-endian, row-major; SPEC and README lie beside the goldens. */
interface TensorFile {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: "float32" | "uint8" | "uint16";
  /** Relative to the manifest. */
  readonly file: string;
}

export interface ClayCaseManifest {
  readonly id: string;
  readonly generation: "v1" | "v1.5";
  /** Relative to the manifest. */
  readonly checkpoint: { readonly ckpt: string; readonly safetensors: string };
  readonly config: {
    readonly dim: number;
    readonly depth: number;
    readonly heads: number;
    readonly dim_head: number;
    readonly mlp_dim: number;
  };
  /** Clay's names, not ours. */
  readonly sensor: string;
  readonly bands: readonly string[];
  readonly batch: number;
  readonly chip: readonly [height: number, width: number];
  readonly gsd: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly wavelengths_um: readonly number[];
  readonly acquisitions:
    | readonly { readonly datetime_utc: string; readonly lat: number; readonly lon: number }[]
    | null;
  readonly raw: TensorFile | null;
  readonly inputs: readonly TensorFile[];
  readonly expected: readonly TensorFile[];
  readonly tolerance_max_abs: number;
}

/** One run of the reference: what went in, and what came out at each stage. */
export interface ClayCase {
  readonly id: string;
  readonly manifest: ClayCaseManifest;
  /** Path of a checkpoint of this case. */
  checkpointPath(kind: "ckpt" | "safetensors"): string;
  /** A tensor of `raw`, `inputs` or `expected`; null where this case has none of that name. */
  tensor(name: string): { readonly data: Float32Array; readonly shape: readonly number[] } | null;
}

const indexPath = sharedPath("clay/golden/index.json");

/** Every case; none where the shared folder is absent, and `noSharedData` is then the word to skip with. */
export const clayCases: readonly ClayCase[] =
  indexPath === null
    ? []
    : readJson<{ cases: readonly { manifest: string }[] }>(indexPath).cases.map(({ manifest }) =>
        openCase(join(dirname(indexPath), manifest)),
      );

function openCase(path: string): ClayCase {
  const manifest = readJson<ClayCaseManifest>(path);
  const { raw, inputs, expected, checkpoint } = manifest;
  const files = new Map(
    [...inputs, ...expected, ...(raw === null ? [] : [raw])].map((file) => [file.name, file]),
  );
  return {
    id: manifest.id,
    manifest,
    checkpointPath: (kind) => join(dirname(path), checkpoint[kind]),
    tensor(name) {
      const file = files.get(name);
      return file === undefined
        ? null
        : { data: readNumbers(join(dirname(path), file.file), file.dtype), shape: file.shape };
    },
  };
}

/** The position codes and the code of wavelengths, which need no checkpoint. */
export function encodingGoldens() {
  const path = sharedPath("clay/golden/posenc/manifest.json");
  if (path === null) return null;
  interface Item {
    readonly file: string;
    readonly D?: number;
    readonly gsd?: number;
    readonly grid?: readonly [number, number];
    /** Which patches of the grid, row-major. */
    readonly rows?: readonly number[];
    readonly waves?: readonly number[];
  }
  const { items, tolerance_max_abs } = readJson<{ items: readonly Item[]; tolerance_max_abs: number }>(path);
  const read = ({ file }: Item) => readNumbers(join(dirname(path), file), "float32");
  return { tolerance: tolerance_max_abs, items: items.map((item) => ({ ...item, expected: read(item) })) };
}

/** Names and shapes of the four published sizes. */
export function publishedSizes() {
  interface Size {
    readonly dim: number;
    readonly depth: number;
    readonly heads: number;
    readonly dim_head: number;
    readonly mlp_ratio: number;
    readonly tensors: Readonly<Record<string, readonly number[]>>;
  }
  const path = sharedPath("clay/tensors.json");
  return path === null ? null : Object.entries(readJson<Readonly<Record<string, Size>>>(path));
}

/** All float32 tensors of a safetensors file by name. */
export function readSafetensors(path: string) {
  const bytes = readFileSync(path);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> =
    JSON.parse(bytes.toString("utf8", 8, 8 + headerLength));
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return new Map(
    entries.map(([name, { dtype, shape, data_offsets }]) => {
      const [from, to] = data_offsets.map((offset) => 8 + headerLength + offset);
      return [
        name,
        { type: dtype, shape, data: new Float32Array(Uint8Array.from(bytes.subarray(from, to)).buffer) },
      ];
    }),
  );
}

function readNumbers(path: string, dtype: TensorFile["dtype"]): Float32Array {
  const { buffer } = Uint8Array.from(readFileSync(path));
  switch (dtype) {
    case "float32":
      return new Float32Array(buffer);
    case "uint16":
      return Float32Array.from(new Uint16Array(buffer));
    case "uint8":
      return Float32Array.from(new Uint8Array(buffer));
    default:
      return dtype satisfies never;
  }
}

/** Largest absolute difference; NaN where the lengths differ or a number is NaN, which no tolerance lets pass. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.NaN;
  let largest = 0;
  for (let index = 0; index < actual.length; index += 1)
    largest = Math.max(largest, Math.abs(actual[index]! - expected[index]!));
  return largest;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
