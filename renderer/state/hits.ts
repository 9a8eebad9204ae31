import type { SearchAnswer, SearchHit } from "../../native/contract/search.ts";

/** More than anybody walks through; the histogram counts the rest. */
const mostShown = 300;

/**
 * Candidates for showing, best first and ranked anew: without the chips asked from, and, thinned, with the best date of
 * each place only. The place asked from is no answer to "where else".
 */
export function candidates(answer: SearchAnswer, isThinned: boolean): readonly SearchHit[] {
  const asked = new Set([...answer.query.like, ...answer.query.unlike]);
  const others = answer.hits.filter((hit) => !asked.has(hit.chipId));
  if (!isThinned) return others.map(ranked);
  const taken = new Set(answer.hits.filter((hit) => asked.has(hit.chipId)).map((hit) => hit.groundId));
  const best = others.filter((hit) => {
    const isFirst = !taken.has(hit.groundId);
    taken.add(hit.groundId);
    return isFirst;
  });
  return best.map(ranked);
}

/** Candidates at or above the threshold, as many as are worth drawing. */
export function aboveThreshold(hits: readonly SearchHit[], threshold: number): readonly SearchHit[] {
  const firstBelow = hits.findIndex((hit) => hit.cosineSimilarity < threshold);
  return hits.slice(0, firstBelow < 0 ? mostShown : Math.min(mostShown, firstBelow));
}

function ranked(hit: SearchHit, i: number): SearchHit {
  return { ...hit, rank: i + 1 };
}
