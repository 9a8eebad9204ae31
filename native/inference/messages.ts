import type { EncoderChip, EncoderInput, EncoderTensor } from "../../models/encoders/encoder.ts";
import type { DeviceProvider } from "../contract/devices.ts";
import type { EncoderRef } from "../encoders/installed.ts";

export type Provider = DeviceProvider;

/** A network: its bytes, or the path of a file beside its weights. */
export type ModelSource = Uint8Array | string;

/** What the engine asks of an inference process. Every request is answered once, under its number. */
export type InferenceRequest =
  | {
      readonly call: number;
      readonly kind: "backends";
      /** The runtime then tells on standard error which devices it found. Only before the first session. */
      readonly isVerbose: boolean;
    }
  | {
      readonly call: number;
      readonly kind: "load";
      readonly model: ModelSource;
      readonly provider: Provider;
      readonly threads: number;
      /** For a single run weights are not rearranged for speed, which would copy them all. */
      readonly isForOneRun: boolean;
    }
  | {
      readonly call: number;
      readonly kind: "run";
      readonly session: number;
      readonly feeds: Readonly<Record<string, EncoderTensor>>;
      readonly outputs: readonly string[];
    }
  | { readonly call: number; readonly kind: "unload"; readonly session: number }
  /** Prepares the chips and runs the network in one step, so that the engine's thread is free for the next ones. */
  | {
      readonly call: number;
      readonly kind: "embed";
      readonly session: number;
      readonly encoder: EncoderRef;
      readonly input: EncoderInput;
      readonly output: string;
      readonly chips: readonly EncoderChip[];
    };

export type InferenceReply =
  | {
      readonly call: number;
      readonly kind: "backends";
      readonly backends: readonly { readonly name: string; readonly bundled: boolean }[];
      readonly runtimeVersion: string;
    }
  | { readonly call: number; readonly kind: "loaded"; readonly session: number }
  | {
      readonly call: number;
      readonly kind: "ran";
      readonly outputs: Readonly<Record<string, EncoderTensor>>;
      readonly milliseconds: number;
      readonly peakMemoryBytes: number;
    }
  | { readonly call: number; readonly kind: "unloaded" }
  | { readonly call: number; readonly kind: "failed"; readonly message: string };

/** A started inference process, whoever started it: messages both ways, its end, and a way to end it. */
export interface InferenceChannel {
  post(request: InferenceRequest): void;
  onReply(listener: (reply: InferenceReply) => void): void;
  onExit(listener: (reason: string) => void): void;
  /** Last lines of its standard error, where the runtime says why a provider failed. */
  lastWords(): readonly string[];
  kill(): void;
}

/** How a host starts an inference process (the command line forks Node, the desktop app asks main), with more in its environment. */
export type StartInference = (environment: Readonly<Record<string, string>>) => Promise<InferenceChannel>;
