import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Samples } from "../rasterReader.ts";
import { blockBytes } from "./blockLayout.ts";
import type { BlockJob } from "./decodeBlock.ts";
import type { DecodeReply, DecodeRequest } from "./decodeMessages.ts";
import { damaged, TiffError } from "./tiffError.ts";

interface Task {
  readonly job: BlockJob;
  readonly bytes: number;
  readonly resolve: (samples: Samples) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  /** In the order in which they are answered. */
  readonly tasks: Map<number, Task>;
  timer: NodeJS.Timeout | null;
}

/** A second task waits at each thread, so that it need not wait for the answer's way back. */
const tasksEach = 2;
/** Blocks being decoded at once, all threads together; a bigger one is decoded alone. */
const bytesAtOnce = 96 * 1024 * 1024;
const longestMilliseconds = 8000;
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
  readonly #threads: Thread[] = [];
  readonly #waiting: Task[] = [];
  #lastCall = 0;
  #bytesRunning = 0;

  constructor(threadCount: number) {
    this.threadCount = threadCount;
  }

  /** @throws TiffError when the block cannot be decoded in time, or at all. */
  run(job: BlockJob): Promise<Samples> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, bytes: blockBytes(job.layout, job.rows), resolve, reject });
      this.#hand();
    });
  }

  /** Ends all threads; the next block starts new ones. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => this.#end(thread, "decoding was stopped")));
  }

  #hand(): void {
    for (;;) {
      const task = this.#waiting[0];
      const isTooMuch = this.#bytesRunning > 0 && this.#bytesRunning + (task?.bytes ?? 0) > bytesAtOnce;
      const thread = task === undefined || isTooMuch ? null : this.#freeThread();
      if (thread === null || task === undefined) return;
      this.#waiting.shift();
      const call = ++this.#lastCall;
      this.#bytesRunning += task.bytes;
      thread.tasks.set(call, task);
      thread.worker.ref();
      thread.worker.postMessage({ call, job: task.job } satisfies DecodeRequest);
      if (thread.tasks.size === 1) this.#watch(thread);
    }
  }

  #freeThread(): Thread | null {
    const idle = this.#threads.find(({ tasks }) => tasks.size === 0);
    if (idle !== undefined) return idle;
    if (this.#threads.length < this.threadCount) return this.#start();
    return this.#threads.find(({ tasks }) => tasks.size < tasksEach) ?? null;
  }

  #start(): Thread {
    const worker = new Worker(workerEntry(), {
      execArgv: ["--no-warnings"],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    const thread: Thread = { worker, tasks: new Map(), timer: null };
    worker.on("message", (reply: DecodeReply) => this.#receive(thread, reply));
    worker.on("error", (error) => void this.#end(thread, error.message));
    worker.on("exit", () => void this.#end(thread, "its decoder ended"));
    this.#threads.push(thread);
    return thread;
  }

  #receive(thread: Thread, reply: DecodeReply): void {
    const task = thread.tasks.get(reply.call);
    if (task === undefined) return;
    thread.tasks.delete(reply.call);
    this.#bytesRunning -= task.bytes;
    this.#watch(thread);
    if (reply.kind === "samples") task.resolve(reply.samples);
    else task.reject(new TiffError(reply.failure, reply.detail));
    this.#hand();
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
    const allowed = Math.max(longestMilliseconds, task.bytes / slowestBytesPerMillisecond);
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
    failed?.reject(damaged(reason));
    await thread.worker.terminate();
    this.#hand();
  }
}

const mostThreads = 4;

/** The threads of this process. */
export const decodePool = new DecodePool(Math.min(mostThreads, Math.max(1, availableParallelism())));
