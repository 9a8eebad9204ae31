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
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  // Counted loops: iterators cost more than the arithmetic at a million scores.
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index]!;
    if (score < low) low = score;
    if (score > high) high = score;
  }
  const counts = new Uint32Array(binCount);
  if (low > high) return { low: 0, high: 0, counts: Array.from(counts) };
  const perUnit = high > low ? binCount / (high - low) : 0;
  for (let index = 0; index < scores.length; index++) {
    const bin = Math.min(binCount - 1, Math.floor((scores[index]! - low) * perUnit));
    counts[bin] = counts[bin]! + 1;
  }
  return { low, high, counts: Array.from(counts) };
}

/** Share of scores below each given one, 0-100. */
export function percentilesOf(scores: Float32Array, values: readonly number[]): number[] {
  const order = values
    .map((value, index) => ({ value, index }))
    .sort((one, other) => one.value - other.value);
  const wanted = Float64Array.from(order, ({ value }) => value);
  // How many scores lie between one wanted value and the next.
  const between = new Uint32Array(wanted.length + 1);
  for (let index = 0; index < scores.length; index++) {
    const position = firstAbove(wanted, scores[index]!);
    between[position] = between[position]! + 1;
  }
  let below = 0;
  const result = new Array<number>(values.length).fill(0);
  for (const [position, { index }] of order.entries()) {
    below += between[position]!;
    result[index] = scores.length === 0 ? 0 : (100 * below) / scores.length;
  }
  return result;
}

/** Position of the first wanted value above the score; their number where there is none. */
function firstAbove(wanted: Float64Array, score: number): number {
  // Asked for are the best hits, so nearly every score lies below all of them.
  if (wanted.length === 0 || wanted[0]! > score) return 0;
  let [from, to] = [0, wanted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (wanted[middle]! > score) to = middle;
    else from = middle + 1;
  }
  return from;
}
