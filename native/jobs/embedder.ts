import { freemem } from "node:os";
import type { Encoder, EncoderBand, EncoderChip, EncoderInput } from "../../models/encoders/encoder.ts";
import type { Archive } from "../archive/openArchive.ts";
import { type EmbeddingSpace, ensureSpace } from "../archive/saveChips.ts";
import type { InstalledEncoder } from "../encoders/installed.ts";
import { EngineError } from "../engineError.ts";
import { BatchSizer } from "../inference/batchSizer.ts";
import { type DeviceInUse, type DeviceParts, DeviceRunner } from "../inference/deviceRunner.ts";
import type { ProviderRecord } from "../inference/providers.ts";

/** Share of the free memory that chips on their way through the network may take. */
const memoryShare = 0.25;
/** A small network waits for nobody: all chips that come together run together. */
const builtInBatches = [64];
/** Eight bits are shared out over the range of all chips in a batch: a chip's embedding must not depend on the others. */
const quantizedBatches = [1];

/** What embedding a list of chips gave and cost. */
export interface EmbeddedChips {
  /** One a chip, in the same order. */
  readonly vectors: readonly Float32Array[];
  readonly milliseconds: number;
  readonly peakMemoryBytes: number;
}

/** Turns chips into vectors on the best device there is, in batches as large as pay off there. */
export class Embedder {
  readonly encoder: Encoder;
  readonly #runner: DeviceRunner;
  #sizer: { key: string; sizer: BatchSizer } | null = null;

  constructor(installed: InstalledEncoder, parts: DeviceParts) {
    this.encoder = installed.encoder;
    this.#runner = new DeviceRunner(installed, parts);
  }

  /** What it runs on, or last did; null before the first chip. */
  get device(): DeviceInUse | null {
    return this.#runner.inUse;
  }

  /** How the archive notes where a vector was made. */
  get provider(): string {
    const { precision } = this.encoder;
    const provider = this.device?.provider ?? "cpu";
    return precision === "fp32" ? provider : `${provider} ${precision}`;
  }

  /** The space that vectors of these bands live in. */
  spaceIn(archive: Archive, bands: readonly EncoderBand[]): EmbeddingSpace {
    const { id, sha256, dimensions } = this.encoder.card;
    return ensureSpace(archive, {
      spaceKey: this.encoder.spaceKey(bands),
      encoderId: id,
      encoderSha256: sha256,
      dimensions,
      precision: this.encoder.precision,
    });
  }

  /** Proves the device ahead of the first chips, so that nobody waits for it. A failure shows at the first call. */
  warmUp(): void {
    this.#runner.prepare().catch(() => undefined);
  }

  /** Chips that are worth handing over together; 1 before anything ran. */
  batchSize(input: EncoderInput): number {
    return this.#sizer?.key === this.#keyOf(input) ? this.#sizer.sizer.largest : 1;
  }

  /** One vector a chip, in the same order. */
  async embed(chips: readonly EncoderChip[], input: EncoderInput): Promise<readonly Float32Array[]> {
    return (await this.run(chips, input)).vectors;
  }

  /** As `embed`, with what it cost. */
  async run(chips: readonly EncoderChip[], input: EncoderInput): Promise<EmbeddedChips> {
    const vectors: Float32Array[] = [];
    let milliseconds = 0;
    let peakMemoryBytes = 0;
    for (let from = 0; from < chips.length; ) {
      const sizer = await this.#sizerFor(input);
      const batch = chips.slice(from, from + sizer.size);
      const result = await this.#runBatch(batch, input, sizer);
      if (result === null) continue;
      vectors.push(...rowsOf(result.rows.data, batch.length));
      milliseconds += result.milliseconds;
      peakMemoryBytes = Math.max(peakMemoryBytes, result.peakMemoryBytes);
      from += batch.length;
    }
    return { vectors, milliseconds, peakMemoryBytes };
  }

  /** All chips in one batch of that very size, for measuring. */
  async runTogether(chips: readonly EncoderChip[], input: EncoderInput): Promise<EmbeddedChips> {
    const result = await this.#runner.run(chips, input, "embedding");
    return { ...result, vectors: rowsOf(result.rows.data, chips.length) };
  }

  /**
   * An embedding for every patch of each chip, [patches x dimensions], row by row from the upper left.
   * @throws EngineError where the encoder makes none.
   */
  async patches(chips: readonly EncoderChip[], input: EncoderInput): Promise<readonly Float32Array[]> {
    if (this.encoder.patchOutput === null)
      throw new EngineError({ kind: "no-patches", encoderId: this.encoder.card.id });
    const results: Float32Array[] = [];
    for (const chip of chips) results.push((await this.#runner.run([chip], input, "patches")).rows.data);
    return results;
  }

  close(): Promise<void> {
    return this.#runner.close();
  }

  /** Null where the batch was too large for the device and is to be halved. */
  async #runBatch(batch: readonly EncoderChip[], input: EncoderInput, sizer: BatchSizer) {
    try {
      const result = await this.#runner.run(batch, input, "embedding");
      sizer.ran(batch.length, result.milliseconds);
      return result;
    } catch (error) {
      const isMemory = error instanceof EngineError && error.failure.kind === "out-of-memory";
      if (isMemory && sizer.ranOutOfMemory(batch.length)) return null;
      throw error;
    }
  }

  #batchSizes({ batchSizes }: ProviderRecord): readonly number[] {
    if (this.encoder.cpuReason !== null) return builtInBatches;
    return this.encoder.precision === "int8" ? quantizedBatches : batchSizes;
  }

  async #sizerFor(input: EncoderInput): Promise<BatchSizer> {
    const record = await this.#runner.prepare();
    const key = this.#keyOf(input);
    if (this.#sizer?.key !== key) {
      const sizes = this.#batchSizes(record);
      const sizer = new BatchSizer(sizes, this.encoder.chipBytes(input), freemem() * memoryShare);
      this.#sizer = { key, sizer };
    }
    return this.#sizer.sizer;
  }

  /** What pays off on one device does not on another. */
  #keyOf({ sensorId, bands, chipPixels }: EncoderInput): string {
    return `${this.device?.provider} ${sensorId} ${bands.length} ${chipPixels}`;
  }
}

const rowsOf = (values: Float32Array, count: number) => {
  const length = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * length, (row + 1) * length));
};
