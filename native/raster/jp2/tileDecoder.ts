import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { TileSamples, TileTask } from "./decodeTile.ts";
import type { TileReply } from "./jp2Worker.ts";

const mostWorkers = 2;
const mostMilliseconds = 60_000;
/** A worker that decoded more gives its memory back by ending: a WebAssembly heap never shrinks. */
const samplesToKeepWorker = 8 * 1024 * 1024;
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

interface Job {
  readonly task: TileTask;
  resolve(samples: TileSamples): void;
  reject(error: Error): void;
}

/** Threads that decode tiles, one tile at a time each; started when needed, ended when a tile takes too long. */
class TileDecoder {
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  #count = 0;

  decode(task: TileTask): Promise<TileSamples> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? this.#start();
    if (worker === null) return;
    this.#run(worker, this.#waiting.shift()!);
  }

  #start(): Worker | null {
    if (this.#count >= mostWorkers) return null;
    this.#count++;
    return new Worker(workerEntry(), { resourceLimits, stdout: true, stderr: true });
  }

  #run(worker: Worker, job: Job): void {
    const { width, height, componentCount } = job.task;
    const stop = () => {
      clearTimeout(timer);
      worker.off("error", onError).off("exit", onExit).off("message", onMessage);
    };
    const end = () => {
      stop();
      // An end that was asked for may still be reported as an error.
      worker.on("error", () => undefined);
      void worker.terminate();
      this.#count--;
    };
    const fail = (problem: string) => {
      end();
      job.reject(new Error(problem));
      this.#next();
    };
    const onError = (error: Error) => fail(error.message);
    const onExit = () => fail("the JPEG 2000 decoder ended");
    const onMessage = (reply: TileReply) => {
      // After a failure the decoder's memory may be in any state.
      if ("problem" in reply) return fail(reply.problem);
      if (width * height * componentCount > samplesToKeepWorker) end();
      else {
        stop();
        worker.unref();
        this.#idle.push(worker);
      }
      job.resolve(reply.samples);
      this.#next();
    };
    const timer = setTimeout(() => fail("a tile takes too long to decode"), mostMilliseconds);
    worker.ref();
    worker.on("error", onError).on("exit", onExit).on("message", onMessage);
    worker.postMessage(job.task, [job.task.codestream.buffer]);
  }
}

const decoder = new TileDecoder();

/** Decodes a tile in another thread; takes the codestream's memory over. @throws Error with a reason when it cannot be had. */
export const decodeTileInWorker = (task: TileTask): Promise<TileSamples> => decoder.decode(task);

/** As source beside this file, or as the bundle's entry, which may lie one folder above a shared chunk. */
function workerEntry(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL("jp2Worker.ts", import.meta.url);
  const beside = new URL("jp2Worker.js", import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../jp2Worker.js", import.meta.url);
}
