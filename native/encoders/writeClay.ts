import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../models/checkpoint/checkpoint.ts";
import type { ClayConfig } from "../../models/encoders/clay/config.ts";
import { frontTensors } from "../../models/encoders/clay/front.ts";
import { packMatrix, transposeMatrix } from "../../models/encoders/clay/packWeights.ts";
import { scaleOf, transformerParts, weightsLayout } from "../../models/encoders/clay/weights.ts";
import type { Precision } from "../../models/encoders/encoder.ts";
import { EngineError } from "../engineError.ts";
import { frontFile, weightsFile } from "./installed.ts";
import { WeightsWriter, type WrittenFile } from "./weightsWriter.ts";

/** How far a weights file is. */
export interface WritingParts {
  readonly signal: AbortSignal;
  onBytes(bytesDone: number, bytesTotal: number): void;
}

/** The weights of a checkpoint as files of an encoder. */
export interface WrittenClay {
  /** Of the encoder's tensors as float32, each after its name, in the order of Clay's specification. */
  readonly sha256: string;
  readonly front: WrittenFile;
  readonly fp32: WrittenFile;
}

/**
 * Reads the encoder's tensors one by one and writes them as the graph wants them.
 * @throws EngineError on a tensor that holds something else than numbers.
 */
export async function writeClay(
  checkpoint: Checkpoint,
  { path, prefix, config }: { readonly path: string; readonly prefix: string; readonly config: ClayConfig },
  folder: string,
  { signal, onBytes }: WritingParts,
): Promise<WrittenClay> {
  const layout = weightsLayout(config, "fp32");
  const totalBytes = writtenBytes(config);
  let frontBytes = 0;
  const identity = createHash("sha256");
  const read = async (name: string): Promise<Float32Array> => {
    signal.throwIfAborted();
    const found = await checkpoint.read(prefix + name);
    // Recognised checkpoints hold floats only.
    const values = found instanceof Float32Array ? found : Float32Array.from(found as Float64Array);
    refuseNonNumbers(values, { path, name: prefix + name });
    return values;
  };
  const takeIn = (name: string, values: Float32Array) => identity.update(name).update(bytesOf(values));

  await using front = await WeightsWriter.create(join(folder, frontFile));
  for (const { name } of frontTensors(config)) {
    const values = await read(name);
    takeIn(name, values);
    await front.append(bytesOf(values));
    frontBytes += values.byteLength;
    onBytes(frontBytes, totalBytes);
  }
  await using weights = await WeightsWriter.create(join(folder, weightsFile("fp32")));
  let last: { name: string; values: Float32Array } = { name: "", values: new Float32Array(0) };
  for (const part of transformerParts(config)) {
    // Queries, keys and values are rows of one tensor.
    if (last.name !== part.source) {
      last = { name: part.source, values: await read(part.source) };
      takeIn(part.source, last.values);
    }
    const { offsetBytes } = layout.tensors.get(part.name)!;
    const values = part.kind === "matrix" ? transposeMatrix(last.values, part) : last.values;
    await weights.writeAt(offsetBytes, bytesOf(values));
    onBytes(frontBytes + offsetBytes + values.byteLength, totalBytes);
  }
  const written = { front: await front.finish(), fp32: await weights.finish() };
  return { sha256: identity.digest("hex"), ...written };
}

/** Makes the weights of another precision from those in float32, which must be whole. */
export async function writePrecision(
  folder: string,
  { config, precision }: { readonly config: ClayConfig; readonly precision: Precision },
  { signal, onBytes }: WritingParts,
): Promise<WrittenFile> {
  const from = weightsLayout(config, "fp32");
  const to = weightsLayout(config, precision);
  await using source = await open(join(folder, weightsFile("fp32")));
  await using weights = await WeightsWriter.create(join(folder, weightsFile(precision)));
  for (const part of transformerParts(config)) {
    signal.throwIfAborted();
    const { offsetBytes, byteLength } = from.tensors.get(part.name)!;
    const values = new Float32Array(byteLength / 4);
    await source.read(bytesOf(values), 0, byteLength, offsetBytes);
    const packed = part.kind === "matrix" ? packMatrix(values, part, precision) : [bytesOf(values)];
    const names = part.kind === "matrix" ? [part.name, scaleOf(part.name)] : [part.name];
    for (const [index, bytes] of packed.entries())
      await weights.writeAt(to.tensors.get(names[index]!)!.offsetBytes, bytes);
    onBytes(offsetBytes + byteLength, from.byteLength);
  }
  return await weights.finish();
}

/** Bytes that an import writes. */
export function writtenBytes(config: ClayConfig): number {
  const front = frontTensors(config).reduce((sum, { length }) => sum + 4 * length, 0);
  return front + weightsLayout(config, "fp32").byteLength;
}

function refuseNonNumbers(values: Float32Array, { path, name }: { path: string; name: string }): void {
  let sum = 0;
  // Infinity - Infinity and NaN - NaN are NaN, which no sum loses.
  for (let index = 0; index < values.length; index += 1) sum += values[index]! - values[index]!;
  if (sum === 0) return;
  const at = values.findIndex((value) => !Number.isFinite(value));
  throw new EngineError({
    kind: "checkpoint-refused",
    path,
    detail: `tensor ${name} holds ${values[at]} at place ${at}; download or export the checkpoint again`,
  });
}

const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
