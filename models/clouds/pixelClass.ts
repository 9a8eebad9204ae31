/** What a pixel shows, as far as clouds go; the codes in planes of classes. */
export const pixelClass = {
  nodata: 0,
  clear: 1,
  water: 2,
  snow: 3,
  shadow: 4,
  cloud: 5,
  /** Cirrus and haze that the ground shines through. */
  thinCloud: 6,
  unknown: 7,
} as const;

export type PixelClass = (typeof pixelClass)[keyof typeof pixelClass];

/** Shares of the valid pixels that something is said of. */
export interface ClassFractions {
  /** Cloud and thin cloud. */
  readonly cloud: number;
  readonly shadow: number;
  readonly snow: number;
  /** Share of the valid pixels that something is said of: less than 1 where a mask covers only a part. */
  readonly covered: number;
}

/** Null where nothing is said of any valid pixel. */
export function classFractions(classes: Uint8Array, valid: Uint8Array): ClassFractions | null {
  const counts = new Float64Array(8);
  for (let index = 0; index < classes.length; index++) {
    if (valid[index] === 1) counts[classes[index]!]!++;
  }
  const validCount = counts.reduce((sum, count) => sum + count, 0);
  const total = validCount - counts[pixelClass.nodata]!;
  if (total === 0) return null;
  return {
    cloud: (counts[pixelClass.cloud]! + counts[pixelClass.thinCloud]!) / total,
    shadow: counts[pixelClass.shadow]! / total,
    snow: counts[pixelClass.snow]! / total,
    covered: total / validCount,
  };
}
