import { stripVTControlCharacters } from "node:util";
import type { DeviceStage } from "../contract/devices.ts";
import type { SystemEvidence } from "./evidence.ts";
import { outOfMemory } from "./outOfMemory.ts";

/** How a probe failed. */
export interface ProbeFailure {
  /** Last stage reached before it. */
  readonly stage: DeviceStage;
  /** The runtime's own words, or what became of the process. */
  readonly message: string;
  /** Of standard error. */
  readonly lastWords: readonly string[];
  readonly evidence: SystemEvidence;
}

/** One sentence on what is wrong and what to do, or null where a rule does not apply. */
export type Rule = (failure: ProbeFailure) => string | null;

/** First driver branch that runs CUDA 13, NVIDIA's release notes. */
const oldestDriver = 580;

/** The first rule that applies gives the sentence. */
export function explainBy(title: string, rules: readonly Rule[]): (failure: ProbeFailure) => string {
  return (failure) => {
    // What ran and was not right ran with everything that it needs.
    if (failure.stage === "ran")
      return `${title} gives wrong numbers on this GPU (${failure.message}), so it is kept off.`;
    for (const rule of [...rules, ...commonRules(title)]) {
      const sentence = rule(failure);
      if (sentence !== null) return sentence;
    }
    return `${title} failed: ${firstLine(failure.message)}.`;
  };
}

/** Why a renderer that works is not used. */
export function refuseSoftware(title: string): string {
  return `${title} found only a software renderer, which is slower than the CPU, so it is kept off.`;
}

const said = ({ message, lastWords }: ProbeFailure) => [message, ...lastWords].join("\n");

const whenSaid =
  (pattern: RegExp, sentence: string): Rule =>
  (failure) =>
    pattern.test(said(failure)) ? sentence : null;

export const cudaRules: readonly Rule[] = [
  (failure) => {
    const linux = failure.evidence.linux;
    const hasNone = failure.stage === "backends" && linux?.nvidia === null && !linux.hasCudaDriver;
    return hasNone || missingLibrary(failure) === "libcuda.so.1"
      ? `No NVIDIA driver is installed: install version ${oldestDriver} or newer, without a network from your distribution’s medium or NVIDIA’s .run file.`
      : null;
  },
  (failure) => {
    const version = failure.evidence.linux?.nvidia?.driverVersion;
    const isOld = version !== undefined && Number.parseInt(version, 10) < oldestDriver;
    return isOld || /CUDA failure 35\b|driver version is insufficient/.test(said(failure))
      ? `The NVIDIA driver${version ? ` ${version}` : ""} is too old for CUDA 13: install ${oldestDriver} or newer.`
      : null;
  },
  (failure) =>
    missingLibrary(failure)?.startsWith("libonnxruntime_providers_")
      ? `The CUDA files are not installed: run npm run setup:cuda, or without a network copy the three libonnxruntime_providers files of onnxruntime ${failure.evidence.runtimeVersion} beside its binding.`
      : null,
  (failure) => {
    const library = missingLibrary(failure);
    return library === null
      ? null
      : `${library} is missing: install CUDA 13, or without a network copy the file from ${packageOf(library)} into cuda/lib in Argil’s data folder.`;
  },
  whenSaid(
    /no kernel image is available|cudaErrorNoKernelImageForDevice/,
    "The NVIDIA GPU is older than Turing (2018), which CUDA 13 no longer supports: WebGPU or the CPU is used instead.",
  ),
  whenSaid(
    /CUDA failure 100\b|no CUDA-capable device/,
    "The NVIDIA driver shows no GPU to Argil: look whether nvidia-smi lists one and CUDA_VISIBLE_DEVICES hides it.",
  ),
];

export const webGpuRules: readonly Rule[] = [
  whenSaid(
    /requires f16 but the device does not support it/,
    "The GPU’s driver has no float16 in shaders (shader-f16), so networks run in float32.",
  ),
  (failure) =>
    /libvulkan\.so\.1: cannot open/.test(said(failure))
      ? "libvulkan.so.1 is missing: install the Vulkan loader (package libvulkan1 or vulkan-loader) and the GPU’s Vulkan driver, without a network from your distribution’s medium."
      : null,
  ({ message, evidence }) =>
    /Failed to get a WebGPU adapter/.test(message)
      ? `WebGPU found no GPU that it can use: install the GPU’s ${evidence.platform === "linux" ? "Vulkan driver (mesa-vulkan-drivers, or NVIDIA’s own)" : "current driver"}.`
      : null,
];

const stageWords: Partial<Record<DeviceStage, string>> = {
  start: "at its start",
  backends: "while it loaded a network",
  created: "in its first run",
};

function commonRules(title: string): readonly Rule[] {
  return [
    (failure) =>
      outOfMemory(said(failure))
        ? `${title} ran out of GPU memory: close other programs that use the GPU and test again.`
        : null,
    whenSaid(/backend not found|no available backend/, `This build of the runtime has no ${title}.`),
    ({ message }) => {
      const limit = /did not answer within (\d+) s/.exec(message)?.[1];
      return limit ? `${title} did not answer within ${limit} s, so it is kept off.` : null;
    },
    ({ stage, message }) => {
      const end = /^it ended with (SIG[A-Z0-9]+|code -?\d+)/.exec(message)?.[1];
      return end
        ? `The process of ${title} died with ${end} ${stageWords[stage] ?? "at its end"}, so it is kept off until the driver, the GPU or Argil changes.`
        : null;
    },
  ];
}

/** The last library that the system's loader did not find, without its folder. */
function missingLibrary(failure: ProbeFailure): string | null {
  const found = [...said(failure).matchAll(/(lib[\w.+-]+\.so[\w.]*): cannot open shared object file/g)];
  return found.at(-1)?.[1] ?? null;
}

/** Which of NVIDIA's Python packages for CUDA 13 holds a library. */
function packageOf(library: string): string {
  const names = { cublas: "nvidia-cublas", cudart: "nvidia-cuda-runtime", curand: "nvidia-curand" };
  const name = Object.entries(names).find(([part]) => library.includes(part))?.[1];
  return name ? `another computer or NVIDIA’s Python package ${name}` : "another computer";
}

/** Without colours and the source file that said it. */
function firstLine(message: string): string {
  const [line = ""] = stripVTControlCharacters(message).split("\n");
  return line
    .replace(/^\/\S+:\d+ /, "")
    .slice(0, 200)
    .replace(/\.$/, "");
}
