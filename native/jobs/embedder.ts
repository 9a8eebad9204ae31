import type { Encoder, EncoderBand, EncoderChip } from "../../models/encoders/encoder.ts";
import type { Archive } from "../archive/openArchive.ts";
import { type EmbeddingSpace, ensureSpace } from "../archive/saveChips.ts";
import type { Inference, LoadedModel } from "../inference/inference.ts";

/** Why the built-in encoder runs where it does. */
export const providerReason =
  "The built-in encoder waits for the disk, not for arithmetic, so it runs on the CPU.";

/** Turns chips into vectors; keeps the network loaded for as long as band set and chip size stay the same. */
export class Embedder {
  readonly encoder: Encoder;
  readonly #inference: Inference;
  readonly #threads: number | undefined;
  #loaded: { key: string; model: Promise<LoadedModel> } | null = null;

  constructor(encoder: Encoder, inference: Inference, threads?: number) {
    this.encoder = encoder;
    this.#inference = inference;
    this.#threads = threads;
  }

  /** The space that vectors of these bands live in. */
  spaceIn(archive: Archive, bands: readonly EncoderBand[]): EmbeddingSpace {
    const { id, sha256, dimensions } = this.encoder.card;
    return ensureSpace(archive, {
      spaceKey: this.encoder.spaceKey(bands),
      encoderId: id,
      encoderSha256: sha256,
      dimensions,
    });
  }

  /** The provider that runs the network; `providerReason` says why. */
  get provider() {
    return "cpu" as const;
  }

  /** Starts the inference process ahead of the first chips, so that nobody waits for it. A failure shows at the first call. */
  warmUp(): void {
    this.#inference.backends().catch(() => undefined);
  }

  /** One vector a chip, in the same order. */
  async embed(
    chips: readonly EncoderChip[],
    input: { bands: readonly EncoderBand[]; chipPixels: number },
  ): Promise<Float32Array[]> {
    return (await this.run(chips, input)).vectors;
  }

  /** As `embed`, with what the run cost. */
  async run(chips: readonly EncoderChip[], input: { bands: readonly EncoderBand[]; chipPixels: number }) {
    const model = await this.#load(input);
    const { bands, chipPixels } = input;
    const { output, milliseconds, peakMemoryBytes } = await model.embed(chips, {
      encoderId: this.encoder.card.id,
      bands: bands.map(({ role, wavelengthMicrometers }) => ({ role, wavelengthMicrometers })),
      chipPixels,
    });
    const length = this.encoder.card.dimensions;
    const vectors = chips.map((_, index) => output.data.slice(index * length, (index + 1) * length));
    return { vectors, milliseconds, peakMemoryBytes };
  }

  async #load(input: { bands: readonly EncoderBand[]; chipPixels: number }): Promise<LoadedModel> {
    const key = `${this.encoder.spaceKey(input.bands)} ${input.chipPixels}`;
    if (this.#loaded?.key !== key) {
      const former = this.#loaded;
      const model = this.#inference.load(this.encoder.buildGraph(input), this.provider, this.#threads);
      this.#loaded = { key, model };
      // A load that failed must not be remembered as done.
      model.catch(() => (this.#loaded = null));
      await former?.model.then((one) => one.unload()).catch(() => undefined);
      return model;
    }
    return this.#loaded.model;
  }
}
