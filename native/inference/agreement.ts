import { cosineSimilarity } from "../analysis/cosine.ts";

/** How near numbers are to the right ones; NaN in them makes both NaN. */
export interface Agreement {
  readonly cosineSimilarity: number;
  readonly largestDifference: number;
}

/** Compares with the right numbers; one that is missing counts as NaN. */
export function compareNumbers(found: ArrayLike<number>, right: ArrayLike<number>): Agreement {
  let largestDifference = 0;
  for (let index = 0; index < right.length; index += 1)
    largestDifference = Math.max(largestDifference, Math.abs((found[index] ?? Number.NaN) - right[index]!));
  return { cosineSimilarity: cosineSimilarity(right, found), largestDifference };
}

/** In words. */
export function describeAgreement({ cosineSimilarity, largestDifference }: Agreement): string {
  return `cosine ${cosineSimilarity.toFixed(6)}, largest difference ${largestDifference.toPrecision(2)}`;
}
