/** Cosine in double precision, straight from its definition. */
export function plainCosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let [dot, ones, others] = [0, 0, 0];
  for (let index = 0; index < one.length; index++) {
    dot += one[index]! * other[index]!;
    ones += one[index]! ** 2;
    others += other[index]! ** 2;
  }
  return dot / Math.sqrt(ones * others);
}
