import type { LonLat } from "../vocabulary/geometry.ts";
import type { EncoderId } from "../vocabulary/ids.ts";
import type { Precision } from "../vocabulary/precision.ts";

export type { Precision };

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
  /** What a right device gives for the engine's sample chip (`jobs/sampleChips.ts`). */
  readonly selfTest: SelfTest;
}

/** First numbers of the embedding of the sample chip of that size, computed on the CPU. */
export interface SelfTest {
  readonly chipPixels: number;
  readonly values: readonly number[];
}

/** One input plane: what it measures, in the order of the planes. */
export interface EncoderBand {
  /** STAC common name, or `band3` where nothing is known. */
  readonly role: string;
  readonly wavelengthMicrometers: number | null;
}

/** What all chips of a batch have in common. */
export interface EncoderInput {
  /** Id of the sensor record in `models/sensors`. */
  readonly sensorId: string;
  readonly bands: readonly EncoderBand[];
  readonly chipPixels: number;
}

/** What a network is built for beside its input. */
export interface NetworkWish {
  /** Which form of attention the provider runs rightly and fast. */
  readonly attention: "plain" | "fused";
  readonly output: "embedding" | "patches";
}

/** Whether an encoder takes an input; `notes` and `reason` are sentences. */
export type Acceptance =
  | { readonly kind: "yes"; readonly notes: readonly string[] }
  | { readonly kind: "no"; readonly reason: string };

/** One chip as raster/ reads it. */
export interface EncoderChip {
  /** Digital numbers, one plane a band. */
  readonly bands: readonly Float32Array[];
  /** reflectance (or share of white, for display imagery) = digitalNumber * scale + offset. */
  readonly scaling: { readonly scale: number; readonly offset: number };
  /** 1 = measured. At least one pixel is. */
  readonly valid: Uint8Array;
  readonly gsdMeters: number;
  /** ISO 8601 UTC; null where nobody knows. */
  readonly acquiredAt: string | null;
  /** Of the chip's centre; null where nobody knows. */
  readonly place: LonLat | null;
}

/** A float32 tensor on its way into a session. */
export interface EncoderTensor {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** A network that makes embeddings. Pure: it builds graphs and tensors; inference/ runs them. */
export interface Encoder {
  readonly card: EncoderCard;
  readonly precision: Precision;
  /** Why it runs on the CPU whatever else there is; null where it takes the fastest device. */
  readonly cpuReason: string | null;
  /** Bytes that one chip needs on a device while it is worked on, beside the weights. */
  chipBytes(input: EncoderInput): number;
  /** Whether it can take these bands of this sensor in this chip size. */
  accepts(input: EncoderInput): Acceptance;
  /**
   * Embeddings are comparable exactly where this string is equal (same encoder, weights, precision, band set where the
   * encoder depends on it, preprocessing version).
   */
  spaceKey(bands: readonly EncoderBand[]): string;
  /** Inputs with the same key share a network. */
  graphKey(input: EncoderInput): string;
  /**
   * The ONNX model for an input, batch dimension dynamic; what it needs of weights files lies in the encoder's folder.
   * @throws RangeError on an input it does not accept.
   */
  buildGraph(input: EncoderInput, wish: NetworkWish): Uint8Array;
  /** Input tensors for a batch of chips, by input name; never holds NaN. */
  prepare(chips: readonly EncoderChip[], input: EncoderInput): Readonly<Record<string, EncoderTensor>>;
  /** Name of the output that holds the embeddings, shape [batch, dimensions]. */
  readonly embeddingOutput: string;
  /** Name of the output that holds an embedding a patch, [batch, patches, dimensions], row by row; null where it has none. */
  readonly patchOutput: string | null;
}
