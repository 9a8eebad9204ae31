import { median } from "../analysis/median.ts";
import { sampleChips, sampleInput } from "../inference/sampleChips.ts";
import type { Embedder } from "./embedder.ts";

export interface BenchResult {
  readonly provider: string;
  readonly device: string;
  readonly precision: string;
  readonly batch: number;
  readonly chipPixels: number;
  readonly chipsPerSecond: number;
  readonly secondsPerChip: number;
  /** Of the inference process. */
  readonly peakMemoryMb: number;
  readonly passedOver: readonly { readonly provider: string; readonly reason: string }[];
}

/** Chips a second through preparation, inference process and back, median of the batches after a warm-up. */
export async function benchEncoder(
  embedder: Embedder,
  { batch, chips }: { batch: number; chips: number },
): Promise<BenchResult> {
  const chipPixels = embedder.encoder.card.defaultChipPixels;
  const input = sampleInput(chipPixels);
  const sample = sampleChips(batch, chipPixels);
  await embedder.runTogether(sample, input);
  const seconds: number[] = [];
  let peakMemoryBytes = 0;
  for (let done = 0; done < chips; done += batch) {
    const started = performance.now();
    const run = await embedder.runTogether(sample, input);
    seconds.push((performance.now() - started) / 1000);
    peakMemoryBytes = Math.max(peakMemoryBytes, run.peakMemoryBytes);
  }
  const secondsPerChip = median(seconds) / batch;
  const { provider, device, passedOver } = embedder.device!;
  return {
    provider,
    device,
    precision: embedder.encoder.precision,
    batch,
    chipPixels,
    chipsPerSecond: 1 / secondsPerChip,
    secondsPerChip,
    peakMemoryMb: peakMemoryBytes / 1e6,
    passedOver,
  };
}
