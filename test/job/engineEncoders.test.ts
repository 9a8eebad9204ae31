import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../native/contract/jobs.ts";
import type { SearchRequest } from "../../native/contract/search.ts";
import { createEngine, type Engine } from "../../native/engine.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { vectorsOf } from "../support/clayProject.ts";
import { runArgil } from "../support/runArgil.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { tinyConfig, writeTinyClay } from "../support/tinyClay.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

// What the window asks of the engine about encoders, as jobs; `argil doctor` beside it.

const folder = tempFolder("engine-encoders");
const places = { data: join(folder, "data"), models: join(folder, "models") };
const scene = join(folder, "S2_20200601.tif");
let engine: Engine;

beforeAll(async () => {
  await writeTinyScene(scene);
  engine = createEngine(join(folder, "project"), forkInference, places);
});
afterAll(() => engine.close());

/** The job once it has ended. */
async function ended(started: Promise<string>): Promise<Job> {
  const id = await started;
  const abort = new AbortController();
  for await (const jobs of await engine.api.watchJobs(undefined, { signal: abort.signal })) {
    const job = jobs.find((one) => one.id === id);
    if (job === undefined || job.state.kind === "waiting" || job.state.kind === "running") continue;
    abort.abort();
    return job;
  }
  throw new Error("the job was never told of");
}

const id = `clay-v1.5-d${tinyConfig.dim}`;
const query: Omit<SearchRequest, "limit"> = { like: [], unlike: [], filters: {} };
const likeFirst = async () => {
  const [chip] = await engine.api.chips({ sceneId: (await engine.api.scenes(undefined))[0]!.id });
  return { ...query, like: [{ kind: "chip" as const, chipId: chip!.id }] };
};

describe("the engine of a project", () => {
  it("imports an encoder as a job, with its progress in bytes", async () => {
    const path = writeTinyClay(join(folder, "tiny.ckpt"));
    const job = await ended(engine.api.startImport({ path, heads: 2 }));
    expect([job.state.kind, job.title, job.progress.kind]).toEqual(["done", "Importing tiny.ckpt", "bytes"]);
    const list = await engine.api.encoders(undefined);
    expect(list.map((one) => [one.id, one.isBuiltIn, one.chosenPrecision, one.chipCount])).toEqual([
      ["baseline", true, "fp32", 0],
      [id, false, null, 0],
    ]);
    expect(list[1]!.bytes).toBeGreaterThan(3e6);
  });

  it("tells the window in a sentence why a file is no encoder", async () => {
    const { state } = await ended(engine.api.startImport({ path: scene, id: "scene" }));
    expect(state).toMatchObject({ kind: "failed", failure: { kind: "checkpoint-refused" } });
  });

  it("embeds with the encoder that was chosen, and says on what", async () => {
    await engine.api.chooseEncoder({ encoderId: id, precision: "fp32" });
    expect(await engine.api.device(undefined)).toMatchObject({ encoderId: id, selfTestCosine: null });
    const { state, refused } = await ended(engine.api.startIngest({ paths: [scene], chipPixels: 16 }));
    expect([state.kind, refused]).toEqual(["done", []]);
    const device = await engine.api.device(undefined);
    expect(device).toMatchObject({ encoderId: id, dimensions: tinyConfig.dim, precision: "fp32" });
    expect(device.selfTestCosine).toBeGreaterThan(0.9999);
    const verdicts = await engine.api.devices(undefined);
    expect(device.provider).toBe(verdicts.find(({ works }) => works)!.provider);
    // A GPU that is not there was not passed over.
    const faster = verdicts.slice(
      0,
      verdicts.findIndex(({ works }) => works),
    );
    const passedOver = faster.filter(({ isHardwareThere }) => isHardwareThere);
    expect(device.passedOver).toEqual(passedOver.map(({ provider, reason }) => ({ provider, reason })));
    expect(device.note).toBe(passedOver[0]?.reason ?? null);
  });

  it("shows where in a chip it looks like the query, with the encoder that scored it", async () => {
    const { hits } = await engine.api.search({ ...(await likeFirst()), limit: 2 });
    const chipIds = hits.map(({ chipId }) => chipId);
    const found = await engine.api.whereInChips({ chipIds, query: await likeFirst() });
    expect(found.map(({ chipId, grid, cosines }) => [chipId, grid, cosines.length])).toEqual(
      chipIds.map((chipId) => [chipId, 2, 4]),
    );
  });

  it("compares precisions and embeds all chips again as jobs", async () => {
    expect((await ended(engine.api.startComparison({ encoderId: id, precision: "int8" }))).state.kind).toBe(
      "done",
    );
    const [agreement] = (await engine.api.encoders(undefined))[1]!.agreements;
    expect(agreement).toMatchObject({ precision: "int8", chipCount: 16 });
    await engine.api.chooseEncoder({ encoderId: "baseline", precision: "fp32" });
    expect((await ended(engine.api.startReembed(undefined))).state.kind).toBe("done");
    const { query: scored, scanned } = await engine.api.search({ ...(await likeFirst()), limit: 1 });
    expect([scored.encoderId, scanned]).toEqual(["baseline", 16]);
    await expect(engine.api.whereInChips({ chipIds: [], query: await likeFirst() })).resolves.toEqual([]);
    const [first] = (await likeFirst()).like;
    const where = engine.api.whereInChips({ chipIds: [first!.chipId], query: await likeFirst() });
    await expect(where).rejects.toThrow(/Encoder baseline makes one embedding a chip and none of its parts/);
  });

  it("proves an encoder when it is asked to", async () => {
    const verdict = await engine.api.verifyEncoder({ encoderId: id, precision: "fp32" });
    expect(verdict).toMatchObject({ id, isRight: true, cosineSimilarity: expect.closeTo(1, 4) });
  });

  it("falls back to the built-in encoder to look at files where the chosen one is gone, and says so", async () => {
    await engine.api.chooseEncoder({ encoderId: id, precision: "fp32" });
    await engine.api.removeEncoder({ encoderId: id });
    expect(await engine.api.device(undefined)).toMatchObject({
      encoderId: "baseline",
      note: `Encoder ${id} is not known; use one of baseline.`,
    });
    await expect(engine.api.startIngest({ paths: [scene] })).rejects.toThrow(/is not known/);
    const { scanned } = await engine.api.search({ ...(await likeFirst()), limit: 1 });
    expect(scanned).toBe(16);
  });

  it("embeds with the new weights where another encoder took the name of one that was in use", async () => {
    const path = writeTinyClay(join(folder, "second.ckpt"), { seed: 2 });
    await ended(engine.api.startImport({ path, heads: 2 }));
    await ended(engine.api.startReembed(undefined));
    const spaces = vectorsOf(join(folder, "project")).filter(({ encoder }) => encoder === id);
    expect(new Set(spaces.map(({ space }) => space)).size).toBe(2);
    await engine.api.removeEncoder({ encoderId: id });
  });
});

it("argil doctor names every provider of the platform, and why one is not used", async () => {
  const env = { ARGIL_MODELS: places.models, XDG_DATA_HOME: join(folder, "share") };
  const { code, json } = await runArgil(["--archive", join(folder, "doctor"), "--json", "doctor"], { env });
  const { devices, inUse, encoders } = json as {
    devices: { provider: string; works: boolean; reason: string; findings: { sentence: string }[] }[];
    inUse: { provider: string; reason: string };
    encoders: { id: string }[];
  };
  expect(code).toBe(0);
  expect(devices.at(-1)).toMatchObject({ provider: "cpu", works: true });
  if (process.platform === "linux" && process.arch === "x64")
    expect(devices.map(({ provider }) => provider)).toEqual(["cuda", "webgpu", "cpu"]);
  for (const { reason, findings } of devices) {
    expect(reason).toMatch(/^\S+ .*\.$/);
    for (const { sentence } of findings) expect(sentence).toMatch(/\.$/);
  }
  expect(inUse).toEqual({
    provider: devices.find(({ works }) => works)!.provider,
    reason: expect.stringMatching(/\.$/),
  });
  expect(encoders.map((one) => one.id)).toEqual(["baseline"]);
});
