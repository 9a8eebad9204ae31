import { delimiter } from "node:path";
import type { NetworkWish } from "../../models/encoders/encoder.ts";
import type { DeviceProvider } from "../contract/devices.ts";
import { cudaLibraryFolder } from "./evidence.ts";
import { cudaRules, explainBy, type ProbeFailure, webGpuRules } from "./refusals.ts";

/** One of onnxruntime's providers: where it can exist and what to ask of it. */
export interface ProviderRecord {
  readonly id: DeviceProvider;
  readonly title: string;
  /** Platforms whose npm binding knows it, as `linux-x64`; null for all. */
  readonly platforms: readonly string[] | null;
  /** Forms of attention in order of preference: the first that gives the right numbers is used. */
  readonly attentions: readonly NetworkWish["attention"][];
  /** Counts of chips at once that are worth measuring. */
  readonly batchSizes: readonly number[];
  /** What its process needs in its environment. */
  environment(dataFolder: string): Readonly<Record<string, string>>;
  /** One sentence on a failed probe. */
  explain(failure: ProbeFailure): string;
}

const nothingMore = () => ({});

/** Fastest first. onnxruntime-node 1.30.0: bindings as published, batch sizes by memory and launch cost. */
export const providers: readonly ProviderRecord[] = [
  {
    id: "cuda",
    title: "CUDA",
    platforms: ["linux-x64"],
    attentions: ["fused", "plain"],
    batchSizes: [1, 2, 4, 8, 16],
    // The loader reads it once, when a process starts.
    environment: (dataFolder) => ({
      LD_LIBRARY_PATH: [cudaLibraryFolder(dataFolder), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(delimiter),
    }),
    explain: explainBy("CUDA", cudaRules),
  },
  {
    id: "dml",
    title: "DirectML",
    platforms: ["win32-x64", "win32-arm64"],
    attentions: ["plain"],
    batchSizes: [1, 2, 4, 8, 16],
    environment: nothingMore,
    explain: explainBy("DirectML", []),
  },
  {
    id: "coreml",
    title: "Core ML",
    platforms: ["darwin-arm64"],
    attentions: ["plain"],
    batchSizes: [1, 2, 4],
    environment: nothingMore,
    explain: explainBy("Core ML", []),
  },
  {
    id: "webgpu",
    title: "WebGPU",
    platforms: ["linux-x64", "win32-x64", "win32-arm64", "darwin-arm64"],
    // Fused attention counts keys twice where subgroups are small, and is never the first choice.
    attentions: ["plain", "fused"],
    batchSizes: [1, 2, 4],
    environment: nothingMore,
    explain: explainBy("WebGPU", webGpuRules),
  },
  {
    id: "cpu",
    title: "CPU",
    platforms: null,
    attentions: ["fused"],
    // Chips of 256 pixels fill a processor one by one; small ones do so together.
    batchSizes: [1, 2, 4, 8, 16],
    environment: nothingMore,
    explain: explainBy("CPU", []),
  },
];

/** Those that can exist on a platform, fastest first. */
export function providersFor(platform: string, arch: string): readonly ProviderRecord[] {
  return providers.filter(({ platforms }) => platforms?.includes(`${platform}-${arch}`) ?? true);
}

/** The record of a provider. */
export function providerOf(id: DeviceProvider): ProviderRecord {
  return providers.find((record) => record.id === id)!;
}
