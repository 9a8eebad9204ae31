import type { EncoderId } from "../vocabulary/ids.ts";

/** The only description of an encoder that the engine reads. */
export interface EncoderCard {
  readonly id: EncoderId;
  readonly title: string;
  /** Length of an embedding. */
  readonly dimensions: number;
  /** Chip size where the user names none. */
  readonly defaultChipPixels: number;
  readonly source: string;
  readonly license: string;
  /** Hash of the weights, or of what fixes them where there is no weights file. */
  readonly sha256: string;
  /** First numbers of the embedding of the engine's sample chip (`jobs/sampleChips.ts`): what a right device gives. */
  readonly selfTest: readonly number[];
}

/** One input plane: what it measures, in the order of the planes. */
export interface EncoderBand {
  /** STAC common name, or `band3` where nothing is known. */
  readonly role: string;
  readonly wavelengthMicrometers: number | null;
}

/** One chip as raster/ reads it. */
export interface EncoderChip {
  /** Digital numbers, one plane a band. */
  readonly bands: readonly Float32Array[];
  /** reflectance (or share of white, for display imagery) = digitalNumber * scale + offset. */
  readonly scaling: { readonly scale: number; readonly offset: number };
  /** 1 = measured. At least one pixel is. */
  readonly valid: Uint8Array;
  readonly gsdMeters: number;
  readonly acquiredAt: string;
  readonly longitudeDegrees: number;
  readonly latitudeDegrees: number;
}

/** A float32 tensor on its way into a session. */
export interface EncoderTensor {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** A network that makes embeddings. Pure: it builds graphs and tensors; inference/ runs them. */
export interface Encoder {
  readonly card: EncoderCard;
  /**
   * Embeddings are comparable exactly where this string is equal (same encoder, weights, band set where the
   * encoder depends on it, preprocessing version).
   */
  spaceKey(bands: readonly EncoderBand[]): string;
  /** The ONNX model for a band set and chip size, batch dimension dynamic. @throws RangeError on a band set or size it cannot take. */
  buildGraph(input: { readonly bands: readonly EncoderBand[]; readonly chipPixels: number }): Uint8Array;
  /** Input tensors for a batch of chips, by input name; never holds NaN. */
  prepare(
    chips: readonly EncoderChip[],
    input: { readonly bands: readonly EncoderBand[]; readonly chipPixels: number },
  ): Readonly<Record<string, EncoderTensor>>;
  /** Name of the output that holds the embeddings, shape [batch, dimensions]. */
  readonly embeddingOutput: string;
}
