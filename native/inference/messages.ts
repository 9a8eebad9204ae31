import type { EncoderBand, EncoderChip, EncoderTensor } from "../../models/encoders/encoder.ts";

export type Provider = "cuda" | "webgpu" | "dml" | "coreml" | "cpu";

/** What the engine asks of an inference process. Every request is answered once, under its number. */
export type InferenceRequest =
  | { readonly call: number; readonly kind: "backends" }
  | {
      readonly call: number;
      readonly kind: "load";
      readonly model: Uint8Array;
      readonly provider: Provider;
      readonly threads: number;
    }
  | {
      readonly call: number;
      readonly kind: "run";
      readonly session: number;
      readonly feeds: Readonly<Record<string, EncoderTensor>>;
      readonly output: string;
    }
  | { readonly call: number; readonly kind: "unload"; readonly session: number }
  /** Prepares the chips and runs the network in one step, so that the engine's thread is free for the next ones. */
  | {
      readonly call: number;
      readonly kind: "embed";
      readonly session: number;
      readonly encoderId: string;
      readonly bands: readonly EncoderBand[];
      readonly chipPixels: number;
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
      readonly output: EncoderTensor;
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
  kill(): void;
}

/** How a host starts an inference process: the command line forks Node, the desktop app asks main. */
export type StartInference = () => Promise<InferenceChannel>;
