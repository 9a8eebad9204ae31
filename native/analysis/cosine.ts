/** Length of a vector, in double precision. */
export function norm(vector: ArrayLike<number>): number {
  let squares = 0;
  for (let index = 0; index < vector.length; index++) squares += vector[index]! * vector[index]!;
  return Math.sqrt(squares);
}

/** A copy of length 1. @throws RangeError for a vector without direction. */
export function normalized(vector: ArrayLike<number>): Float32Array {
  const length = norm(vector);
  if (!(length > 0 && Number.isFinite(length)))
    throw new RangeError(`a vector of length ${length} has no direction`);
  const unit = new Float32Array(vector.length);
  for (let index = 0; index < unit.length; index++) unit[index] = vector[index]! / length;
  return unit;
}

/** Cosine of the angle between two vectors, -1 to 1, in double precision. */
export function cosineSimilarity(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let dot = 0;
  for (let index = 0; index < one.length; index++) dot += one[index]! * other[index]!;
  return Math.min(1, Math.max(-1, dot / (norm(one) * norm(other))));
}

/**
 * The query vector of several examples: mean of the unit vectors liked, moved away from the mean of those
 * unliked by `unlikeWeight` (Rocchio 1971, with beta = 1). @throws RangeError when nothing is left.
 */
export function queryVector(
  like: readonly ArrayLike<number>[],
  unlike: readonly ArrayLike<number>[],
  unlikeWeight = 0.5,
): Float32Array {
  const length = like[0]?.length ?? 0;
  const sum = new Float64Array(length);
  const add = (vectors: readonly ArrayLike<number>[], weight: number) => {
    for (const vector of vectors) {
      const unit = normalized(vector);
      for (let index = 0; index < length; index++) sum[index]! += (weight * unit[index]!) / vectors.length;
    }
  };
  add(like, 1);
  add(unlike, -unlikeWeight);
  return normalized(sum);
}
