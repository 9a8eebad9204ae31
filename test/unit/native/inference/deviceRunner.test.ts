import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Encoder } from "../../../../models/encoders/encoder.ts";
import { DeviceRunner } from "../../../../native/inference/deviceRunner.ts";
import type { Provider } from "../../../../native/inference/messages.ts";
import { Embedder } from "../../../../native/jobs/embedder.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { chipsOf, embeddingOf, type FakeDevice, fakeComputer, fakeEncoder, input } from "./fakeDevices.ts";

const folder = tempFolder("device-runner");

function runnerOn(
  devices: Partial<Record<Provider, FakeDevice>>,
  { encoder, provider }: { encoder?: Partial<Encoder>; provider?: Provider } = {},
) {
  const computer = fakeComputer(folder, devices);
  const parts = { ...computer.parts, ...(provider && { provider }) };
  const runner = new DeviceRunner(fakeEncoder(encoder), parts);
  const embed = async (chips = chipsOf(2)) => (await runner.run(chips, input, "embedding")).rows.data;
  return { ...computer, runner, embed };
}

const right = (count: number) => Float32Array.from(chipsOf(count).flatMap(embeddingOf));

describe("a network that takes the fastest device", () => {
  it("runs on the first provider that works and proves itself", async () => {
    const { embed, runner, seen } = runnerOn({});
    expect(runner.inUse).toBeNull();
    expect(await embed()).toEqual(right(2));
    expect(runner.inUse).toEqual({
      provider: "cuda",
      device: "a cuda",
      selfTestCosine: expect.closeTo(1, 9),
      passedOver: [],
    });
    expect(seen.loads).toEqual(["cuda"]);
  });

  it("passes over what the book refuses, with its reason, without trying it", async () => {
    const { embed, runner, seen } = runnerOn({ cuda: { refused: "The driver is too old." } });
    await embed();
    expect(seen.loads).toEqual(["webgpu"]);
    expect(runner.inUse).toMatchObject({
      provider: "webgpu",
      passedOver: [{ provider: "cuda", reason: "The driver is too old." }],
    });
  });

  const failures: readonly (readonly [string, FakeDevice, RegExp])[] = [
    ["gives wrong numbers", { onEmbed: () => "wrong" }, /wrong numbers: the self-test has cosine -?0\.\d{5}/],
    ["gives no numbers", { onEmbed: () => "no numbers" }, /cosine NaN/],
    ["gives zeros", { onEmbed: () => "zeros" }, /cosine NaN/],
    ["dies while it loads", { onLoad: { dies: "it ended with SIGSEGV" } }, /SIGSEGV/],
    ["fails to load", { onLoad: { fails: "no kernel for Gelu" } }, /no kernel for Gelu/],
  ];
  it.each(failures)("goes on with the next one where the first %s", async (_, cuda, says) => {
    const { embed, runner, book, seen } = runnerOn({ cuda });
    expect(await embed()).toEqual(right(2));
    expect(runner.inUse).toMatchObject({
      provider: "webgpu",
      passedOver: [{ provider: "cuda", reason: expect.stringMatching(says) }],
    });
    expect((await book.verdict("cuda")).works).toBe(false);
    expect(seen.ended).toBe(seen.started - 1);
  });

  it("names every reason where nothing is left", async () => {
    const broken: FakeDevice = { onLoad: { fails: "no" } };
    const { embed, seen } = runnerOn({ cuda: broken, webgpu: broken, cpu: broken });
    await expect(embed()).rejects.toThrow(/inference process failed \(no\)/);
    expect(seen.loads).toEqual(["cuda", "webgpu", "cpu"]);
    expect(seen.ended).toBe(seen.started);
  });

  it("believes what it learned: the next network does not try that device", async () => {
    const { embed, parts, seen } = runnerOn({ cuda: { onEmbed: () => "wrong" } });
    await embed();
    const next = new DeviceRunner(fakeEncoder(), parts);
    await next.run(chipsOf(1), input, "embedding");
    expect(seen.loads).toEqual(["cuda", "webgpu", "webgpu"]);
    expect(next.inUse!.passedOver.map(({ provider }) => provider)).toEqual(["cuda"]);
  });
});

describe("a device that fails in the middle of the work", () => {
  it("loses no chip: all calls in flight are run again on the next one", async () => {
    const cuda: FakeDevice = { onEmbed: (_, before) => (before === 3 ? { dies: "device lost" } : "right") };
    const { runner, seen } = runnerOn({ cuda });
    const chips = chipsOf(8);
    const runs = await Promise.all(
      chips.map(async (chip) => (await runner.run([chip], input, "embedding")).rows.data),
    );
    expect(runs).toEqual(chips.map((chip) => Float32Array.from(embeddingOf(chip))));
    expect(runner.inUse).toMatchObject({ provider: "webgpu", passedOver: [{ provider: "cuda" }] });
    expect(seen.loads).toEqual(["cuda", "webgpu"]);
    expect(seen.started - seen.ended).toBe(1);
  });

  it.each(["zeros", "no numbers"] as const)(
    "is not believed when it answers %s for a chip",
    async (answer) => {
      const cuda: FakeDevice = { onEmbed: (_, before) => (before === 1 ? answer : "right") };
      const one = runnerOn({ cuda });
      expect(await one.embed(chipsOf(1))).toEqual(right(1));
      const [passedOver] = one.runner.inUse!.passedOver;
      expect([passedOver!.provider, passedOver!.reason]).toEqual(["cuda", expect.stringMatching(/memory/)]);
      // Of several, memory may have been too small.
      await expect(runnerOn({ cuda }).embed()).rejects.toThrow(/out of memory with 2 chips at once/);
    },
  );

  it("is passed over with its own last words, not with those of another", async () => {
    const { embed, runner } = runnerOn({
      cuda: { onLoad: { fails: "no" }, words: ["CUDA failure 2: out of memory"] },
      webgpu: { onEmbed: (_, before) => (before === 0 ? "right" : { fails: "device lost" }) },
    });
    expect(await embed()).toEqual(right(2));
    const [cuda, webgpu] = runner.inUse!.passedOver;
    expect(cuda!.reason).toMatch(/memory/);
    expect(webgpu!.reason).toBe("WebGPU failed: device lost.");
  });

  it("too small for a single chip gives way to the next one", async () => {
    const cuda: FakeDevice = {
      onEmbed: (_, before) => (before === 0 ? "right" : { fails: "out of memory" }),
    };
    const { embed, runner } = runnerOn({ cuda });
    expect(await embed(chipsOf(1))).toEqual(right(1));
    expect(runner.inUse!.provider).toBe("webgpu");
  });

  it("halves the batch when it runs out of memory, and goes on there", async () => {
    const cuda: FakeDevice = {
      onEmbed: (count) => (count > 3 ? { fails: "BFCArena: out of memory" } : "right"),
    };
    const { parts, seen } = runnerOn({ cuda });
    const embedder = new Embedder(fakeEncoder(), parts);
    const chips = chipsOf(16);
    const embedded = [...(await embedder.embed(chips, input)), ...(await embedder.embed(chips, input))];
    const expected = chips.map((chip) => Float32Array.from(embeddingOf(chip)));
    expect(embedded).toEqual([...expected, ...expected]);
    expect(seen.batches.filter((size) => size > 3)).toEqual([4]);
    expect(seen.batches.at(-1)).toBe(2);
    expect(embedder.device).toMatchObject({ provider: "cuda", passedOver: [] });
    await embedder.close();
    expect(seen.ended).toBe(seen.started);
  });
});

it("batches are measured anew on the device that takes over", async () => {
  const cuda: FakeDevice = { onEmbed: (_, before) => (before > 12 ? { dies: "device lost" } : "right") };
  const { parts, seen } = fakeComputer(folder, { cuda });
  const embedder = new Embedder(fakeEncoder(), parts);
  for (let round = 0; round < 4; round += 1) await embedder.embed(chipsOf(32), input);
  expect(embedder.device!.provider).toBe("webgpu");
  const after = seen.batches.slice(seen.batches.lastIndexOf(16) + 1);
  expect(after.length).toBeGreaterThan(4);
  // WebGPU's largest.
  expect([Math.max(...after), embedder.batchSize(input)]).toEqual([4, 4]);
  await embedder.close();
});

describe("a provider that was asked for by name", () => {
  it("is taken whatever its probe said, and no other", async () => {
    const { embed, runner, seen } = runnerOn({ webgpu: { refused: "software" } }, { provider: "webgpu" });
    await embed();
    expect([runner.inUse!.provider, seen.loads, seen.probes]).toEqual(["webgpu", ["webgpu"], 0]);
  });

  it("fails for good, at the start and later", async () => {
    for (const failsAt of [0, 1]) {
      const webgpu: FakeDevice = {
        onEmbed: (_, before) => (before === failsAt ? { fails: "lost\n at line 3" } : "right"),
      };
      const { embed, seen, book } = runnerOn({ webgpu }, { provider: "webgpu" });
      await expect(embed()).rejects.toThrow(/process failed \(lost at line 3\);/);
      expect(new Set(seen.loads)).toEqual(new Set(["webgpu"]));
      expect(await book.known()).toEqual([]);
    }
  });
});

describe("where a network may run", () => {
  it("is the CPU alone for eight bits and for networks that ask for it", async () => {
    for (const encoder of [{ precision: "int8" }, { cpuReason: "It is small." }] as const) {
      const { embed, runner, seen } = runnerOn({}, { encoder });
      await embed();
      expect([runner.inUse!.provider, runner.inUse!.passedOver, seen.probes]).toEqual(["cpu", [], 0]);
    }
  });

  it("leaves out devices without float16 for half precision", async () => {
    const { embed, runner } = runnerOn(
      { cuda: { precisions: ["fp32"] } },
      { encoder: { precision: "fp16" } },
    );
    await embed();
    expect(runner.inUse).toMatchObject({
      provider: "webgpu",
      passedOver: [{ provider: "cuda", reason: "CUDA does not compute in float16 here." }],
    });
  });

  it("is nowhere while a file of the encoder is not what was imported", async () => {
    const { parts, seen } = fakeComputer(folder);
    const files = [{ path: join(folder, "gone", "weights.bin"), byteLength: 1, sha256: "" }];
    const runner = new DeviceRunner({ ...fakeEncoder(), files }, parts);
    await expect(runner.prepare()).rejects.toThrow(/damaged \(weights.bin is missing\)/);
    expect([seen.started, seen.probes]).toEqual([0, 0]);
  });
});

it("ends its process when it is closed, and calls in flight fail", async () => {
  const { runner, embed, seen } = runnerOn({});
  await runner.prepare();
  const [outcome] = await Promise.allSettled([embed(), runner.close()]);
  expect(outcome.status).toBe("rejected");
  expect([seen.started, seen.ended]).toEqual([1, 1]);
});
