/** Uniform numbers in [0, 1), the same on every machine; mulberry32 by Tommy Ettinger, public domain. */
export function uniformNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers, rounded to 1/4096; Box and Muller 1958, Ann. Math. Statist. 29:610. */
export function gaussianNumbers(seed: number): () => number {
  const uniform = uniformNumbers(seed);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    // Logarithm and cosine may differ in the last digit between engines; the rounding takes that away.
    return Math.round(radius * Math.cos(2 * Math.PI * uniform()) * 4096) / 4096;
  };
}
