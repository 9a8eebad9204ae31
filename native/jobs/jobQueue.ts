import { randomUUID } from "node:crypto";
import type { JobId } from "../../models/vocabulary/ids.ts";
import type { Job, JobPhase, JobProgress, JobState, JobTask, RefusedInput } from "../contract/jobs.ts";
import { EngineError } from "../engineError.ts";
import { noProgress } from "./progressMeter.ts";

/** What a running job may say of itself. */
export interface JobReporter {
  phase(phase: JobPhase): void;
  progress(progress: JobProgress): void;
  refused(input: RefusedInput): void;
}

export interface JobWork {
  readonly title: string;
  readonly task: JobTask;
  run(signal: AbortSignal, report: JobReporter): Promise<void>;
}

interface Entry {
  job: Job;
  readonly work: JobWork;
  readonly abort: AbortController;
  startedMs: number;
}

const announceEveryMilliseconds = 200;

/** Long work, one after the other, with what the window needs to show it. */
export class JobQueue {
  readonly #entries = new Map<JobId, Entry>();
  readonly #listeners = new Set<() => void>();
  #tail: Promise<void> = Promise.resolve();
  #announceTimer: NodeJS.Timeout | null = null;

  start(work: JobWork, id: JobId = randomUUID() as JobId): JobId {
    const job: Job = {
      id,
      title: work.title,
      task: work.task,
      state: { kind: "waiting" },
      progress: { kind: "chips", ...noProgress },
      refused: [],
      startedAt: new Date().toISOString(),
      seconds: 0,
    };
    this.#entries.set(id, { job, work, abort: new AbortController(), startedMs: performance.now() });
    this.#announce();
    this.#tail = this.#tail.then(() => this.#run(id));
    return id;
  }

  list(): readonly Job[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  cancel(id: JobId): void {
    this.#entries.get(id)?.abort.abort();
  }

  /** Takes a job that ended before it was done off the list, so that it can be started again; false when it has not. */
  dropEnded(id: JobId): boolean {
    const kind = this.#entries.get(id)?.job.state.kind;
    const isEnded = kind === "cancelled" || kind === "failed" || kind === "crashed";
    if (isEnded) {
      this.#entries.delete(id);
      this.#announce();
    }
    return isEnded;
  }

  /** All jobs now and after every change, at most five times a second. */
  async *watch(signal?: AbortSignal): AsyncGenerator<readonly Job[]> {
    let isStale = true;
    let wake = () => {};
    const listener = () => {
      isStale = true;
      wake();
    };
    this.#listeners.add(listener);
    signal?.addEventListener("abort", listener);
    try {
      while (!signal?.aborted) {
        if (isStale) {
          isStale = false;
          yield this.list();
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener("abort", listener);
    }
  }

  /** Stops everything and waits until it has stopped. */
  async close(): Promise<void> {
    for (const { abort } of this.#entries.values()) abort.abort();
    await this.#tail;
  }

  async #run(id: JobId): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.startedMs = performance.now();
    const update = (change: Partial<Job>) => {
      entry.job = { ...entry.job, ...change, seconds: (performance.now() - entry.startedMs) / 1000 };
      this.#announce();
    };
    try {
      entry.abort.signal.throwIfAborted();
      update({ state: { kind: "running", phase: "indexing" } });
      await entry.work.run(entry.abort.signal, {
        phase: (phase) => update({ state: { kind: "running", phase } }),
        progress: (progress) => update({ progress }),
        refused: (input) => update({ refused: [...entry.job.refused, input] }),
      });
      update({ state: { kind: "done" } });
    } catch (error) {
      update({ state: endOf(error, entry.abort.signal) });
    }
  }

  #announce(): void {
    this.#announceTimer ??= setTimeout(() => {
      this.#announceTimer = null;
      for (const listener of this.#listeners) listener();
    }, announceEveryMilliseconds);
  }
}

function endOf(error: unknown, signal: AbortSignal): JobState {
  if (signal.aborted) return { kind: "cancelled" };
  if (error instanceof EngineError)
    return { kind: "failed", failure: error.failure, sentence: error.message };
  return { kind: "crashed", message: String((error as Error | null)?.stack ?? error) };
}
