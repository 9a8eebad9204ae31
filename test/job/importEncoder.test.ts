import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { cutOff } from "../support/damage.ts";
import { startArgil } from "../support/runArgil.ts";
import { mountSmallDisk } from "../support/smallDisk.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { importTiny, type TinyTensor, tinyConfig, writeTinyClay } from "../support/tinyClay.ts";

const folder = tempFolder("import-encoder");
let modelsCount = 0;
const emptyModels = () => new ModelsFolder(join(folder, `models${modelsCount++}`));
const tiny = writeTinyClay(join(folder, "tiny.ckpt"));
const sameTiny = writeTinyClay(join(folder, "tiny.safetensors"), { prefix: "" });
const other = writeTinyClay(join(folder, "other.ckpt"), { seed: 2 });

const contentOf = ({ folder: place }: ModelsFolder) => (existsSync(place) ? readdirSync(place) : []);
const sha256Of = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

describe("a checkpoint of Clay", () => {
  it("becomes an encoder whose files have the sizes and hashes that its manifest says", async () => {
    const models = emptyModels();
    const { manifest, isNew } = await importTiny(tiny, models);
    expect(isNew).toBe(true);
    expect(manifest).toMatchObject({
      id: "clay-v1.5-d32",
      config: tinyConfig,
      license: "not stated",
      imported: { from: "tiny.ckpt" },
    });
    const place = join(models.folder, manifest.id);
    const { front, variants } = manifest;
    expect(sha256Of(join(place, "front.bin"))).toBe(front.sha256);
    expect(sha256Of(join(place, "weights-fp32.bin"))).toBe(variants.fp32.file.sha256);
    expect(readFileSync(join(place, "weights-fp32.bin")).byteLength).toBe(variants.fp32.file.byteLength);
    expect(variants.fp32.selfTest.values).toHaveLength(tinyConfig.dim);
    expect(models.list()).toEqual([{ folder: place, manifest }]);
  });

  it("gives the same weights, hash and self-test from either container and below any prefix", async () => {
    const models = emptyModels();
    const one = (await importTiny(tiny, models, { id: "one" })).manifest;
    const two = (await importTiny(sameTiny, models, { id: "two" })).manifest;
    expect([two.sha256, two.front, two.variants.fp32.file]).toEqual([
      one.sha256,
      one.front,
      one.variants.fp32.file,
    ]);
    expect(two.variants.fp32.selfTest.values).toEqual(one.variants.fp32.selfTest.values);
  });

  it("that is imported again is there already, from another container too", async () => {
    const models = emptyModels();
    const first = await importTiny(tiny, models, { id: "mine" });
    const again = await importTiny(sameTiny, models);
    expect([again.isNew, again.manifest]).toEqual([false, first.manifest]);
    expect(contentOf(models)).toEqual(["mine"]);
  });

  it("gets a second name where one is asked for, and other settings are another encoder", async () => {
    const models = emptyModels();
    await importTiny(tiny, models);
    await importTiny(tiny, models, { id: "noon", options: { hour: "noon" } });
    expect(contentOf(models)).toEqual(["clay-v1.5-d32", "noon"]);
    const [usual, noon] = [models.find("clay-v1.5-d32"), models.find("noon")];
    expect(noon.encoder.spaceKey([])).not.toBe(usual.encoder.spaceKey([]));
    await expect(importTiny(tiny, models, { options: { placeOrder: "lon-first" } })).rejects.toThrow(
      /clay-v1.5-d32 is there already with other weights or settings/,
    );
  });

  it("with other weights does not take the name of another", async () => {
    const models = emptyModels();
    const { manifest } = await importTiny(tiny, models, { id: "mine" });
    await expect(importTiny(other, models, { id: "mine" })).rejects.toThrow(
      "Encoder mine is there already with other weights or settings; give this one another name with --id, or remove the old one first.",
    );
    expect(models.list().map((one) => one.manifest)).toEqual([manifest]);
    expect(contentOf(models)).toEqual(["mine"]);
  });
});

describe("a name", () => {
  const bad = ["", ".hidden", "a/b", "..", "a b", "-x", "x-", "con", "LPT1.txt", "ä", "x".repeat(65)];
  it.each(bad)("is refused where it cannot be a folder's on every system: %j", async (id) => {
    const models = emptyModels();
    await expect(importTiny(tiny, models, { id })).rejects.toThrow(/cannot be an encoder's name/);
    expect(contentOf(models)).toEqual([]);
  });

  it("of the built-in encoder is refused", async () => {
    await expect(importTiny(tiny, emptyModels(), { id: "baseline" })).rejects.toThrow(/is there already/);
  });
});

const without = (part: string) => (tensors: readonly TinyTensor[]) =>
  tensors.filter(({ name }) => !name.includes(part));
const changed = (part: string, change: (tensor: TinyTensor) => Partial<TinyTensor>) => ({
  change: (tensors: readonly TinyTensor[]) =>
    tensors.map((tensor) => (tensor.name.endsWith(part) ? { ...tensor, ...change(tensor) } : tensor)),
});
const withNumber = (value: number) => (tensor: TinyTensor) => {
  const values = new Float32Array(Uint8Array.from(tensor.bytes).buffer);
  values[5] = value;
  return { bytes: new Uint8Array(values.buffer) };
};
const named = (name: string, ...shape: number[]): TinyTensor => ({
  name,
  type: "float32",
  shape,
  bytes: new Uint8Array(4 * shape.reduce((product, size) => product * size, 1)),
});

describe("a file that is no whole Clay encoder", () => {
  const norm = "transformer.layers.1.0.norm.weight";
  const refused: readonly (readonly [string, Parameters<typeof writeTinyClay>[1], RegExp])[] = [
    [
      "a missing tensor",
      { change: without(norm) },
      new RegExp(`without 1 of its \\d+ tensors \\(${norm}\\)`),
    ],
    [
      "a tensor of another shape",
      changed(norm, ({ name }) => named(name, 8)),
      /norm.weight is \[8\] instead of \[32\]/,
    ],
    [
      "NaN",
      changed(norm, withNumber(Number.NaN)),
      new RegExp(`tensor model.encoder.${norm} holds NaN at place 5`),
    ],
    [
      "infinity in the generator",
      changed("fc_bias.bias", withNumber(-Infinity)),
      /fc_bias.bias holds -Infinity/,
    ],
    [
      "another model",
      { change: () => [named("blocks.0.attn.qkv.weight", 6, 2)] },
      /another model .*blocks.0.attn/,
    ],
    [
      "Clay v0",
      {
        change: () => [
          named("model.encoder.latlon_embedding.weight", 2, 2),
          named("model.encoder.patch_embedding.rgb.proj.weight", 2),
        ],
      },
      /it is a Clay v0 checkpoint/,
    ],
    [
      "a decoder alone",
      { change: () => [named("model.decoder.embed_to_pixels.weight_generator.fc_weight.weight", 2, 128)] },
      /holds Clay's decoder but not its encoder/,
    ],
  ];
  it.each(refused)("is refused by name and leaves nothing behind: %s", async (what, wish, says) => {
    const models = emptyModels();
    const path = writeTinyClay(join(folder, `${what}.ckpt`), wish);
    const refusal = importTiny(path, models);
    await expect(refusal).rejects.toThrow(says);
    await expect(refusal).rejects.toThrow(`${path} cannot be imported: `);
    expect(contentOf(models)).toEqual([]);
  });

  it("is refused where it is a text, is cut off, is a folder or is not there", async () => {
    const models = emptyModels();
    const text = join(folder, "readme.ckpt");
    writeFileSync(text, "Clay is a foundation model.\n".repeat(40));
    const cut = cutOff(writeTinyClay(join(folder, "cut.ckpt")), -1000);
    const cutSafe = cutOff(writeTinyClay(join(folder, "cut.safetensors")), -1000);
    for (const path of [text, cut, cutSafe])
      await expect(importTiny(path, models)).rejects.toThrow(`${path} cannot be imported: `);
    await expect(importTiny(folder, models)).rejects.toThrow(/could not be read/);
    await expect(importTiny(join(folder, "none.ckpt"), models)).rejects.toThrow(/does not exist/);
    expect(contentOf(models)).toEqual([]);
  });
});

describe("an import that does not come to its end", () => {
  it("leaves nothing on a disk that is too small, and says so before it writes", async ({ skip }) => {
    const disk = mountSmallDisk(join(folder, "small"), 2);
    if (disk === null) return skip("this user may not mount a small disk");
    try {
      const models = new ModelsFolder(join(folder, "small", "models"));
      await expect(importTiny(tiny, models)).rejects.toThrow(/has \d MB free and \d MB are needed/);
      expect(contentOf(models)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });

  it("leaves nothing when the disk fills up meanwhile", async ({ skip }) => {
    const place = join(folder, "filling");
    const disk = mountSmallDisk(place, 5);
    if (disk === null) return skip("this user may not mount a small disk");
    try {
      const models = new ModelsFolder(join(place, "models"));
      const fill = () => {
        try {
          writeFileSync(join(place, "someone-elses"), Buffer.alloc(5 << 20));
        } catch {}
      };
      await expect(importTiny(tiny, models, { onBytes: fill })).rejects.toThrow(
        `The disk that holds ${models.folder} is full`,
      );
      expect(contentOf(models)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });

  it("leaves nothing when it is stopped between two tensors, or before the first", async () => {
    const models = emptyModels();
    for (const bytes of [0, 1]) {
      const stop = new AbortController();
      if (bytes === 0) stop.abort();
      const stopped = importTiny(tiny, models, { signal: stop.signal, onBytes: () => stop.abort() });
      await expect(stopped).rejects.toThrow(/abort/i);
      expect(contentOf(models)).toEqual([]);
    }
  });

  it("is swept away by the next one where its process died, and left alone while it lives", async () => {
    const models = emptyModels();
    const [abandoned, living] = [".importing-999999999-1", `.importing-${process.ppid}-1`];
    for (const name of [abandoned, living]) mkdirSync(join(models.folder, name), { recursive: true });
    await importTiny(tiny, models, { id: "mine" });
    expect(contentOf(models).toSorted()).toEqual([living, "mine"].toSorted());
  });

  it("lists nothing when its process is killed, and the next one goes through", async () => {
    const models = emptyModels();
    const env = { ARGIL_MODELS: models.folder, XDG_DATA_HOME: join(folder, "data") };
    const { child, ended } = startArgil(["encoder", "import", tiny, "--heads", "2"], { env });
    while (!contentOf(models).some((name) => name.startsWith(".importing-")) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    await ended;
    expect(models.list()).toEqual([]);
    const { isNew } = await importTiny(tiny, models, { id: "mine" });
    expect([isNew, contentOf(models)]).toEqual([true, ["mine"]]);
  });
});
