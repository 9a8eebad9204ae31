import type { Samples } from "../../native/raster/pixels/rasterReader.ts";

/** Enough of a plane to notice one wrong pixel, and two that were swapped; as the golden scripts compute it. */
export function summaryOf(plane: Samples) {
  let [min, max, sum, weightedSum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const [index, value] of plane.entries()) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    weightedSum += value * ((index % 251) + 1);
  }
  return { min, max, sum, weightedSum };
}
