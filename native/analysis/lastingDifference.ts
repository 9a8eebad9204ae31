import { norm, normalized } from "./cosine.ts";

/** One look at a place. */
export interface Observation {
  readonly acquiredAt: string;
  readonly vector: ArrayLike<number>;
}

/** From a date on, how far a place has moved away from its own like seasons. */
export interface LastingDifference {
  /** First observation after the move. */
  readonly changedAt: string;
  /** Length of the median difference of unit vectors; 0 = unchanged. */
  readonly magnitude: number;
}

const minimumSide = 4;
const seasonDays = 40;

/**
 * The split of a series that parts it best: each later observation is compared with the mean of the earlier
 * ones of its season (within 40 days of the year), and the median over the later ones is taken coordinate by
 * coordinate, so that a few cloudy dates do not count. Null for series shorter than eight dates.
 */
export function lastingDifference(series: readonly Observation[]): LastingDifference | null {
  const ordered = [...series].sort((one, other) => (one.acquiredAt < other.acquiredAt ? -1 : 1));
  const units = ordered.map(({ vector }) => normalized(vector));
  const days = ordered.map(({ acquiredAt }) => dayOfYear(acquiredAt));
  let best: (LastingDifference & { readonly weight: number }) | null = null;
  for (let split = minimumSide; split + minimumSide <= ordered.length; split++) {
    const residuals = residualsAfter(split, units, days);
    if (residuals.length < minimumSide) continue;
    const magnitude = norm(medianOf(residuals));
    // Like a two-sample statistic: a difference counts for more the more dates stand on both sides.
    const weight = magnitude * Math.sqrt((split * residuals.length) / (split + residuals.length));
    if (best === null || weight > best.weight)
      best = { changedAt: ordered[split]!.acquiredAt, magnitude, weight };
  }
  return best === null ? null : { changedAt: best.changedAt, magnitude: best.magnitude };
}

function residualsAfter(
  split: number,
  units: readonly Float32Array[],
  days: readonly number[],
): Float32Array[] {
  const residuals: Float32Array[] = [];
  for (let later = split; later < units.length; later++) {
    const peers = units
      .slice(0, split)
      .filter((_, earlier) => circularDays(days[earlier]!, days[later]!) <= seasonDays);
    if (peers.length === 0) continue;
    residuals.push(
      units[later]!.map(
        (value, index) => value - peers.reduce((sum, peer) => sum + peer[index]!, 0) / peers.length,
      ),
    );
  }
  return residuals;
}

function medianOf(vectors: readonly Float32Array[]): Float32Array {
  const column = new Float32Array(vectors.length);
  return Float32Array.from(vectors[0]!, (_, index) => {
    vectors.forEach((vector, position) => {
      column[position] = vector[index]!;
    });
    column.sort();
    const middle = column.length >> 1;
    return column.length % 2 === 1 ? column[middle]! : (column[middle - 1]! + column[middle]!) / 2;
  });
}

const millisecondsPerDay = 86_400_000;

function dayOfYear(moment: string): number {
  const date = new Date(moment);
  return (date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / millisecondsPerDay;
}

function circularDays(one: number, other: number): number {
  const apart = Math.abs(one - other) % 365.25;
  return Math.min(apart, 365.25 - apart);
}
