/** Share of a chip's pixels that must be valid where the user says nothing; by itself, so that `argil --help` loads nothing else. */
export const defaultMinValidFraction = 0.5;

/** Chips as an ingest makes them where the user says nothing. */
export const plannedWith = ({
  defaultChipPixels,
  dimensions,
}: {
  readonly defaultChipPixels: number;
  readonly dimensions: number;
}) => ({ chipPixels: defaultChipPixels, dimensions, minValidFraction: defaultMinValidFraction });
