import { expect, it } from "vitest";
import { readEvidence } from "../../../../native/inference/evidence.ts";
import { forkInference } from "../../../../native/inference/forkInference.ts";
import type { StartInference } from "../../../../native/inference/messages.ts";
import { probeProvider } from "../../../../native/inference/probeProvider.ts";
import { type ProviderRecord, providerOf } from "../../../../native/inference/providers.ts";
import { noSoftwareGpu, startWithSoftwareGpu } from "../../../support/softwareGpu.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

// Real processes. A Chromium brings SwiftShader along, a Vulkan driver that needs no GPU.

const dataFolder = tempFolder("real-devices");
async function probe(record: ProviderRecord, start: StartInference) {
  return probeProvider(record, { start, evidence: await readEvidence(dataFolder), dataFolder });
}

it("finds that the CPU works", { timeout: 60_000 }, async () => {
  const verdict = await probe(providerOf("cpu"), forkInference);
  expect(verdict).toMatchObject({ works: true, stage: "released", precisions: ["fp32", "fp16"] });
  expect(verdict.device).toMatch(/ cores?$/);
});

it("refuses what is not there without falling with it", { timeout: 60_000 }, async () => {
  // No platform's binding has both.
  const absent = process.platform === "win32" ? "coreml" : "dml";
  const verdict = await probe(providerOf(absent), forkInference);
  expect(verdict).toMatchObject({
    works: false,
    reason: `This build of the runtime has no ${verdict.title}.`,
  });
});

it("knows WebGPU by software, plain attention, as right", { timeout: 120_000 }, async ({ skip }) => {
  skip(startWithSoftwareGpu === null, noSoftwareGpu);
  const verdict = await probe(providerOf("webgpu"), startWithSoftwareGpu!);
  expect(verdict).toMatchObject({ attention: "plain", precisions: ["fp32"], stage: "released" });
  expect(verdict.cosineSimilarity).toBeGreaterThanOrEqual(0.9999);
  expect(verdict.findings.at(-1)?.sentence).toMatch(/shader-f16/);
  // On a machine with a GPU the runtime tells of it, whichever driver its process is given.
  const isWithoutGpu = (await readEvidence(dataFolder)).linux?.gpus.length === 0;
  expect([verdict.isSoftware, verdict.works]).toEqual([isWithoutGpu, !isWithoutGpu]);
});

it("catches WebGPU's fused attention where it is wrong", { timeout: 120_000 }, async ({ skip }) => {
  skip(startWithSoftwareGpu === null, noSoftwareGpu);
  const verdict = await probe({ ...providerOf("webgpu"), attentions: ["fused"] }, startWithSoftwareGpu!);
  // Measured with subgroups of four: cosine 0.9954, largest difference 0.77.
  expect(verdict).toMatchObject({ works: false, stage: "ran", precisions: [] });
  expect(verdict.cosineSimilarity).toBeLessThan(0.999);
  expect(verdict.reason).toMatch(/^WebGPU gives wrong numbers on this GPU/);
});
