import { useMemo } from "react";
import { create } from "zustand";
import type { SearchAnswer, SearchHit } from "../../native/contract/search.ts";
import { ask } from "../engine/engine.ts";
import { troubleOf } from "../engine/failure.ts";
import { searchFilters, useFilters } from "./filters.ts";
import { aboveThreshold, candidates } from "./hits.ts";
import { reportTrouble } from "./notice.ts";
import { resolveExamples, useQuery } from "./query.ts";
import { selectChip } from "./selection.ts";
import { defaultThreshold } from "./threshold.ts";

// Thinning to one hit a place needs many more than are shown: the same ground on every date comes first.
const hitLimit = 2000;

interface AnswerState {
  readonly answer: SearchAnswer | null;
  readonly isSearching: boolean;
  /** Lowest cosine that still counts as a hit. */
  readonly threshold: number;
  /** One hit a place: the best of its dates. */
  readonly isThinned: boolean;
}

export const useAnswer = create<AnswerState>()(() => ({
  answer: null,
  isSearching: false,
  threshold: 0,
  isThinned: true,
}));

let newest: AbortController | null = null;

/** Asks the engine what the query and the filters say now; a search still on its way is taken back. */
export async function search(): Promise<void> {
  newest?.abort();
  const { like, unlike } = useQuery.getState().query;
  if (like.length + unlike.length === 0) {
    selectChip(null);
    return useAnswer.setState({ answer: null, isSearching: false });
  }
  const controller = new AbortController();
  newest = controller;
  useAnswer.setState({ isSearching: true });
  try {
    const filters = searchFilters(useFilters.getState());
    const request = { like, unlike, filters, limit: hitLimit };
    const answer = await ask((api) => api.search(request, { signal: controller.signal }));
    if (controller.signal.aborted) return;
    const hits = candidates(answer, useAnswer.getState().isThinned);
    useAnswer.setState({ answer, isSearching: false, threshold: defaultThreshold(answer, hits) });
    selectChip(hits[0]?.chipId ?? null);
    resolveExamples(answer.query.like, answer.query.unlike);
  } catch (error) {
    if (controller.signal.aborted || troubleOf(error).kind === "aborted") return;
    useAnswer.setState({ isSearching: false });
    reportTrouble(error);
  }
}

/** Takes the value as it is: the histogram's knob and the number field are one value. */
export function setThreshold(threshold: number): void {
  useAnswer.setState({ threshold });
}

/** One hit a place, or every date of it. */
export function setThinned(isThinned: boolean): void {
  useAnswer.setState({ isThinned });
}

/** The hits that strip, map and panel agree on. */
export function useShownHits(): readonly SearchHit[] {
  const { answer, threshold, isThinned } = useAnswer();
  const all = useMemo(() => (answer ? candidates(answer, isThinned) : []), [answer, isThinned]);
  return useMemo(() => aboveThreshold(all, threshold), [all, threshold]);
}
