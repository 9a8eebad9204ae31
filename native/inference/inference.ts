import { availableParallelism } from "node:os";
import type { EncoderChip, EncoderInput, EncoderTensor } from "../../models/encoders/encoder.ts";
import type { EncoderRef } from "../encoders/installed.ts";
import { EngineError } from "../engineError.ts";
import type {
  InferenceChannel,
  InferenceReply,
  InferenceRequest,
  ModelSource,
  Provider,
  StartInference,
} from "./messages.ts";

/** A network in an inference process, ready to run. */
export interface LoadedModel {
  readonly provider: Provider;
  run(feeds: Readonly<Record<string, EncoderTensor>>, outputs: readonly string[]): Promise<RunResult>;
  /** The encoder's preparation and the network in one step, in the inference process. */
  embed(chips: readonly EncoderChip[], wish: EmbedWish): Promise<RunResult>;
  unload(): Promise<void>;
}

export interface LoadOptions {
  /** All of the processor's where nothing is said. */
  readonly threads?: number | undefined;
  readonly isForOneRun?: boolean;
}

export interface EmbedWish {
  readonly encoder: EncoderRef;
  readonly input: EncoderInput;
  readonly output: string;
}

export interface RunResult {
  readonly outputs: Readonly<Record<string, EncoderTensor>>;
  /** Of the run alone, without the way to the process and back. */
  readonly milliseconds: number;
  readonly peakMemoryBytes: number;
}

type Unnumbered<T> = T extends { call: number } ? Omit<T, "call"> : never;

/** One inference process and the calls to it. Starts with the first call; a process that died is started again by the next one. */
export class Inference {
  readonly #start: () => Promise<InferenceChannel>;
  #channel: Promise<InferenceChannel> | null = null;
  #current: InferenceChannel | null = null;
  #lastCall = 0;
  readonly #waiting = new Map<number, { resolve(reply: InferenceReply): void; reject(error: Error): void }>();

  constructor(start: StartInference, environment: Readonly<Record<string, string>> = {}) {
    this.#start = () => start(environment);
  }

  async load(
    model: ModelSource,
    provider: Provider,
    { threads = availableParallelism(), isForOneRun = false }: LoadOptions = {},
  ): Promise<LoadedModel> {
    const request = { kind: "load", model, provider, threads, isForOneRun } as const;
    const { session } = await this.#call(request, "loaded");
    return {
      provider,
      run: (feeds, outputs) => this.#call({ kind: "run", session, feeds, outputs }, "ran"),
      embed: (chips, wish) => this.#call({ kind: "embed", session, chips, ...wish }, "ran"),
      unload: async () => void (await this.#call({ kind: "unload", session }, "unloaded")),
    };
  }

  async backends(isVerbose = false) {
    return (await this.#call({ kind: "backends", isVerbose }, "backends")).backends;
  }

  /** What the process last said on standard error; empty before it started. */
  async lastWords(): Promise<readonly string[]> {
    return (await this.#channel?.catch(() => null))?.lastWords() ?? [];
  }

  async close(): Promise<void> {
    const channel = await this.#channel?.catch(() => null);
    this.#channel = null;
    this.#current = null;
    channel?.kill();
    this.#rejectAll("it was closed");
  }

  #rejectAll(detail: string): void {
    for (const { reject } of this.#waiting.values())
      reject(new EngineError({ kind: "device-failed", detail }));
    this.#waiting.clear();
  }

  async #call<Kind extends InferenceReply["kind"]>(
    request: Unnumbered<InferenceRequest>,
    kind: Kind,
  ): Promise<InferenceReply & { kind: Kind }> {
    this.#channel ??= this.#connect();
    const channel = await this.#channel;
    const call = ++this.#lastCall;
    const reply = await new Promise<InferenceReply>((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      channel.post({ ...request, call } as InferenceRequest);
    });
    if (reply.kind === "failed") throw new EngineError({ kind: "device-failed", detail: reply.message });
    if (reply.kind !== kind) throw new Error(`inference answered ${reply.kind} instead of ${kind}`);
    return reply as InferenceReply & { kind: Kind };
  }

  async #connect(): Promise<InferenceChannel> {
    const channel = await this.#start();
    channel.onReply((reply) => {
      this.#waiting.get(reply.call)?.resolve(reply);
      this.#waiting.delete(reply.call);
    });
    channel.onExit((detail) => {
      // The end of a process that was closed may be told when its successor is at work.
      if (this.#current !== channel) return;
      this.#current = null;
      this.#channel = null;
      this.#rejectAll(detail);
    });
    this.#current = channel;
    return channel;
  }
}
