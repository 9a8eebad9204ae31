import { cosineSimilarity } from "./cosine.ts";

/** Positions of the vectors that are most similar to one of them, without itself, nearest first. */
export function nearestNeighbours(
  vectors: readonly ArrayLike<number>[],
  position: number,
  count: number,
): readonly number[] {
  const from = vectors[position]!;
  return vectors
    .map((vector, other) => ({ other, cosine: cosineSimilarity(from, vector) }))
    .filter(({ other }) => other !== position)
    .sort((one, two) => two.cosine - one.cosine || one.other - two.other)
    .slice(0, count)
    .map(({ other }) => other);
}

/** Mean share of each vector's nearest neighbours that another set of vectors of the same things keeps, 0 to 1. */
export function neighbourRecall(
  truth: readonly ArrayLike<number>[],
  approximate: readonly ArrayLike<number>[],
  count: number,
): number {
  const shares = truth.map((_, position) => {
    const kept = new Set(nearestNeighbours(approximate, position, count));
    return nearestNeighbours(truth, position, count).filter((other) => kept.has(other)).length / count;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
