import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CheckpointError } from "../../models/checkpoint/checkpointError.ts";
import { openCheckpoint } from "../../models/checkpoint/openCheckpoint.ts";
import { fileInMemory } from "../support/byteSources.ts";

const folder = join(import.meta.dirname, "clay", "containers");
const files = readdirSync(folder);

interface Expected {
  readonly tensors: Readonly<Record<string, { dtype: string; shape: number[]; values: number[] }>>;
  readonly parameter: readonly number[];
  readonly hyper_parameters: Readonly<Record<string, unknown>>;
}
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;

describe("files of weights that torch and safetensors wrote", () => {
  it.each(files.filter((name) => name.startsWith("types")))("%s is read as torch reads it", async (name) => {
    const checkpoint = await openCheckpoint(fileInMemory(join(folder, name)));
    const isSafetensors = name.endsWith(".safetensors");
    expect(checkpoint.format).toBe(isSafetensors ? "safetensors" : "pytorch");
    const names = Object.keys(expected.tensors);
    const extra = isSafetensors ? [] : ["parameter"];
    expect([...checkpoint.tensors.keys()].sort()).toEqual([...names, ...extra].sort());
    for (const [tensor, { dtype, shape, values }] of Object.entries(expected.tensors)) {
      expect(checkpoint.tensors.get(tensor)).toMatchObject({ name: tensor, type: dtype, shape });
      expect(Array.from(await checkpoint.read(tensor), Number)).toEqual(values);
    }
    expect(checkpoint.hyperParameters).toEqual(isSafetensors ? {} : expected.hyper_parameters);
    if (!isSafetensors) expect([...(await checkpoint.read("parameter"))]).toEqual(expected.parameter);
  });

  const refusals: Readonly<Record<string, string>> = {
    "reject_bigendian.ckpt": "its byte order is big-endian",
    "reject_header_too_long.safetensors": "its header is said to have 1099511627776 bytes, the file has 77",
    "reject_malicious_global.ckpt": "it asks for posix.system",
    "reject_missing_storage.ckpt": "the numbers of tensor f32 are missing: storage 0 is not there",
    "reject_offsets_out_of_file.safetensors":
      "tensor a is said to lie at bytes 0 to 8 of the data, which have 4",
    "reject_shape_mismatch.safetensors": "tensor a of type F32 and shape [3] has 8 bytes, not 12",
    "reject_truncated.ckpt": "it is a zip that ends too early",
  };

  it.each(files.filter((name) => name.startsWith("reject")))("%s is refused", async (name) => {
    const error = await openCheckpoint(fileInMemory(join(folder, name))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CheckpointError);
    expect((error as CheckpointError).detail).toContain(refusals[name]);
    expect((error as CheckpointError).message).toBe(`${name}: ${(error as CheckpointError).detail}`);
  });

  it("runs nothing that a pickle asks for", async () => {
    await openCheckpoint(fileInMemory(join(folder, "reject_malicious_global.ckpt"))).catch(() => {});
    expect(existsSync("/tmp/clay_pickle_was_executed")).toBe(false);
  });
});
