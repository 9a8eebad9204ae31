import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { release } from "node:os";
import { dirname, join } from "node:path";
import { version } from "../software.ts";
import { type FileMark, type LinuxEvidence, markFiles, readLinuxEvidence } from "./linuxEvidence.ts";

/** What the system tells about its devices without any vendor's tools. */
export interface SystemEvidence {
  readonly platform: string;
  readonly arch: string;
  readonly osRelease: string;
  readonly argilVersion: string;
  /** Of onnxruntime-node. */
  readonly runtimeVersion: string;
  /** The CUDA provider's libraries that lie beside onnxruntime's binding. */
  readonly providerFiles: readonly FileMark[];
  /** What lies in `cuda/lib` of the data folder. */
  readonly cudaFiles: readonly FileMark[];
  /** Variables of the environment that choose or hide devices. */
  readonly steering: Readonly<Record<string, string>>;
  /** Null elsewhere: what Windows and macOS could tell was not verified, so a changed system is all that is noticed. */
  readonly linux: LinuxEvidence | null;
}

/** Other places than this machine's, for tests. */
export interface EvidencePlaces {
  readonly platform?: string;
  /** Stands for `/`. */
  readonly root?: string;
  /** Of onnxruntime-node. */
  readonly runtimeFolder?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Names as in the NuGet package Microsoft.ML.OnnxRuntime.Gpu.Linux. */
export const cudaProviderFiles = [
  "libonnxruntime_providers_cuda.so",
  "libonnxruntime_providers_shared.so",
  "libonnxruntime_providers_tensorrt.so",
];

// Not LD_LIBRARY_PATH: an AppImage is mounted in another place at each start.
const steeringVariables = [
  "CUDA_VISIBLE_DEVICES",
  "MESA_VK_DEVICE_SELECT",
  "NVIDIA_TF32_OVERRIDE",
  "VK_DRIVER_FILES",
  "VK_ICD_FILENAMES",
  "VK_LOADER_DRIVERS_SELECT",
];

/** Where what CUDA needs may be put by hand; the folder is first in the search of its process. */
export function cudaLibraryFolder(dataFolder: string): string {
  return join(dataFolder, "cuda", "lib");
}

/** Reads it afresh; what cannot be read counts as not there. */
export async function readEvidence(dataFolder: string, places: EvidencePlaces = {}): Promise<SystemEvidence> {
  const {
    platform = process.platform,
    root = "/",
    runtimeFolder = findRuntime(),
    environment = process.env,
  } = places;
  const { arch } = process;
  const bindingFolder = join(runtimeFolder, "bin", "napi-v6", platform, arch);
  return {
    platform,
    arch,
    osRelease: release(),
    argilVersion: version,
    runtimeVersion: await readVersion(runtimeFolder),
    providerFiles: await markFiles(bindingFolder, (name) => cudaProviderFiles.includes(name)),
    cudaFiles: await markFiles(cudaLibraryFolder(dataFolder)),
    steering: Object.fromEntries(
      steeringVariables.flatMap((name) =>
        environment[name] === undefined ? [] : [[name, environment[name]]],
      ),
    ),
    linux: platform === "linux" ? await readLinuxEvidence(root) : null,
  };
}

/** The same as long as a verdict about a device holds: no other driver, GPU, runtime or library. */
export function evidenceKey(evidence: SystemEvidence): string {
  return createHash("sha256").update(JSON.stringify(evidence)).digest("hex");
}

// Not by importing the runtime: a library missing to it may end the process that imports it.
function findRuntime(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve("onnxruntime-node/package.json"));
  } catch {
    return "onnxruntime-node";
  }
}

async function readVersion(runtimeFolder: string): Promise<string> {
  try {
    return String(JSON.parse(await readFile(join(runtimeFolder, "package.json"), "utf8")).version);
  } catch {
    return "unknown";
  }
}
