import { availableParallelism } from "node:os";
import type { EncoderBand, EncoderChip, EncoderTensor } from "../../models/encoders/encoder.ts";
import { EngineError } from "../engineError.ts";
import type {
  InferenceChannel,
  InferenceReply,
  InferenceRequest,
  Provider,
  StartInference,
} from "./messages.ts";

/** A network in an inference process, ready to run. */
export interface LoadedModel {
  readonly provider: Provider;
  run(feeds: Readonly<Record<string, EncoderTensor>>, output: string): Promise<RunResult>;
  /** The encoder's preparation and the network in one step, in the inference process. */
  embed(chips: readonly EncoderChip[], input: EmbedInput): Promise<RunResult>;
  unload(): Promise<void>;
}

export interface EmbedInput {
  readonly encoderId: string;
  readonly bands: readonly EncoderBand[];
  readonly chipPixels: number;
}

export interface RunResult {
  readonly output: EncoderTensor;
  /** Of the run alone, without the way to the process and back. */
  readonly milliseconds: number;
  readonly peakMemoryBytes: number;
}

type Unnumbered<T> = T extends { call: number } ? Omit<T, "call"> : never;

/** One inference process and the calls to it. Starts with the first call; a process that died is started again by the next one. */
export class Inference {
  readonly #start: StartInference;
  #channel: Promise<InferenceChannel> | null = null;
  #lastCall = 0;
  readonly #waiting = new Map<number, { resolve(reply: InferenceReply): void; reject(error: Error): void }>();

  constructor(start: StartInference) {
    this.#start = start;
  }

  async load(model: Uint8Array, provider: Provider, threads = availableParallelism()): Promise<LoadedModel> {
    const { session } = await this.#call({ kind: "load", model, provider, threads }, "loaded");
    return {
      provider,
      run: (feeds, output) => this.#call({ kind: "run", session, feeds, output }, "ran"),
      embed: (chips, input) => this.#call({ kind: "embed", session, chips, ...input }, "ran"),
      unload: async () => void (await this.#call({ kind: "unload", session }, "unloaded")),
    };
  }

  async backends() {
    return (await this.#call({ kind: "backends" }, "backends")).backends;
  }

  async close(): Promise<void> {
    const channel = await this.#channel?.catch(() => null);
    this.#channel = null;
    channel?.kill();
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
      this.#channel = null;
      for (const { reject } of this.#waiting.values())
        reject(new EngineError({ kind: "device-failed", detail }));
      this.#waiting.clear();
    });
    return channel;
  }
}
