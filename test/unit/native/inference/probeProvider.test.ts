import { afterEach, describe, expect, it, vi } from "vitest";
import type { SystemEvidence } from "../../../../native/inference/evidence.ts";
import type { StartInference } from "../../../../native/inference/messages.ts";
import { probeProvider } from "../../../../native/inference/probeProvider.ts";
import { providerOf, providersFor } from "../../../../native/inference/providers.ts";
import { type FakeBehaviour, fakeEvidence, fakeStart, foundGpu, shortPatience } from "./fakeInference.ts";

afterEach(() => vi.unstubAllEnvs());

const gpu = { words: [foundGpu] };
const noHalf = { run: { fails: "Program Cast requires f16 but the device does not support it." } } as const;

async function probe(
  provider: Parameters<typeof providerOf>[0],
  behaviours: readonly FakeBehaviour[],
  evidence: SystemEvidence = fakeEvidence(),
) {
  const fake = fakeStart(...behaviours);
  const means = { start: fake.start, evidence, dataFolder: "/data", patience: shortPatience };
  return { ...fake, verdict: await probeProvider(providerOf(provider), means) };
}

describe("a provider that works", () => {
  it("is named, and proved in both precisions in processes of their own, which are gone", async () => {
    const { verdict, environments, counts } = await probe("cuda", [gpu]);
    expect(verdict).toMatchObject({
      works: true,
      reason: "It gives the right numbers in float32 and float16.",
      device: "NVIDIA GeForce RTX 4090",
      isSoftware: false,
      precisions: ["fp32", "fp16"],
      attention: "fused",
      stage: "released",
    });
    expect(verdict.cosineSimilarity).toBeCloseTo(1, 9);
    expect([environments.length, counts.killed]).toEqual([2, 2]);
  });

  it("takes the other form of attention where the first gives wrong numbers", async () => {
    const { verdict } = await probe("cuda", [{ ...gpu, on: { run: "wrong" } }, gpu]);
    expect(verdict).toMatchObject({ works: true, attention: "plain", precisions: ["fp32", "fp16"] });
    expect(verdict.findings.map(({ tone }) => tone)).toEqual([
      ...["fact", "fact", "fact"],
      ...["doubts", "supports", "supports"],
    ]);
  });

  it("keeps float32 where float16 fails", async () => {
    const { verdict } = await probe("webgpu", [gpu, { ...gpu, on: noHalf }]);
    expect(verdict).toMatchObject({ works: true, precisions: ["fp32"], attention: "plain" });
    expect(verdict.findings.at(-1)).toEqual({
      tone: "doubts",
      sentence:
        "Plain attention in float16: The GPU’s driver has no float16 in shaders (shader-f16), so networks run in float32.",
    });
  });

  it("keeps float32 where float16 kills or hangs", async () => {
    for (const run of [{ dies: "it ended with SIGABRT" }, "hang"] as const)
      expect((await probe("webgpu", [gpu, { ...gpu, on: { run } }])).verdict.precisions).toEqual(["fp32"]);
  });

  it("counts as working when only its end goes wrong", async () => {
    const { verdict } = await probe("cuda", [{ ...gpu, on: { unload: { dies: "it ended with SIGSEGV" } } }]);
    expect(verdict).toMatchObject({ works: true, stage: "agrees" });
  });
});

describe("a software renderer", () => {
  it("is kept off although it is right", async () => {
    const cpuOnly = foundGpu.replace("type:1", "type:0");
    const { verdict } = await probe("webgpu", [{ words: [cpuOnly] }]);
    expect(verdict).toMatchObject({
      works: false,
      isSoftware: true,
      reason: "WebGPU found only a software renderer, which is slower than the CPU, so it is kept off.",
      device: "software renderer",
    });
    expect(verdict.cosineSimilarity).toBeCloseTo(1, 9);
  });

  it("is known by its name beside a GPU without a driver", async () => {
    const lavapipe = fakeEvidence({ vulkanDrivers: ["lvp_icd.x86_64.json"] });
    expect((await probe("webgpu", [gpu], lavapipe)).verdict.isSoftware).toBe(true);
    const steering = { VK_DRIVER_FILES: "/opt/vk_swiftshader_icd.json" };
    expect((await probe("webgpu", [gpu], { ...fakeEvidence(), steering })).verdict.isSoftware).toBe(true);
    const basic = foundGpu.replace("Discrete=1", "Description=Microsoft Basic Render Driver");
    expect((await probe("webgpu", [{ words: [basic] }])).verdict.isSoftware).toBe(true);
  });
});

describe("a provider that fails", () => {
  const segfault = { dies: "it ended with SIGSEGV: last" };
  const cases = [
    ["dies at its start", "backends", segfault, "start", /SIGSEGV at its start/],
    ["dies while it loads", "load", segfault, "backends", /SIGSEGV while it loaded/],
    ["dies in its first run", "run", segfault, "created", /SIGSEGV in its first run/],
    ["hangs at its start", "backends", "hang", "start", /did not answer within 1 s/],
    ["hangs while it loads", "load", "hang", "backends", /did not answer within 1 s/],
    ["hangs in its first run", "run", "hang", "created", /did not answer within 1 s/],
    ["answers wrong numbers", "run", "wrong", "ran", /wrong numbers on this GPU \(cosine 0\.9/],
    ["answers no numbers", "run", "not a number", "ran", /wrong numbers on this GPU \(cosine NaN/],
    ["throws", "load", { fails: "Odd" }, "backends", /^DirectML failed: Odd\.$/],
  ] as const;
  it.each(cases)("%s", async (_, kind, answer, stage, reason) => {
    const { verdict, environments, counts } = await probe("dml", [{ ...gpu, on: { [kind]: answer } }]);
    expect(verdict).toMatchObject({
      works: false,
      stage,
      precisions: [],
      reason: expect.stringMatching(reason),
    });
    expect(verdict.findings.at(-1)?.tone).toBe("rules-out");
    expect(environments).toHaveLength(1);
    // A process that died needs no killing.
    expect(counts.killed).toBe(answer === segfault ? 0 : 1);
  });

  it("is refused where its process cannot even be started", async () => {
    const start = () => Promise.reject(new Error("spawn ENOMEM"));
    const means = { start, evidence: fakeEvidence(), dataFolder: "/data", patience: shortPatience };
    const verdict = await probeProvider(providerOf("dml"), means);
    expect(verdict).toMatchObject({ works: false, stage: "start", reason: "DirectML failed: spawn ENOMEM." });
  });

  it("is refused where its process is never started, and a late one is ended", async () => {
    const late = Promise.withResolvers<Awaited<ReturnType<StartInference>>>();
    const { start, counts } = fakeStart({});
    const means = {
      start: () => late.promise,
      evidence: fakeEvidence(),
      dataFolder: "/data",
      patience: shortPatience,
    };
    const verdict = await probeProvider(providerOf("dml"), means);
    expect(verdict).toMatchObject({ works: false, stage: "start" });
    late.resolve(await start({}));
    await vi.waitFor(() => expect(counts.killed).toBe(1));
  });

  it("is not tried in another form when it made no network", async () => {
    const words = ["libcublas.so.13: cannot open shared object file: No such file or directory"];
    const { verdict, environments } = await probe("cuda", [
      { words, on: { load: { fails: "Failed to load shared library" } } },
    ]);
    expect(verdict.reason).toMatch(/^libcublas\.so\.13 is missing/);
    expect(environments).toHaveLength(1);
  });

  it("is given up when all of its tries together take too long", async () => {
    const fake = fakeStart({ on: { run: "hang" } });
    const patience = { ...shortPatience, totalMilliseconds: 60, runMilliseconds: 10_000 };
    const means = { start: fake.start, evidence: fakeEvidence(), dataFolder: "/data", patience };
    const verdict = await probeProvider(providerOf("cuda"), means);
    expect(verdict.works).toBe(false);
    expect(verdict.milliseconds).toBeLessThan(1_000);
  });
});

describe("the records", () => {
  it("put CUDA's folder before what is already searched", async () => {
    vi.stubEnv("LD_LIBRARY_PATH", "/opt/lib");
    const { environments } = await probe("cuda", [gpu]);
    expect(environments[0]).toEqual({ LD_LIBRARY_PATH: "/data/cuda/lib:/opt/lib" });
    vi.stubEnv("LD_LIBRARY_PATH", undefined);
    expect(providerOf("cuda").environment("/data")).toEqual({ LD_LIBRARY_PATH: "/data/cuda/lib" });
    expect(providerOf("webgpu").environment("/data")).toEqual({});
  });

  it("name what each platform's binding can have, fastest first", () => {
    const ids = (platform: string, arch: string) => providersFor(platform, arch).map(({ id }) => id);
    expect(ids("linux", "x64")).toEqual(["cuda", "webgpu", "cpu"]);
    expect(ids("win32", "arm64")).toEqual(["dml", "webgpu", "cpu"]);
    expect(ids("darwin", "arm64")).toEqual(["coreml", "webgpu", "cpu"]);
    expect(ids("linux", "arm64")).toEqual(["cpu"]);
  });
});
