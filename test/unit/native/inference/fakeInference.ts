import { attentionProbeExpected, attentionProbeOutput } from "../../../../models/encoders/attentionProbe.ts";
import type { SystemEvidence } from "../../../../native/inference/evidence.ts";
import type { LinuxEvidence } from "../../../../native/inference/linuxEvidence.ts";
import type {
  InferenceReply,
  InferenceRequest,
  StartInference,
} from "../../../../native/inference/messages.ts";

/** What becomes of every twentieth number of an answer. */
const factors = { right: 1, wrong: -1, "not a number": Number.NaN } as const;

/** What a process does on a request: answers, dies for a reason, or says nothing. */
export type FakeAnswer =
  | keyof typeof factors
  | "hang"
  | { readonly dies: string }
  | { readonly fails: string };

export interface FakeBehaviour {
  readonly on?: Partial<Record<InferenceRequest["kind"], FakeAnswer>>;
  readonly words?: readonly string[];
}

/** Inference processes that do as they are told; the n-th behaves like the n-th entry, later ones like the last. */
export function fakeStart(...behaviours: readonly FakeBehaviour[]) {
  const environments: Readonly<Record<string, string>>[] = [];
  const counts = { killed: 0 };
  const start: StartInference = async (environment) => {
    const behaviour = behaviours[Math.min(environments.length, behaviours.length - 1)] ?? {};
    environments.push(environment);
    let reply: (reply: InferenceReply) => void = () => undefined;
    let exit: (reason: string) => void = () => undefined;
    return {
      post: (request) =>
        queueMicrotask(() => {
          const answer = behaviour.on?.[request.kind] ?? "right";
          if (answer === "hang") return;
          if (typeof answer === "string") reply(answerTo(request, factors[answer]));
          else if ("dies" in answer) exit(answer.dies);
          else reply({ call: request.call, kind: "failed", message: answer.fails });
        }),
      onReply: (listener) => {
        reply = listener;
      },
      onExit: (listener) => {
        exit = listener;
      },
      lastWords: () => behaviour.words ?? [],
      kill: () => {
        counts.killed += 1;
      },
    };
  };
  return { start, environments, counts };
}

function answerTo(request: InferenceRequest, factor: number): InferenceReply {
  const { call } = request;
  switch (request.kind) {
    case "backends":
      return { call, kind: "backends", backends: [], runtimeVersion: "1.30.0" };
    case "load":
      return { call, kind: "loaded", session: 1 };
    case "unload":
      return { call, kind: "unloaded" };
    default: {
      const data = Float32Array.from(attentionProbeExpected(), (value, index) =>
        index % 20 === 0 ? factor * value : value,
      );
      const outputs = { [attentionProbeOutput]: { data, shape: [2, 65, 128] } };
      return { call, kind: "ran", outputs, milliseconds: 3, peakMemoryBytes: 0 };
    }
  }
}

/** What onnxruntime writes when it finds a GPU. */
export const foundGpu =
  "[I:onnxruntime:, device_discovery_common.cc:34 operator()] Discovered OrtHardwareDevice {vendor_id:0x10de, device_id:0x2684, vendor:NVIDIA, type:1, metadata: [Discrete=1, ]}";

/** Limits short enough for tests. */
export const shortPatience = {
  backendsMilliseconds: 40,
  createMilliseconds: 40,
  runMilliseconds: 40,
  totalMilliseconds: 1_000,
  wordsMilliseconds: 1,
};

/** A Linux machine with one NVIDIA GPU and its driver. */
export function fakeEvidence(linux: Partial<LinuxEvidence> = {}): SystemEvidence {
  return {
    platform: "linux",
    arch: "x64",
    osRelease: "6.12",
    argilVersion: "0.1.0",
    runtimeVersion: "1.30.0",
    providerFiles: [],
    cudaFiles: [],
    steering: {},
    linux: {
      gpus: [{ vendorId: "0x10de", deviceId: "0x2684" }],
      nvidia: { driverVersion: "580.65.06", models: ["NVIDIA GeForce RTX 4090"] },
      hasCudaDriver: true,
      hasVulkanLoader: true,
      vulkanDrivers: ["nvidia_icd.json"],
      ...linux,
    },
  };
}
