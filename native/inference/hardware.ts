import { delimiter } from "node:path";
import { cpuName } from "./cpuName.ts";
import type { SystemEvidence } from "./evidence.ts";
import type { ProviderRecord } from "./providers.ts";

/** A GPU that onnxruntime found, whichever provider then uses it. */
export interface FoundGpu {
  /** PCI id, as `0x10de`. */
  readonly vendorId: string;
  readonly deviceId: string;
  readonly vendor: string;
  /** Its name, which Windows alone tells. */
  readonly description: string | null;
}

// Lines as written by onnxruntime's core/platform/device_discovery_common.cc at log level verbose.
const foundDevice =
  /Discovered OrtHardwareDevice \{vendor_id:(0x[0-9a-f]+), device_id:(0x[0-9a-f]+), vendor:([^,]*), type:(\d+), metadata: \[([^\]]*)\]\}/g;

/** OrtHardwareDeviceType of onnxruntime_c_api.h: 0 is a CPU, 1 a GPU, 2 an NPU. */
const gpuType = "1";

/** The GPUs named on standard error; verbose lines come when a process makes its first session. */
export function findGpus(words: readonly string[]): FoundGpu[] {
  // Joined again, since a pipe may deliver a line in two pieces.
  return [...words.join("").matchAll(foundDevice)].flatMap(
    ([, vendorId, deviceId, vendor, type, metadata]) => {
      if (type !== gpuType || !vendorId || !deviceId) return [];
      const description = /Description=([^,]+)/.exec(metadata ?? "")?.[1]?.trim() ?? null;
      return [{ vendorId, deviceId, vendor: vendor ?? "", description }];
    },
  );
}

/** Whether the runtime has told of the machine's devices yet. */
export function hasToldDevices(words: readonly string[]): boolean {
  return words.some((line) => line.includes("Discovered OrtHardwareDevice"));
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|lvp_icd|basic render/i;

/** Whether a provider that works can only have worked on the CPU, by a renderer that pretends to be a GPU. */
export function isSoftwareOnly(gpus: readonly FoundGpu[], evidence: SystemEvidence): boolean {
  if (gpus.every(({ description }) => softwareNames.test(description ?? ""))) return true;
  const { VK_DRIVER_FILES, VK_ICD_FILENAMES } = evidence.steering;
  // Where one is set, the Vulkan loader looks nowhere else; the older name counts where the newer is not set.
  const chosen = VK_DRIVER_FILES ?? VK_ICD_FILENAMES;
  const drivers = chosen?.split(delimiter) ?? evidence.linux?.vulkanDrivers ?? [];
  return drivers.length > 0 && drivers.every((name) => softwareNames.test(name));
}

/** The device behind a provider in words. Which of several GPUs a provider took is told by none of them. */
export function nameDevice(
  { id }: ProviderRecord,
  gpus: readonly FoundGpu[],
  { linux }: SystemEvidence,
): string | null {
  if (id === "cpu") return cpuName();
  const models = linux?.nvidia?.models ?? [];
  if (id === "cuda" && models.length > 0) return models.join(" or ");
  const names = gpus.map(
    ({ vendorId, deviceId, vendor, description }) =>
      description ?? (isNvidia(vendorId) ? models[0] : undefined) ?? `${vendor || vendorId} GPU ${deviceId}`,
  );
  return names.length > 0 ? [...new Set(names)].join(" or ") : null;
}

const isNvidia = (vendorId: string) => Number.parseInt(vendorId, 16) === 0x10de;
