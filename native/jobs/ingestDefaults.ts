import type { Encoder } from "../../models/encoders/encoder.ts";

/** Share of a chip's pixels that must be valid where the user says nothing; by itself, so that `argil --help` loads nothing else. */
export const defaultMinValidFraction = 0.5;

/** Chips as an ingest makes them where the user says nothing. */
export const plannedWith = ({ card, accepts }: Pick<Encoder, "card" | "accepts">) => ({
  chipPixels: card.defaultChipPixels,
  dimensions: card.dimensions,
  minValidFraction: defaultMinValidFraction,
  accepts,
});
