import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { blockBytes } from "./blockLayout.ts";
import type { BlockJob } from "./decodeBlock.ts";
import type { DecodeMessage, DecodeReply } from "./decodeMessages.ts";
import type { SharedSlot } from "./sharedSlot.ts";
import { damaged, TiffError } from "./tiffError.ts";

interface Task {
  readonly job: BlockJob;
  readonly slot: SharedSlot;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order in which they are answered. */
  readonly tasks: Map<number, Task>;
  /** Numbers of the slots that it knows. */
  readonly slots: Set<number>;
  timer: NodeJS.Timeout | null;
}

/** Tasks that wait at each thread, so that none waits for the way to here and back; refilled when half are done. */
const tasksEach = 4;
/** Blocks being decoded at once, all threads together; a bigger one is decoded alone. */
const bytesAtOnce = 96 * 1024 * 1024;
/** Large blocks of slow codecs get longer. */
const slowestBytesPerMillisecond = 8000;
const heapMegabytes = 256;

/** In the built app the entry is a file of its own beside the engine (`electron.vite.config.ts`). */
function workerEntry(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL("./decodeWorker.ts", import.meta.url);
  const isChunk = /\/chunks\/[^/]*$/.test(import.meta.url);
  return new URL(isChunk ? "../decodeWorker.js" : "./decodeWorker.js", import.meta.url);
}

/** Threads that decode blocks, for the whole process. They start when first needed and do not keep the process alive. */
export class DecodePool {
  readonly threadCount: number;
  readonly #entry: URL;
  readonly #longestMilliseconds: number;
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];
  #isHanding = false;
  #lastCall = 0;
  #bytesRunning = 0;

  /** What the threads run and how long a block of usual size may take can be set for tests. */
  constructor(threadCount: number, { entry = workerEntry(), longestMilliseconds = 8000 } = {}) {
    this.threadCount = threadCount;
    this.#entry = entry;
    this.#longestMilliseconds = longestMilliseconds;
  }

  /** Decodes a block into the slot. @throws TiffError when that cannot be done, or not in time. */
  run(job: BlockJob, slot: SharedSlot): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, slot, bytes: blockBytes(job.layout, job.rows), resolve, reject });
      this.#handSoon();
    });
  }

  /** Lets go of memory that is not used any more. */
  forget(ids: readonly number[]): void {
    for (const { worker, slots } of this.#threads) {
      const forgotten = ids.filter((id) => slots.delete(id));
      if (forgotten.length > 0)
        worker.postMessage({ slots: [], forgotten, requests: [] } satisfies DecodeMessage);
    }
  }

  /** Ends all threads; the next block starts new ones. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => this.#end(thread, "decoding was stopped")));
  }

  /** Waits until all blocks of a window are asked for: one message for several wakes a thread once. */
  #handSoon(): void {
    if (this.#isHanding) return;
    this.#isHanding = true;
    queueMicrotask(() => {
      this.#isHanding = false;
      this.#hand();
    });
  }

  #hand(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#freeThread();
      if (thread === null) return;
      const share = Math.ceil(this.#waiting.length / this.threadCount);
      const message = this.#take(thread, Math.min(tasksEach - thread.tasks.size, share));
      const count = message.requests.length;
      if (count === 0) return;
      const wasIdle = thread.tasks.size === count;
      thread.worker.ref();
      thread.worker.postMessage(message);
      if (wasIdle) this.#watch(thread);
    }
  }

  #take(thread: Thread, count: number): DecodeMessage {
    const requests: DecodeMessage["requests"][number][] = [];
    const slots: DecodeMessage["slots"][number][] = [];
    while (requests.length < count) {
      const task = this.#waiting[0];
      if (task === undefined || (this.#bytesRunning > 0 && this.#bytesRunning + task.bytes > bytesAtOnce))
        break;
      this.#waiting.shift();
      const call = ++this.#lastCall;
      const { id, buffer } = task.slot;
      this.#bytesRunning += task.bytes;
      thread.tasks.set(call, task);
      if (!thread.slots.has(id)) slots.push({ id, buffer });
      thread.slots.add(id);
      requests.push({ call, job: task.job, slot: id });
    }
    return { slots, forgotten: [], requests };
  }

  #freeThread(): Thread | null {
    const idle = this.#threads.find(({ tasks }) => tasks.size === 0);
    if (idle !== undefined) return idle;
    if (this.#threads.length < this.threadCount) return this.#start();
    return this.#threads.find(({ tasks }) => tasks.size <= tasksEach / 2) ?? null;
  }

  #start(): Thread {
    const worker = new Worker(this.#entry, {
      execArgv: [],
      // A part of geotiff.js, loaded for LERC, takes it for granted that there are some.
      workerData: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const thread: Thread = { worker, tasks: new Map(), slots: new Set(), timer: null };
    worker.on("message", (reply: DecodeReply) => this.#receive(thread, reply));
    worker.on("error", (error) => void this.#end(thread, error.message));
    worker.on("exit", () => void this.#end(thread, "its decoder ended"));
    this.#threads.push(thread);
    return thread;
  }

  #receive(thread: Thread, { call, failure }: DecodeReply): void {
    const task = thread.tasks.get(call);
    if (task === undefined) return;
    thread.tasks.delete(call);
    this.#bytesRunning -= task.bytes;
    this.#watch(thread);
    if (failure === null) task.resolve();
    else task.reject(new TiffError(failure.kind, failure.detail));
    this.#handSoon();
  }

  /** Starts the clock for the block at hand. */
  #watch(thread: Thread): void {
    if (thread.timer !== null) clearTimeout(thread.timer);
    thread.timer = null;
    const [task] = thread.tasks.values();
    if (task === undefined) {
      thread.worker.unref();
      return;
    }
    const allowed = Math.max(this.#longestMilliseconds, task.bytes / slowestBytesPerMillisecond);
    thread.timer = setTimeout(() => void this.#end(thread, "a block takes too long to decode"), allowed);
    thread.timer.unref();
  }

  /** The block at hand has failed; those behind it go to another thread. */
  async #end(thread: Thread, reason: string): Promise<void> {
    const index = this.#threads.indexOf(thread);
    if (index < 0) return;
    this.#threads.splice(index, 1);
    if (thread.timer !== null) clearTimeout(thread.timer);
    const [failed, ...others] = thread.tasks.values();
    for (const { bytes } of thread.tasks.values()) this.#bytesRunning -= bytes;
    thread.tasks.clear();
    this.#waiting.unshift(...others);
    await thread.worker.terminate();
    failed?.reject(damaged(reason));
    this.#hand();
  }
}

const mostThreads = 4;

/** The threads of this process. */
export const decodePool = new DecodePool(Math.min(mostThreads, Math.max(1, availableParallelism())));
