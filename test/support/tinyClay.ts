import { writeFileSync } from "node:fs";
import { type ClayConfig, clayTensorShapes } from "../../models/encoders/clay/config.ts";
import type { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { type ImportedEncoder, type ImportRequest, importEncoder } from "../../native/jobs/importEncoder.ts";
import { randomTensor } from "./randomClay.ts";
import { type WrittenTensor, writeCheckpoint } from "./writeCheckpoint.ts";

/** A Clay of 4 MB: as deep and wide as it must be to be one. */
export const tinyConfig: ClayConfig = {
  generation: "v1.5",
  dim: 32,
  depth: 2,
  heads: 2,
  headDim: 16,
  mlpDim: 64,
};

/** A tensor of a tiny checkpoint, float32. */
export type TinyTensor = WrittenTensor & { readonly bytes: Uint8Array };

export interface TinyWish {
  readonly seed?: number;
  readonly prefix?: string;
  readonly config?: ClayConfig;
  /** What becomes of the tensors before they are written. */
  change?(tensors: readonly TinyTensor[]): readonly TinyTensor[];
}

const tinyTensors = ({ seed = 1, prefix = "model.encoder.", config = tinyConfig }: TinyWish): TinyTensor[] =>
  [...clayTensorShapes(config)].map(([name, shape], index) => ({
    name: prefix + name,
    type: "float32",
    shape,
    bytes: randomTensor(name, shape, 1000 * seed + index),
  }));

/** Writes a checkpoint of a tiny encoder of seeded random numbers, as its name ends: `.safetensors`, or as torch.save does. */
export function writeTinyClay(path: string, wish: TinyWish = {}): string {
  const { change = (tensors) => tensors } = wish;
  const tensors = change(tinyTensors(wish));
  if (!path.endsWith(".safetensors")) return writeCheckpoint(path, { tensors });
  writeFileSync(path, safetensorsBytes(tensors));
  return path;
}

/** Imports a tiny checkpoint in this process, quietly. */
export function importTiny(
  path: string,
  models: ModelsFolder,
  wish: Partial<ImportRequest> & { readonly signal?: AbortSignal; onBytes?(bytesDone: number): void } = {},
): Promise<ImportedEncoder> {
  const { signal = new AbortController().signal, onBytes = () => undefined, ...request } = wish;
  return importEncoder(
    { path, heads: tinyConfig.heads, ...request },
    { models, start: forkInference, signal, onProgress: ({ bytesDone }) => onBytes(bytesDone) },
  );
}

function safetensorsBytes(tensors: readonly TinyTensor[]): Buffer {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const { name, shape, bytes } of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [end, end + bytes.byteLength] };
    end += bytes.byteLength;
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...tensors.map(({ bytes }) => bytes)]);
}
