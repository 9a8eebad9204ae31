import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { evidenceKey, readEvidence } from "../../../../native/inference/evidence.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const folder = tempFolder("evidence");

/** A machine as a tree of files: path below `/` -> text. */
function machine(name: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) write(join(folder, name, path), text);
  const root = join(folder, name);
  const places = { platform: "linux", root, runtimeFolder: join(root, "ort"), environment: {} };
  return { root, read: () => readEvidence(join(root, "data"), places) };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const pci = "sys/bus/pci/devices/0000:01:00.0";
const card = {
  [`${pci}/class`]: "0x030000\n",
  [`${pci}/vendor`]: "0x10de\n",
  [`${pci}/device`]: "0x2684\n",
  "sys/bus/pci/devices/0000:00:03.0/class": "0x020000\n",
};
const driver = (version: string) => ({
  "proc/driver/nvidia/version": `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  ${version}  Release Build  (dvs@host)\nGCC version:\n`,
  "proc/driver/nvidia/gpus/0000:01:00.0/information":
    "Model: \t\t NVIDIA GeForce RTX 4090\nIRQ:   \t\t 189\n",
});
const runtime = { "ort/package.json": '{"version":"1.30.0"}' };
const provider = `ort/bin/napi-v6/linux/${process.arch}/libonnxruntime_providers_cuda.so`;

it("tells GPUs, drivers, loaders and provider files of a Linux machine", async () => {
  const { read } = machine("full", {
    ...card,
    ...driver("580.65.06"),
    ...runtime,
    [provider]: "1234",
    [`ort/bin/napi-v6/linux/${process.arch}/libonnxruntime.so.1`]: "",
    "data/cuda/lib/libcublas.so.13": "12",
    "usr/lib64/libcuda.so.1": "",
    "etc/ld.so.cache": "ld.so-1.7.0\0libvulkan.so.1\0/opt/odd/libvulkan.so.1\0",
    "usr/share/vulkan/icd.d/nvidia_icd.json": "{}",
  });
  expect(await read()).toMatchObject({
    platform: "linux",
    runtimeVersion: "1.30.0",
    providerFiles: [{ name: "libonnxruntime_providers_cuda.so", sizeBytes: 4 }],
    cudaFiles: [{ name: "libcublas.so.13", sizeBytes: 2 }],
    linux: {
      gpus: [{ vendorId: "0x10de", deviceId: "0x2684" }],
      nvidia: { driverVersion: "580.65.06", models: ["NVIDIA GeForce RTX 4090"] },
      hasCudaDriver: true,
      hasVulkanLoader: true,
      vulkanDrivers: ["nvidia_icd.json"],
    },
  });
});

it("reads the older line of NVIDIA's closed driver", async () => {
  const { read } = machine("closed", {
    "proc/driver/nvidia/version":
      "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.183.01  Sun May 12 19:39:15 UTC 2024\n",
  });
  expect((await read()).linux?.nvidia).toEqual({ driverVersion: "535.183.01", models: [] });
});

it("finds cards that are on no PCI bus", async () => {
  const { read } = machine("board", {
    "sys/class/drm/card0/device/vendor": "0x14e4",
    "sys/class/drm/card0/device/device": "0x2712",
    "sys/class/drm/card0-HDMI-A-1/status": "connected",
  });
  expect((await read()).linux?.gpus).toEqual([{ vendorId: "0x14e4", deviceId: "0x2712" }]);
});

it("takes an empty machine for one without devices", async () => {
  expect(await machine("empty", {}).read()).toMatchObject({
    runtimeVersion: "unknown",
    providerFiles: [],
    linux: { gpus: [], nvidia: null, hasCudaDriver: false, hasVulkanLoader: false },
  });
});

it("knows of other systems only what Node tells", async () => {
  const evidence = await readEvidence(folder, { platform: "win32", environment: {} });
  expect([evidence.platform, evidence.linux, evidence.osRelease.length > 0]).toEqual(["win32", null, true]);
});

it("keeps variables that choose a device", async () => {
  const environment = { CUDA_VISIBLE_DEVICES: "", LD_LIBRARY_PATH: "/tmp/.mount_x/usr/lib" };
  const { steering } = await readEvidence(folder, { environment });
  expect(steering).toEqual({ CUDA_VISIBLE_DEVICES: "" });
});

it("has another key exactly when something has changed", async () => {
  const { root, read } = machine("changing", {
    ...card,
    ...driver("580.65.06"),
    ...runtime,
    [provider]: "a",
  });
  const keys = [evidenceKey(await read()), evidenceKey(await read())];
  expect(keys[0]).toBe(keys[1]);
  const changes = [
    () => write(join(root, "proc/driver/nvidia/version"), driver("581.0")["proc/driver/nvidia/version"]),
    () => write(join(root, `${pci}/device`), "0x2704"),
    () => write(join(root, "ort/package.json"), '{"version":"1.31.0"}'),
    () => write(join(root, provider), "ab"),
    () => utimesSync(join(root, provider), 1, 1),
    () => write(join(root, "data/cuda/lib/libcudart.so.13"), "a"),
  ];
  for (const change of changes) {
    change();
    keys.push(evidenceKey(await read()));
  }
  expect(new Set(keys).size).toBe(1 + changes.length);
});
