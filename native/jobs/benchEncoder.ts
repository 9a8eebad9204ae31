import { cpuName } from "../inference/cpuName.ts";
import type { Embedder } from "./embedder.ts";
import { sampleBands, sampleChips } from "./sampleChips.ts";

export interface BenchResult {
  readonly provider: string;
  readonly device: string;
  readonly precision: string;
  readonly batch: number;
  readonly chipsPerSecond: number;
  readonly secondsPerChip: number;
  readonly peakMemoryMb: number;
}

/** Chips a second through preparation, inference process and back, median of the batches after a warm-up. */
export async function benchEncoder(
  embedder: Embedder,
  { batch, chips }: { batch: number; chips: number },
): Promise<BenchResult> {
  const chipPixels = embedder.encoder.card.defaultChipPixels;
  const input = { bands: sampleBands, chipPixels };
  const sample = sampleChips(batch, chipPixels);
  await embedder.embed(sample, input);
  const seconds: number[] = [];
  let peakMemoryBytes = 0;
  for (let done = 0; done < chips; done += batch) {
    const started = performance.now();
    const run = await embedder.run(sample, input);
    seconds.push((performance.now() - started) / 1000);
    peakMemoryBytes = Math.max(peakMemoryBytes, run.peakMemoryBytes);
  }
  seconds.sort((one, other) => one - other);
  const secondsPerChip = seconds[seconds.length >> 1]! / batch;
  return {
    provider: embedder.provider,
    device: cpuName(),
    precision: "fp32",
    batch,
    chipsPerSecond: 1 / secondsPerChip,
    secondsPerChip,
    peakMemoryMb: peakMemoryBytes / 1e6,
  };
}
