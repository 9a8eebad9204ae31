import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Job } from "../../native/contract/jobs.ts";
import { createEngine, type Engine } from "../../native/engine.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("resume");
const open = (name: string) => createEngine(join(folder, name), forkInference);

/** Follows the jobs until one of them fits. */
async function waitFor(engine: Engine, fits: (job: Job) => boolean): Promise<Job> {
  const abort = new AbortController();
  for await (const jobs of await engine.api.watchJobs(undefined, { signal: abort.signal })) {
    const found = jobs.find(fits);
    if (found !== undefined) {
      abort.abort();
      return found;
    }
  }
  throw new Error("the jobs ended without one that fits");
}

const chipsDone = ({ progress }: Job) => (progress.kind === "chips" ? progress.chipsDone : 0);

describe("a job of the window", () => {
  it("goes on by itself when the project is opened again", async () => {
    const path = await writeTinyScene(join(folder, "S2_20200601.tif"), { side: 1024 });
    const first = open("closed");
    await first.api.startIngest({ paths: [path], chipPixels: 16 });
    await waitFor(first, (job) => chipsDone(job) > 0);
    await first.close();

    const second = open("closed");
    const saved = (await second.api.project(undefined)).chipCount;
    const job = await waitFor(second, ({ state }) => state.kind === "done");
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(64 * 64);
    expect(chipsDone(job)).toBe(64 * 64);
    expect((await second.api.project(undefined)).chipCount).toBe(64 * 64);
    await second.close();

    const third = open("closed");
    expect(await waitForList(third)).toEqual([]);
    await third.close();
  });

  it("stays stopped after the user cancelled it, until it is resumed", async () => {
    const path = await writeTinyScene(join(folder, "S2_20200701.tif"), { side: 1024 });
    const engine = open("cancelled");
    const jobId = await engine.api.startIngest({ paths: [path], chipPixels: 16 });
    await waitFor(engine, (job) => chipsDone(job) > 0);
    await engine.api.cancelJob({ jobId });
    await waitFor(engine, ({ state }) => state.kind === "cancelled");
    const saved = (await engine.api.project(undefined)).chipCount;
    await engine.api.resumeJob({ jobId });
    await waitFor(engine, ({ state }) => state.kind === "done");
    expect(saved).toBeLessThan(64 * 64);
    expect((await engine.api.project(undefined)).chipCount).toBe(64 * 64);
    await engine.close();
  });
});

async function waitForList(engine: Engine): Promise<readonly Job[]> {
  const abort = new AbortController();
  for await (const jobs of await engine.api.watchJobs(undefined, { signal: abort.signal })) {
    abort.abort();
    return jobs;
  }
  return [];
}
