import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Precision } from "../../models/encoders/encoder.ts";
import { createGraph } from "../../models/onnx/graph.ts";
import { matMul } from "../../models/onnx/operators.ts";
import { toModelBytes } from "../../models/onnx/toModelBytes.ts";
import { median } from "../../native/analysis/median.ts";
import { deviceParts, openEmbedder } from "../../native/cli/openEmbedder.ts";
import { readManifest } from "../../native/encoders/manifest.ts";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { Inference } from "../../native/inference/inference.ts";
import { sampleBands, sampleChips } from "../../native/inference/sampleChips.ts";
import { ensurePrecision } from "../../native/jobs/ensurePrecision.ts";
import { releasedClay, writeRandomClay } from "../support/randomClay.ts";
import { startArgil } from "../support/runArgil.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { clayOperations } from "./clayCost.ts";
import { plainDifference } from "./plainDifference.ts";
import { watchMemory } from "./processMemory.ts";

const chipPixels = 256;
/** As the reference's figures: red, green, blue, nir. */
const bands = sampleBands.filter(({ role }) => ["red", "green", "blue", "nir"].includes(role));
const runs = { 1: 5, 4: 3 } as const;
const sizes = ["base", "large"] as const;
const precisions = ["fp32", "int8"] as const;

/** Random checkpoints of full size: import, agreement with plain double precision, and speed on the processor. */
export const clayBench: Bench = {
  name: "clay",
  limit:
    "asked for, 256 px, 4 bands, 2 threads: large 5.4 s a chip, base 1.9 s, at least 75 % of the matrix-product peak; int8 1.4 x faster. Bound by arithmetic: 698 and 198 GFLOP a chip",
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), "argil-bench-"));
    try {
      const peak = await matrixPeak();
      yield { what: "matrix product, 2048 x 2048, float32", unit: "GFLOP/s", values: peak };
      for (const size of sizes) yield* benchSize(size, folder, Math.max(...peak));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function* benchSize(
  size: (typeof sizes)[number],
  folder: string,
  peak: number,
): AsyncGenerator<BenchLine> {
  const path = writeRandomClay(join(folder, `${size}.ckpt`), size, 20_260_101);
  const models = new ModelsFolder(join(folder, "models"));
  yield* benchImport(size, path, models.folder);
  if (size === "large")
    yield {
      what: "large, 32 px, largest difference from doubles",
      unit: "millionths",
      values: [1e6 * (await plainDifference(path, models.find(size)))],
    };
  await ensurePrecision(join(models.folder, size), "int8", {
    start: forkInference,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const { variants } = readManifest(join(models.folder, size));
  yield {
    what: `${size}, int8, cosine to fp32, one chip`,
    unit: "",
    values: [variants.int8?.cosineToFp32 ?? Number.NaN],
  };
  const medians = new Map<string, number>();
  for (const precision of precisions)
    for (const batch of [1, 4] as const) {
      const seconds = await secondsPerChip(models, { size, precision, batch });
      const what = `${size}, ${precision}, batch ${batch}`;
      const usual = median(seconds);
      medians.set(`${precision} ${batch}`, usual);
      const rate = clayOperations(releasedClay[size], { chipPixels, bandCount: bands.length }) / 1e9 / usual;
      yield { what, unit: "s/chip", values: seconds };
      yield { what: `${what}, rate`, unit: "GFLOP/s", values: [rate] };
      if (precision === "fp32")
        yield { what: `${what}, of the peak`, unit: "%", values: [(100 * rate) / peak] };
    }
  const gain = medians.get("fp32 1")! / medians.get("int8 1")!;
  yield { what: `${size}, int8 instead of fp32, batch 1`, unit: "x", values: [gain] };
}

/** Through the command line, as a user does it. */
async function* benchImport(size: string, path: string, modelsFolder: string): AsyncGenerator<BenchLine> {
  const started = performance.now();
  const { child, ended } = startArgil(["--json", "encoder", "import", path, "--id", size], {
    env: { ARGIL_MODELS: modelsFolder },
  });
  const memory = watchMemory(child.pid!);
  const { code, stderr } = await ended;
  const { togetherBytes, largestBytes } = memory.stop();
  if (code !== 0) throw new Error(`the import of ${size} failed: ${stderr}`);
  yield { what: `${size}, import`, unit: "s", values: [(performance.now() - started) / 1000] };
  yield { what: `${size}, import, largest process`, unit: "MB", values: [largestBytes / 1e6] };
  yield { what: `${size}, import, all processes together`, unit: "MB", values: [togetherBytes / 1e6] };
}

async function secondsPerChip(
  models: ModelsFolder,
  { size, precision, batch }: { size: string; precision: Precision; batch: 1 | 4 },
): Promise<number[]> {
  await using opened = openEmbedder(models.find(size, precision), { provider: "cpu" });
  const input = { sensorId: "sentinel-2-l2a", bands, chipPixels };
  const chips = sampleChips(batch, chipPixels, bands);
  await opened.embedder.runTogether(chips, input);
  const seconds: number[] = [];
  for (let run = 0; run < runs[batch]; run += 1) {
    const { milliseconds } = await opened.embedder.runTogether(chips, input);
    seconds.push(milliseconds / 1000 / batch);
  }
  return seconds;
}

/** What this machine reaches in the best case: one large matrix product in the same runtime with as many threads. */
async function matrixPeak(): Promise<number[]> {
  const side = 2048;
  const graph = createGraph("product");
  const left = graph.input("left", ["rows", side]);
  const right = graph.constant(
    "right",
    Float32Array.from({ length: side ** 2 }, (_, index) => Math.sin(index)),
    [side, side],
  );
  graph.output("product", matMul(left, right), ["rows", side]);
  const inference = new Inference(deviceParts().start);
  try {
    const model = await inference.load(toModelBytes(graph), "cpu");
    const data = Float32Array.from({ length: side ** 2 }, (_, index) => Math.cos(index));
    const rates: number[] = [];
    for (let run = 0; run < 12; run += 1) {
      const { milliseconds } = await model.run({ left: { data, shape: [side, side] } }, ["product"]);
      if (run >= 2) rates.push((2 * side ** 3) / 1e6 / milliseconds);
    }
    return rates;
  } finally {
    await inference.close();
  }
}
