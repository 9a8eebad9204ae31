import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readFront } from "../../models/encoders/clay/front.ts";
import { buildClayGraph } from "../../models/encoders/clay/graph.ts";
import { prepareRawInputs, type RawInputs } from "../../models/encoders/clay/rawInputs.ts";
import { ClayRefusal } from "../../models/encoders/clay/refusal.ts";
import type { EncoderTensor } from "../../models/encoders/encoder.ts";
import { frontFile, type InstalledEncoder, weightsFile } from "../encoders/installed.ts";
import { readManifest } from "../encoders/manifest.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import { type DeviceInUse, type DeviceParts, DeviceRunner } from "../inference/deviceRunner.ts";

const inputsFile = "manifest.json";
const tensorEntry = z.object({
  name: z.string(),
  shape: z.array(z.int().min(0)),
  dtype: z.literal("float32"),
  file: z.string(),
});
const inputsManifest = z.object({ inputs: z.array(tensorEntry) });

export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: "float32";
  readonly file: string;
}

const rawNames = ["pixels", "time", "latlon", "waves", "gsd"] as const;
const graphStages = [
  "cls_embedding",
  "patch_embeddings",
  "patches_before_pos",
  "tokens_in",
  "after_block0_attn",
  "after_block0",
] as const;

/**
 * Runs an encoder on the reference's own tensors: a folder with a manifest.json that lists `inputs` (name, shape, dtype,
 * file of little-endian float32, row-major). All stages are written in the same layout.
 */
export async function runEncoder(
  { inputs, out }: { readonly inputs: string; readonly out: string },
  installed: InstalledEncoder,
  parts: DeviceParts,
): Promise<{ readonly outputs: readonly WrittenTensor[]; readonly device: DeviceInUse }> {
  const { ref } = installed;
  if (ref.kind !== "folder")
    throw new EngineError({
      kind: "bad-argument",
      name: "Encoder",
      value: ref.id,
      expected: "an imported Clay encoder, since tensors of the reference are its inputs",
    });
  const { config } = readManifest(ref.folder);
  const raw = await readInputs(inputs);
  const runner = new DeviceRunner(installed, parts);
  try {
    // Proves the files first, of which the front is read here.
    await runner.prepare();
    const front = readFront(config, await readFile(join(ref.folder, frontFile)));
    const { feeds, stages } = prepare(() => prepareRawInputs(config, front, raw), inputs);
    const { outputs } = await runner.runOnce(
      (attention) =>
        buildClayGraph(config, {
          precision: ref.precision,
          attention,
          outputs: "stages",
          weightsFile: weightsFile(ref.precision),
        }),
      feeds,
      graphStages,
    );
    return { outputs: await writeTensors(out, { ...outputs, ...stages }), device: runner.inUse! };
  } finally {
    await runner.close();
  }
}

async function readInputs(folder: string): Promise<RawInputs> {
  const path = join(folder, inputsFile);
  const text = await readFile(path, "utf8").catch(() => {
    throw new EngineError({ kind: "file-missing", path });
  });
  const entries = parseInputs(text, path);
  const read = async (name: string): Promise<readonly [string, EncoderTensor]> => {
    const entry = entries.find((one) => one.name === name);
    if (entry === undefined) throw damaged(path, `it lists no float32 input ${name}`);
    const file = join(folder, entry.file);
    const bytes = await readFile(file).catch(() => {
      throw new EngineError({ kind: "file-missing", path: file });
    });
    const length = entry.shape.reduce((product, size) => product * size, 1);
    if (bytes.byteLength !== 4 * length)
      throw damaged(
        file,
        `it has ${bytes.byteLength} bytes where [${entry.shape.join(", ")}] float32 needs ${4 * length}`,
      );
    return [name, { data: new Float32Array(Uint8Array.from(bytes).buffer), shape: entry.shape }];
  };
  return Object.fromEntries(await Promise.all(rawNames.map(read))) as unknown as RawInputs;
}

function parseInputs(text: string, path: string) {
  try {
    return inputsManifest.parse(JSON.parse(text)).inputs;
  } catch {
    throw damaged(path, "it does not list inputs with name, shape, dtype float32 and file");
  }
}

function prepare<Result>(work: () => Result, path: string): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof ClayRefusal ? damaged(path, error.message) : error;
  }
}

const damaged = (path: string, detail: string) => new EngineError({ kind: "file-damaged", path, detail });

async function writeTensors(
  folder: string,
  tensors: Readonly<Record<string, EncoderTensor>>,
): Promise<readonly WrittenTensor[]> {
  try {
    await mkdir(folder, { recursive: true });
    const written: WrittenTensor[] = [];
    for (const [name, { data, shape }] of Object.entries(tensors)) {
      const file = `${name}.bin`;
      await writeFile(join(folder, file), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      written.push({ name, shape, dtype: "float32", file });
    }
    await writeFile(join(folder, inputsFile), `${JSON.stringify({ outputs: written }, null, 2)}\n`);
    return written;
  } catch (error) {
    throw diskFailure(error, folder);
  }
}
