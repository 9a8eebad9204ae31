/** Share of a chip's pixels that must be valid where the user says nothing; by itself, so that `argil --help` loads nothing else. */
export const defaultMinValidFraction = 0.5;
