import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { TileSamples, TileTask } from "./decodeTile.ts";
import type { TileReply } from "./jp2Worker.ts";

const mostWorkers = 2;
/** A tile of 1024 pixels takes a quarter of a second; one that was made to take for ever is given up. */
const mostMilliseconds = (samples: number) => 8000 + samples / 500;
/** Such tiles are decoded one after the other, and the worker ends afterwards: a WebAssembly heap never shrinks. */
const samplesOfLargeTile = 8 * 1024 * 1024;
const idleMilliseconds = 20_000;
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** What a tile will come out as, and how to get its bytes; they are fetched when a worker is free for them. */
export interface TileRequest extends Omit<TileTask, "codestream"> {
  load(): Promise<Uint8Array<ArrayBuffer>>;
}

interface Job {
  readonly request: TileRequest;
  readonly isLarge: boolean;
  resolve(samples: TileSamples): void;
  reject(error: unknown): void;
}

interface Idle {
  readonly worker: Worker;
  readonly timer: NodeJS.Timeout;
}

/** Threads that decode tiles, one tile at a time each; started when needed, ended when a tile takes too long. */
class TileDecoder {
  readonly #waiting: Job[] = [];
  readonly #idle: Idle[] = [];
  #count = 0;
  #hasLarge = false;

  decode(request: TileRequest): Promise<TileSamples> {
    const isLarge = samplesOf(request) > samplesOfLargeTile;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, isLarge, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const index = this.#waiting.findIndex(({ isLarge }) => !(isLarge && this.#hasLarge));
    const job = this.#waiting[index];
    const worker = job === undefined ? null : this.#free();
    if (job === undefined || worker === null) return;
    this.#waiting.splice(index, 1);
    if (job.isLarge) this.#hasLarge = true;
    void this.#run(worker, job).finally(() => {
      if (job.isLarge) this.#hasLarge = false;
      this.#next();
    });
  }

  #free(): Worker | null {
    const idle = this.#idle.pop();
    if (idle !== undefined) {
      clearTimeout(idle.timer);
      idle.worker.ref();
      return idle.worker;
    }
    if (this.#count >= mostWorkers) return null;
    this.#count++;
    return new Worker(workerEntry(), { resourceLimits, stdout: true, stderr: true });
  }

  async #run(worker: Worker, { request, isLarge, resolve, reject }: Job): Promise<void> {
    try {
      const { load, ...task } = request;
      const reply = await ask(worker, { ...task, codestream: await load() });
      // A decoder that broke off may have left its memory in any state.
      if (isLarge || ("problem" in reply && reply.isBroken)) this.#end(worker);
      else this.#keep(worker);
      if ("problem" in reply) reject(new Error(reply.problem));
      else resolve(reply.samples);
    } catch (error) {
      this.#end(worker);
      reject(error);
    }
  }

  #keep(worker: Worker): void {
    worker.unref();
    const timer = setTimeout(() => {
      this.#idle.splice(
        this.#idle.findIndex((idle) => idle.worker === worker),
        1,
      );
      this.#end(worker);
    }, idleMilliseconds).unref();
    this.#idle.push({ worker, timer });
  }

  #end(worker: Worker): void {
    // An end that was asked for may still be reported as an error.
    worker.on("error", () => undefined);
    void worker.terminate();
    this.#count--;
  }
}

function ask(worker: Worker, task: TileTask): Promise<TileReply> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      worker.off("error", onError).off("exit", onExit).off("message", onMessage);
    };
    const fail = (problem: string) => {
      stop();
      reject(new Error(problem));
    };
    const onError = (error: Error) => fail(error.message);
    const onExit = () => fail("the JPEG 2000 decoder ended");
    const onMessage = (reply: TileReply) => {
      stop();
      resolve(reply);
    };
    const timer = setTimeout(
      () => fail("a tile takes too long to decode"),
      mostMilliseconds(samplesOf(task)),
    );
    worker.on("error", onError).on("exit", onExit).on("message", onMessage);
    worker.postMessage(task, [task.codestream.buffer]);
  });
}

const samplesOf = ({ width, height, componentCount }: Omit<TileTask, "codestream">) =>
  width * height * componentCount;

const decoder = new TileDecoder();

/** Decodes a tile in another thread. @throws Error with a reason when it cannot be had, or what `load` throws. */
export const decodeTileInWorker = (request: TileRequest): Promise<TileSamples> => decoder.decode(request);

/** As source beside this file, or as the bundle's entry, which may lie one folder above a shared chunk. */
function workerEntry(): URL {
  if (import.meta.url.endsWith(".ts")) return new URL("jp2Worker.ts", import.meta.url);
  const beside = new URL("jp2Worker.js", import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL("../jp2Worker.js", import.meta.url);
}
