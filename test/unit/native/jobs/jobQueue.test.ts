import { describe, expect, it } from "vitest";
import type { Job } from "../../../../native/contract/jobs.ts";
import { EngineError } from "../../../../native/engineError.ts";
import { JobQueue, type JobWork } from "../../../../native/jobs/jobQueue.ts";

/** Work that ends when it is told to. */
function controlledWork(title: string) {
  let finish = (_?: Error) => {};
  let isStarted = false;
  const end = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error));
  });
  end.catch(() => undefined);
  const work: JobWork = {
    title,
    task: { kind: "ingest" },
    async run(signal) {
      isStarted = true;
      await Promise.race([
        end,
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      ]);
    },
  };
  return { work, finish, isStarted: () => isStarted };
}

const stateOf = (queue: JobQueue, id: string) => queue.list().find((job) => job.id === id)?.state;

/** Waits until a job is in this state. */
async function until(queue: JobQueue, isReached: (jobs: readonly Job[]) => boolean) {
  for await (const jobs of queue.watch()) if (isReached(jobs)) return jobs;
  throw new Error("the watch ended");
}

describe("JobQueue", () => {
  it("runs one job after the other", async () => {
    const queue = new JobQueue();
    const [first, second] = [controlledWork("first"), controlledWork("second")];
    const [one, two] = [queue.start(first.work), queue.start(second.work)];
    await until(queue, () => first.isStarted());
    expect([stateOf(queue, one)?.kind, stateOf(queue, two)?.kind]).toEqual(["running", "waiting"]);
    expect(second.isStarted()).toBe(false);
    first.finish();
    await until(queue, () => second.isStarted());
    second.finish();
    await until(queue, (jobs) => jobs.every(({ state }) => state.kind === "done"));
  });

  it("ends a running job as cancelled and goes on with the next", async () => {
    const queue = new JobQueue();
    const [first, second] = [controlledWork("first"), controlledWork("second")];
    const [one] = [queue.start(first.work), queue.start(second.work)];
    await until(queue, () => first.isStarted());
    queue.cancel(one);
    await until(queue, () => second.isStarted());
    expect(stateOf(queue, one)).toEqual({ kind: "cancelled" });
    await queue.close();
  });

  it("never starts a job that was cancelled while it waited", async () => {
    const queue = new JobQueue();
    const [first, second] = [controlledWork("first"), controlledWork("second")];
    const [, two] = [queue.start(first.work), queue.start(second.work)];
    queue.cancel(two);
    first.finish();
    await until(queue, () => stateOf(queue, two)?.kind === "cancelled");
    expect(second.isStarted()).toBe(false);
  });

  it("says of a failure what it is and in which words, and of a fault where it happened", async () => {
    const queue = new JobQueue();
    const [failing, faulty] = [controlledWork("failing"), controlledWork("faulty")];
    const [one, two] = [queue.start(failing.work), queue.start(faulty.work)];
    const failure = { kind: "disk-full", folder: "/project" } as const;
    failing.finish(new EngineError(failure));
    faulty.finish(new TypeError("x is not a function"));
    await until(queue, () => stateOf(queue, two)?.kind === "crashed");
    expect(stateOf(queue, one)).toMatchObject({
      kind: "failed",
      failure,
      sentence: expect.stringContaining("disk that holds /project"),
    });
    expect(stateOf(queue, two)).toMatchObject({ message: expect.stringContaining("x is not a function") });
  });

  it("drops a job that ended early, so that it can start again, but none that runs or is done", async () => {
    const queue = new JobQueue();
    const [first, second] = [controlledWork("first"), controlledWork("second")];
    const one = queue.start(first.work);
    await until(queue, () => first.isStarted());
    expect(queue.dropEnded(one)).toBe(false);
    queue.cancel(one);
    await until(queue, () => stateOf(queue, one)?.kind === "cancelled");
    expect([queue.dropEnded(one), queue.list()]).toEqual([true, []]);
    second.finish();
    const two = queue.start(second.work);
    await until(queue, () => stateOf(queue, two)?.kind === "done");
    expect(queue.dropEnded(two)).toBe(false);
  });

  it("ends a watch when its watcher goes away", async () => {
    const queue = new JobQueue();
    const abort = new AbortController();
    const seen: number[] = [];
    setTimeout(() => abort.abort(), 20);
    for await (const jobs of queue.watch(abort.signal)) seen.push(jobs.length);
    expect(seen).toEqual([0]);
  });

  it("gathers changes, so that a watcher hears at most five times a second", async () => {
    const queue = new JobQueue();
    let heardCount = 0;
    queue.start({
      title: "busy",
      task: { kind: "ingest" },
      async run(_, report) {
        for (let step = 0; step < 100; step++) {
          report.refused({ file: String(step), reason: "no" });
          await new Promise((resolve) => setTimeout(resolve, 4));
        }
      },
    });
    const jobs = await until(queue, ([job]) => {
      heardCount++;
      return job?.state.kind === "done";
    });
    expect(jobs[0]?.refused.length).toBe(100);
    expect(heardCount).toBeLessThan(12);
  });

  it("stops everything before it closes", async () => {
    const queue = new JobQueue();
    const [first, second] = [controlledWork("first"), controlledWork("second")];
    queue.start(first.work);
    queue.start(second.work);
    await queue.close();
    expect(queue.list().map(({ state }) => state.kind)).toEqual(["cancelled", "cancelled"]);
  });
});
