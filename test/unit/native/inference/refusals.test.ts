import { describe, expect, it } from "vitest";
import { providerOf } from "../../../../native/inference/providers.ts";
import type { ProbeFailure } from "../../../../native/inference/refusals.ts";
import { fakeEvidence } from "./fakeInference.ts";

const failure = (more: Partial<ProbeFailure>): ProbeFailure => ({
  stage: "backends",
  message: "OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library",
  lastWords: [],
  evidence: fakeEvidence(),
  ...more,
});
const notOpened = (library: string) =>
  `Failed to load library /a/libonnxruntime_providers_cuda.so with error: ${library}: cannot open shared object file: No such file or directory`;

const noDriver =
  "No NVIDIA driver is installed: install version 580 or newer, without a network from your distribution’s medium or NVIDIA’s .run file.";

describe("what CUDA's refusal says", () => {
  const cases: readonly (readonly [string, Partial<ProbeFailure>, string])[] = [
    ["no driver by what the loader says", { lastWords: [notOpened("libcuda.so.1")] }, noDriver],
    [
      "no driver by what the system shows",
      { evidence: fakeEvidence({ nvidia: null, hasCudaDriver: false }) },
      noDriver,
    ],
    [
      "an old driver",
      { evidence: fakeEvidence({ nvidia: { driverVersion: "535.183.01", models: [] } }) },
      "The NVIDIA driver 535.183.01 is too old for CUDA 13: install 580 or newer.",
    ],
    [
      "an old driver where only CUDA tells",
      {
        message: "CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version",
        evidence: fakeEvidence({ nvidia: null }),
      },
      "The NVIDIA driver is too old for CUDA 13: install 580 or newer.",
    ],
    [
      "CUDA files not installed",
      { lastWords: [notOpened("/a/b/libonnxruntime_providers_shared.so"), "[m"] },
      "The CUDA files are not installed: run npm run setup:cuda, or without a network copy the three libonnxruntime_providers files of onnxruntime 1.30.0 beside its binding.",
    ],
    [
      "a library of CUDA missing",
      { lastWords: [notOpened("libcublas.so.13")] },
      "libcublas.so.13 is missing: install CUDA 13, or without a network copy the file from another computer or NVIDIA’s Python package nvidia-cublas into cuda/lib in Argil’s data folder.",
    ],
    [
      "another library missing",
      { lastWords: [notOpened("libodd.so.2")] },
      "libodd.so.2 is missing: install CUDA 13, or without a network copy the file from another computer into cuda/lib in Argil’s data folder.",
    ],
    [
      "a GPU older than Turing",
      {
        stage: "created",
        message: "CUDA error cudaErrorNoKernelImageForDevice: no kernel image is available for execution",
      },
      "The NVIDIA GPU is older than Turing (2018), which CUDA 13 no longer supports: WebGPU or the CPU is used instead.",
    ],
    [
      "a hidden GPU",
      { message: "CUDA failure 100: no CUDA-capable device is detected" },
      "The NVIDIA driver shows no GPU to Argil: look whether nvidia-smi lists one and CUDA_VISIBLE_DEVICES hides it.",
    ],
    [
      "wrong numbers, whatever else was said",
      {
        stage: "ran",
        message: "cosine 0.995395, largest difference 0.77",
        lastWords: [notOpened("libcudnn.so.9")],
      },
      "CUDA gives wrong numbers on this GPU (cosine 0.995395, largest difference 0.77), so it is kept off.",
    ],
    [
      "too little memory",
      {
        stage: "created",
        message: "BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 9",
      },
      "CUDA ran out of GPU memory: close other programs that use the GPU and test again.",
    ],
    [
      "a death",
      { message: "it ended with SIGSEGV: last line" },
      "The process of CUDA died with SIGSEGV while it loaded a network, so it is kept off until the driver, the GPU or Argil changes.",
    ],
    [
      "a death in the desktop app",
      { stage: "start", message: "it ended with code 139" },
      "The process of CUDA died with code 139 at its start, so it is kept off until the driver, the GPU or Argil changes.",
    ],
    [
      "silence",
      { stage: "created", message: "it did not answer within 90 s" },
      "CUDA did not answer within 90 s, so it is kept off.",
    ],
    [
      "a backend that is not there",
      { message: "no available backend found. ERR: [cuda] backend not found." },
      "This build of the runtime has no CUDA.",
    ],
    [
      "anything else, without its source file and colours",
      { message: "/onnxruntime_src/a/b.cc:136 \u001b[1;31mOdd things\u001b[m happened.\nat operator()" },
      "CUDA failed: Odd things happened.",
    ],
  ];
  it.each(cases)("%s", (_, more, sentence) => {
    expect(providerOf("cuda").explain(failure(more))).toBe(sentence);
  });
});

describe("what WebGPU's refusal says", () => {
  const adapter = "/a/webgpu_context.cc:136 Failed to get a WebGPU adapter: No supported adapters";
  const cases: readonly (readonly [string, Partial<ProbeFailure>, string])[] = [
    [
      "no Vulkan",
      {
        message: adapter,
        lastWords: [
          "Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file",
        ],
      },
      "libvulkan.so.1 is missing: install the Vulkan loader (package libvulkan1 or vulkan-loader) and the GPU’s Vulkan driver, without a network from your distribution’s medium.",
    ],
    [
      "no adapter",
      { message: adapter },
      "WebGPU found no GPU that it can use: install the GPU’s Vulkan driver (mesa-vulkan-drivers, or NVIDIA’s own).",
    ],
    [
      "no adapter on Windows",
      { message: adapter, evidence: { ...fakeEvidence(), platform: "win32", linux: null } },
      "WebGPU found no GPU that it can use: install the GPU’s current driver.",
    ],
    [
      "no float16",
      { stage: "created", message: "Program Cast requires f16 but the device does not support it." },
      "The GPU’s driver has no float16 in shaders (shader-f16), so networks run in float32.",
    ],
  ];
  it.each(cases)("%s", (_, more, sentence) => {
    expect(providerOf("webgpu").explain(failure(more))).toBe(sentence);
  });
});
