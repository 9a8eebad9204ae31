import type { SearchAnswer, SearchHit } from "../../native/contract/search.ts";

const fewestShown = 10;
const mostShown = 24;

/** A first cut: a tenth of what was scored, but a strip that is neither bare nor endless. */
export function defaultThreshold(answer: SearchAnswer, candidates: readonly SearchHit[]): number {
  const wanted = Math.min(mostShown, Math.max(fewestShown, Math.round(answer.scanned / 10)));
  const last = candidates[Math.min(wanted, candidates.length) - 1];
  return last ? last.cosineSimilarity : answer.histogram.low;
}

/** How many chips lie at or above a threshold; below the last hit it is counted from the histogram. */
export function countAbove(answer: SearchAnswer, threshold: number): number {
  const { hits, histogram } = answer;
  const last = hits.at(-1);
  const isCovered = hits.length >= answer.scanned || (last && last.cosineSimilarity < threshold);
  if (isCovered) return hits.filter((hit) => hit.cosineSimilarity >= threshold).length;
  const step = (histogram.high - histogram.low) / histogram.counts.length;
  const above = histogram.counts.filter((_, bin) => histogram.low + (bin + 0.5) * step >= threshold);
  return Math.max(
    hits.length,
    above.reduce((sum, count) => sum + count, 0),
  );
}

/** The threshold that shows one hit more or one less, for the keys , and . ; hits of equal score go together. */
export function stepThreshold(
  candidates: readonly SearchHit[],
  threshold: number,
  step: "more" | "fewer",
): number {
  const scores = candidates.map((hit) => hit.cosineSimilarity);
  const lastShown = scores.findLast((score) => score >= threshold);
  const next =
    step === "more"
      ? scores.find((score) => score < threshold)
      : scores.findLast((score) => lastShown !== undefined && score > lastShown);
  return next ?? threshold;
}
