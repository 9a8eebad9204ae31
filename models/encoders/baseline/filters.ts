import { gaussianNumbers } from "../random.ts";

/** Length of every baseline embedding. */
export const dimensions = 640;
/** Two statistics a band leave room for at least as many filters as bands. */
export const mostBands = dimensions / 4;

const seed = 20211;

/** Filters of one size, each of length 1 over all its weights. */
export interface FilterBank {
  readonly sizePixels: number;
  readonly count: number;
  /** [count, bands, sizePixels, sizePixels], row-major. */
  readonly weights: Float32Array;
}

/** How many filters are 3 x 3, about two thirds, and how many 5 x 5. */
export function filterCounts(bandCount: number): readonly [small: number, large: number] {
  const total = dimensions / 2 - bandCount;
  let small = Math.ceil((total * 2) / 3);
  // Conv of onnxruntime 1.30 on WebGPU is wrong for 6, 9, 15 ... channels where four divides the filter count (measured;
  // as microsoft/onnxruntime#29651).
  while (small % 4 === 0 || (total - small) % 4 === 0) small += 1;
  return [small, total - small];
}

/** Random Gaussian filters over all bands, the same for every call; Rolf et al. 2021, Nat. Commun. 12:4392. */
export function gaussianFilters(bandCount: number): readonly FilterBank[] {
  const [small, large] = filterCounts(bandCount);
  return [gaussianBank(bandCount, 3, small), gaussianBank(bandCount, 5, large)];
}

function gaussianBank(bandCount: number, sizePixels: number, count: number): FilterBank {
  const next = gaussianNumbers(seed + sizePixels);
  const length = bandCount * sizePixels * sizePixels;
  const weights = new Float32Array(count * length);
  for (let start = 0; start < weights.length; start += length) {
    const filter = Float64Array.from({ length }, next);
    const norm = Math.sqrt(filter.reduce((sum, weight) => sum + weight * weight, 0));
    weights.set(
      filter.map((weight) => weight / norm),
      start,
    );
  }
  return { sizePixels, count, weights };
}
