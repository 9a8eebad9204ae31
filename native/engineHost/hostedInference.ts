import type { EngineToHost } from "../contract/host.ts";
import type { InferenceChannel, InferenceReply, StartInference } from "../inference/messages.ts";

const linesKept = 400;

/** Electron's port to an inference process, as far as it is used here. */
export interface InferencePort {
  on(event: "message", listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

interface Hosted {
  readonly lines: string[];
  onPort(port: InferencePort): void;
  onExit(reason: string): void;
}

/** The inference processes that main starts for the engine, which cannot fork as a utility process itself. */
export class HostedInference {
  readonly #tell: (message: EngineToHost) => void;
  readonly #running = new Map<string, Hosted>();

  constructor(tell: (message: EngineToHost) => void) {
    this.#tell = tell;
  }

  readonly start: StartInference = (environment) => {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const hosted: Hosted = {
        lines: [],
        onPort: (port) => resolve(this.#channelOf(id, hosted, port)),
        onExit: () => undefined,
      };
      this.#running.set(id, hosted);
      this.#tell({ kind: "fork-inference", id, deviceEnv: environment });
    });
  };

  /** Main has started the process of that id. */
  connect(id: string, port: InferencePort): void {
    this.#running.get(id)?.onPort(port);
  }

  hear(id: string, lines: readonly string[]): void {
    const kept = this.#running.get(id)?.lines;
    kept?.push(...lines.filter((line) => line.trim() !== ""));
    kept?.splice(0, kept.length - linesKept);
  }

  end(id: string, code: number): void {
    const hosted = this.#running.get(id);
    this.#running.delete(id);
    hosted?.onExit([`it ended with code ${code}`, ...hosted.lines.slice(-1)].join(": "));
  }

  // The port's own `close` says nothing of why, so that the end is taken from main alone.
  #channelOf(id: string, hosted: Hosted, port: InferencePort): InferenceChannel {
    port.start();
    return {
      post: (request) => port.postMessage(request),
      onReply: (listener) => port.on("message", ({ data }) => listener(data as InferenceReply)),
      onExit: (listener) => {
        hosted.onExit = listener;
      },
      lastWords: () => hosted.lines,
      kill: () => this.#tell({ kind: "end-inference", id }),
    };
  }
}
