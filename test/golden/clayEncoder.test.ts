import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Precision } from "../../models/encoders/encoder.ts";
import { cosineSimilarity } from "../../native/analysis/cosine.ts";
import { deviceParts } from "../../native/cli/openEmbedder.ts";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { ensurePrecision } from "../../native/jobs/ensurePrecision.ts";
import { importEncoder } from "../../native/jobs/importEncoder.ts";
import { runEncoder } from "../../native/jobs/runEncoder.ts";
import { type ClayCase, clayCases, largestDifference } from "../support/clayGoldens.ts";
import { noSharedData } from "../support/sharedData.ts";
import { noSoftwareGpu, startWithSoftwareGpu } from "../support/softwareGpu.ts";
import { tempFolder } from "../support/tempFolder.ts";

// The whole way: a checkpoint is imported, its network run by onnxruntime, and every stage compared with the reference.

const folder = tempFolder("clay-goldens");
const models = new ModelsFolder(join(folder, "models"));
const quietly = { signal: new AbortController().signal, onProgress: () => undefined };
const imported = new Map<string, Promise<string>>();
const differences = new Map<string, number>();

type Container = "ckpt" | "safetensors";

/** The id of a case's encoder; each checkpoint is imported once. */
function encoderOf({ manifest, checkpointPath }: ClayCase, container: Container): Promise<string> {
  const path = checkpointPath(container);
  const known = imported.get(path);
  if (known !== undefined) return known;
  const id = `${container}-${manifest.generation}`;
  const { generation, config } = manifest;
  const done = importEncoder(
    { path, id, heads: config.heads, generation },
    { models, start: forkInference, ...quietly },
  );
  const result = done.then(() => id);
  imported.set(path, result);
  return result;
}

/** All outputs of a case as its encoder gives them here. */
async function outputsOf(
  one: ClayCase,
  container: Container,
  { precision = "fp32" as Precision, parts = deviceParts({ provider: "cpu" }) } = {},
): Promise<ReadonlyMap<string, Float32Array>> {
  const id = await encoderOf(one, container);
  const out = join(folder, `${one.id}-${container}-${precision}-${parts.provider}`);
  const inputs = join(dirname(dirname(one.checkpointPath("ckpt"))), one.id);
  const { outputs } = await runEncoder({ inputs, out }, models.find(id, precision), parts);
  return new Map(
    outputs.map(({ name, file }) => [
      name,
      new Float32Array(Uint8Array.from(readFileSync(join(out, file))).buffer),
    ]),
  );
}

function worstOf(one: ClayCase, outputs: ReadonlyMap<string, Float32Array>, device: string): number {
  const worst = one.manifest.expected.map(({ name }) => {
    const difference = largestDifference(outputs.get(name)!, one.tensor(name)!.data);
    const key = `${device} ${name}`;
    differences.set(key, Math.max(differences.get(key) ?? 0, difference));
    return difference;
  });
  return Math.max(...worst);
}

if (clayCases.length === 0) it.skip(`Clay's goldens: ${noSharedData}`);

describe("Clay's goldens", () => {
  afterAll(() => {
    for (const [what, difference] of differences)
      console.log(`${what}: largest difference ${difference.toExponential(1)}`);
  });

  describe.each(["ckpt", "safetensors"] as const)("from %s, on the CPU", (container) => {
    it.each(clayCases)("agree at every stage of $id", async (one) => {
      const outputs = await outputsOf(one, container);
      expect(worstOf(one, outputs, "cpu")).toBeLessThanOrEqual(one.manifest.tolerance_max_abs);
    });
  });

  it.for(clayCases)("agree on WebGPU, on a driver in software, for $id", async (one, { skip }) => {
    if (startWithSoftwareGpu === null) return skip(noSoftwareGpu);
    const parts = { ...deviceParts({ provider: "webgpu" }), start: startWithSoftwareGpu };
    const outputs = await outputsOf(one, "ckpt", { parts });
    // The kernels of a GPU add up in another order, and its exponentials are less exact.
    expect(worstOf(one, outputs, "webgpu")).toBeLessThanOrEqual(2e-3);
    const expected = one.tensor("cls_embedding")!.data;
    expect(cosineSimilarity(outputs.get("cls_embedding")!, expected)).toBeGreaterThanOrEqual(0.9999);
  });

  it.each(["fp16", "int8"] as const)("agree with %s inside as far as it can", async (precision) => {
    const least = { fp16: 0.999, int8: 0.98 }[precision];
    for (const one of clayCases) {
      const id = await encoderOf(one, "ckpt");
      await ensurePrecision(join(models.folder, id), precision, { start: forkInference, ...quietly });
      const outputs = await outputsOf(one, "ckpt", { precision });
      const { data, shape } = one.tensor("cls_embedding")!;
      const length = data.length / shape[0]!;
      for (let chip = 0; chip < shape[0]!; chip += 1) {
        const range = [chip * length, (chip + 1) * length] as const;
        const cosine = cosineSimilarity(
          outputs.get("cls_embedding")!.subarray(...range),
          data.subarray(...range),
        );
        console.log(`${precision} ${one.id} chip ${chip}: cosine ${cosine.toFixed(6)}`);
        expect(cosine).toBeGreaterThanOrEqual(least);
      }
    }
  });
});
