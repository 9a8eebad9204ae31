/** Positions of the `count` largest scores, best first; equal scores keep their order. NaN is never chosen. */
export function topPositions(scores: Float32Array, count: number): Uint32Array {
  const size = Math.min(count, scores.length);
  if (size <= 0) return new Uint32Array(0);
  // A heap with the worst kept score on top: most scores fail its first comparison.
  const heap: number[] = [];
  const isWorse = (one: number, other: number) => {
    const [a, b] = [scores[one]!, scores[other]!];
    return a < b || (a === b && one > other);
  };
  const sink = () => {
    for (let at = 0; ; ) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst]!, heap[at]!];
      at = worst;
    }
  };
  const rise = () => {
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at]!, heap[parent]!)) return;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  };
  for (let position = 0; position < scores.length; position++) {
    if (Number.isNaN(scores[position]!)) continue;
    if (heap.length < size) {
      heap.push(position);
      rise();
    } else if (isWorse(heap[0]!, position)) {
      heap[0] = position;
      sink();
    }
  }
  return Uint32Array.from(heap.sort((one, other) => (isWorse(one, other) ? 1 : -1)));
}

export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

/** Counts in equal steps over the range of the scores; one value or none gives a range of width 0. */
export function histogramOf(scores: Float32Array, binCount: number): Histogram {
  let [low, high] = [Infinity, -Infinity];
  for (const score of scores) {
    if (score < low) low = score;
    if (score > high) high = score;
  }
  if (low > high) return { low: 0, high: 0, counts: new Array<number>(binCount).fill(0) };
  const counts = new Array<number>(binCount).fill(0);
  const perUnit = high > low ? binCount / (high - low) : 0;
  for (const score of scores) counts[Math.min(binCount - 1, Math.floor((score - low) * perUnit))]!++;
  return { low, high, counts };
}

/** Share of scores below each given one, 0-100. */
export function percentilesOf(scores: Float32Array, values: readonly number[]): number[] {
  const below = new Float64Array(values.length);
  const order = values
    .map((value, index) => ({ value, index }))
    .sort((one, other) => one.value - other.value);
  for (const score of scores) {
    // First wanted value above the score: it and all larger ones have one more below them.
    let [from, to] = [0, order.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (order[middle]!.value > score) to = middle;
      else from = middle + 1;
    }
    if (from < order.length) below[from]!++;
  }
  let sum = 0;
  const result = new Array<number>(values.length).fill(0);
  for (const [position, { index }] of order.entries()) {
    sum += below[position]!;
    result[index] = scores.length === 0 ? 0 : (100 * sum) / scores.length;
  }
  return result;
}
