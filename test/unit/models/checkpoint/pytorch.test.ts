import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCheckpoint } from "../../../../models/checkpoint/openCheckpoint.ts";
import { openEntry } from "../../../../models/checkpoint/zip/openEntry.ts";
import { readDirectory } from "../../../../models/checkpoint/zip/readDirectory.ts";
import { memorySource } from "../../../support/byteSources.ts";
import { type CheckpointContent, checkpointBytes } from "../../../support/writeCheckpoint.ts";
import { type Picklable, writePickle } from "../../../support/writePickle.ts";
import { torchZipBytes } from "../../../support/writeTorchZip.ts";

const containers = join(import.meta.dirname, "../../../golden/clay/containers");
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const pair = { name: "layer.weight", type: "float32", shape: [2], bytes: floats(1, 2) } as const;

const open = (bytes: Uint8Array) => openCheckpoint(memorySource("weights.ckpt", bytes));
const openContent = (content: Partial<CheckpointContent>) =>
  open(checkpointBytes({ tensors: [pair], ...content }));
const openPickled = (value: Picklable, storage = floats(0, 1, 2, 3, 4, 5)) =>
  open(
    torchZipBytes([
      { name: "archive/data.pkl", content: writePickle(value) },
      { name: "archive/data/0", content: storage },
    ]),
  );
const tensorOf = (change: Readonly<Record<string, unknown>>) => ({
  tensor: {
    storageClass: "torch.FloatStorage",
    key: "0",
    storageElements: 6,
    firstElement: 0,
    shape: [2, 3],
    strides: [3, 1],
    ...change,
  },
});

describe("a PyTorch checkpoint", () => {
  it("gives tensors of state_dict without that word, and the plain hyper_parameters", async () => {
    const checkpoint = await openContent({
      hyperParameters: { lr: 0.5, sizes: { tuple: [1, 2] }, name: null },
    });
    expect([...checkpoint.tensors.values()]).toEqual([
      { name: "layer.weight", type: "float32", shape: [2], offsetBytes: expect.any(Number) },
    ]);
    expect(await checkpoint.read("layer.weight")).toEqual(Float32Array.of(1, 2));
    expect(checkpoint.hyperParameters).toEqual({ lr: 0.5, sizes: [1, 2], name: null });
  });

  it("may be a bare dict of tensors, in a folder of any name", async () => {
    const checkpoint = await openContent({ isBare: true, root: "my weights" });
    expect([...checkpoint.tensors.keys()]).toEqual(["layer.weight"]);
    expect(checkpoint.hyperParameters).toEqual({});
  });

  it("gives tensors of nested dicts with their keys", async () => {
    const checkpoint = await openPickled({ ema: { encoder: { w: tensorOf({}) } }, many: [tensorOf({})] });
    expect([...checkpoint.tensors.keys()]).toEqual(["ema.encoder.w"]);
  });

  it("reads deflated entries like stored ones", async () => {
    const source = memorySource("types.ckpt", readFileSync(join(containers, "types.ckpt")));
    const entries = await Promise.all(
      [...(await readDirectory(source)).values()].map(async (entry) => {
        const stored = await openEntry(source, entry);
        return { name: entry.name, content: await stored.read(0, stored.byteLength), isDeflated: true };
      }),
    );
    const deflated = await open(torchZipBytes(entries));
    const plain = await openCheckpoint(source);
    expect([...deflated.tensors.keys()]).toEqual([...plain.tensors.keys()]);
    for (const name of plain.tensors.keys())
      expect(await deflated.read(name)).toEqual(await plain.read(name));
  });

  it("honours strides and starts of views", async () => {
    const views = {
      turned: tensorOf({ shape: [3, 2], strides: [1, 3] }),
      column: tensorOf({ shape: [2, 1], strides: [3, 7], firstElement: 1 }),
      repeated: tensorOf({ shape: [2, 3], strides: [0, 1], firstElement: 3 }),
      cube: tensorOf({ shape: [3, 1, 2], strides: [1, 9, 3] }),
    };
    const checkpoint = await openPickled(views);
    const read = async (name: string) => [...(await checkpoint.read(name))];
    expect(await read("turned")).toEqual([0, 3, 1, 4, 2, 5]);
    expect(await read("column")).toEqual([1, 4]);
    expect(await read("repeated")).toEqual([3, 4, 5, 3, 4, 5]);
    expect(await read("cube")).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it("leaves out objects of harmless classes, wherever they are but in the weights", async () => {
    const opaque = { call: "omegaconf.dictconfig.DictConfig", args: [{ a: 1 }] };
    const checkpoint = await openContent({
      hyperParameters: {
        config: opaque,
        path: { call: "pathlib.PosixPath", args: ["a"] },
        list: [opaque, 1],
      },
      others: { scalar: { call: "numpy.core.multiarray.scalar", args: [] } },
    });
    expect(checkpoint.hyperParameters).toEqual({ list: [null, 1] });
    const quantized = { call: "torch._utils._rebuild_qtensor", args: [] };
    await expect(openPickled({ state_dict: { w: quantized } })).rejects.toThrow(
      "weights.ckpt: tensor w is a torch._utils._rebuild_qtensor, which is not known",
    );
    await expect(openPickled({ w: quantized })).rejects.toThrow(
      "tensor w is a torch._utils._rebuild_qtensor",
    );
    await expect(openPickled({ call: "torch.nn.modules.linear.Linear", args: [] })).rejects.toThrow(
      "it holds a torch.nn.modules.linear.Linear, not a dict of tensors",
    );
  });

  it.each([
    "os.system",
    "builtins.eval",
    "__builtin__.getattr",
    "subprocess.Popen",
    "importlib.import_module",
    "claymodel.module.ClayMAEModule",
    "nt.system",
  ])("is refused when it asks for %s anywhere", async (name) => {
    const call = { call: name, args: ["x"] };
    await expect(openContent({ hyperParameters: { a: [call] } })).rejects.toThrow(`it asks for ${name}`);
  });

  it.each([
    ["tensor w at byte 320 reaches to element 6", { firstElement: 1 }],
    ["tensor w at byte 320 has 2 dimensions, but 1 strides", { strides: [1] }],
    ["tensor w at byte 320 has the size or stride -1", { strides: [-1, 1] }],
    ["tensor w at byte 320 has the size or stride -2", { shape: [-2, 3] }],
    ["is far larger than its storage", { shape: [9000, 9000], strides: [0, 0] }],
    ["storage 0 of tensor w at byte 320 has 24 bytes, not the 20", { storageElements: 5 }],
    ["storage 0 of tensor w at byte 320 has 24 bytes, not the 48", { storageClass: "torch.DoubleStorage" }],
    ["the numbers of tensor w are missing: storage 9 is not there", { key: "9" }],
  ])("is refused: %s", async (sentence, change) => {
    await expect(openPickled({ w: tensorOf(change) })).rejects.toThrow(sentence);
  });

  it("is refused when two tensors have one name, or there is none", async () => {
    const twice = { a: { b: tensorOf({}) }, "a.b": tensorOf({}) };
    await expect(openPickled(twice)).rejects.toThrow("it holds two tensors named a.b");
    await expect(openPickled({ epoch: 3 })).rejects.toThrow("it holds no tensors");
    await expect(openPickled(7)).rejects.toThrow("it holds a single value, not a dict of tensors");
  });

  it("notices a flipped bit in numbers and in the pickle", async () => {
    const bytes = Buffer.from(checkpointBytes({ tensors: [pair] }));
    const { offsetBytes } = (await open(bytes)).tensors.get("layer.weight")!;
    bytes[offsetBytes]! ^= 1;
    const numbers = await open(bytes);
    await expect(numbers.read("layer.weight")).rejects.toThrow(
      `zip entry archive/data/0 at byte ${offsetBytes} is damaged: its checksum does not fit`,
    );
    bytes[bytes.indexOf("epoch")]! ^= 1;
    await expect(open(bytes)).rejects.toThrow("zip entry archive/data.pkl at byte 64 is damaged");
  });

  it("clips what it quotes of a file made to fill a screen", async () => {
    const long = "a".repeat(100_000);
    const error = await openPickled({ [long]: tensorOf({ key: "9" }) }).catch((thrown: Error) => thrown);
    expect((error as Error).message.length).toBeLessThan(700);
  });

  it("says which tensor it does not have", async () => {
    await expect((await openContent({})).read("other")).rejects.toThrow(
      "weights.ckpt: it has no tensor named other",
    );
  });
});
