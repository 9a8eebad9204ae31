import type { ClayOptions } from "../../models/encoders/clay/options.ts";
import type { EncoderCard } from "../../models/encoders/encoder.ts";
import type { ChipId } from "../../models/vocabulary/ids.ts";
import type { Precision } from "../../models/vocabulary/precision.ts";
import type { DeviceProvider } from "./devices.ts";

export type { ClayOptions, Precision };

/** How far the embeddings of a precision agree with those of fp32, on chips of this project. */
export interface PrecisionAgreement {
  readonly precision: Precision;
  readonly chipCount: number;
  readonly medianCosine: number;
  readonly leastCosine: number;
  /** Share of each chip's nearest neighbours that stay the same, 0 to 1, and how many neighbours that were. */
  readonly neighbourRecall: number;
  readonly neighbourCount: number;
  /** Seconds a chip took, on the same device in the same minute. */
  readonly secondsPerChip: number;
  readonly fp32SecondsPerChip: number;
  readonly provider: DeviceProvider;
  /** ISO 8601 UTC. */
  readonly measuredAt: string;
}

/** An encoder that can embed here. */
export interface EncoderSummary extends Omit<EncoderCard, "id" | "selfTest"> {
  readonly id: string;
  readonly isBuiltIn: boolean;
  /** Of its weights on this disk, all precisions together. */
  readonly bytes: number;
  /** Chips of this project that it embedded, in whatever precision. */
  readonly chipCount: number;
  readonly chipCounts: Readonly<Record<Precision, number>>;
  /** The precision chosen for this project; null where another encoder is. */
  readonly chosenPrecision: Precision | null;
  /** What it can be run in; those beside fp32 only after they were measured on this project's chips. */
  readonly agreements: readonly PrecisionAgreement[];
  /** How place and time are told to the network; null for a built-in one, which does not ask. */
  readonly options: ClayOptions | null;
  /** File it was imported from and when, ISO 8601 UTC; null for a built-in one. */
  readonly imported: { readonly from: string; readonly at: string } | null;
  /** Why it cannot be used; null where it can. */
  readonly damage: string | null;
}

/** A checkpoint that others publish. */
export interface EncoderRelease {
  readonly id: string;
  readonly title: string;
  readonly license: string;
  readonly source: string;
  readonly url: string | null;
}

/** How like the query each patch of a chip is. */
export interface PatchSimilarity {
  readonly chipId: ChipId;
  /** Patches along a side. */
  readonly grid: number;
  /** Cosine similarity, grid x grid, row by row from the upper left. */
  readonly cosines: readonly number[];
}

/** Whether an encoder gives the numbers it should on this machine. */
export interface EncoderVerdict {
  readonly id: string;
  readonly isRight: boolean;
  readonly provider: string;
  readonly device: string;
  /** Of the embedding computed here with the one stored in the encoder's card. */
  readonly cosineSimilarity: number;
  readonly largestDifference: number;
  /** Providers that were passed over, and why. */
  readonly passedOver: readonly { readonly provider: string; readonly reason: string }[];
}
