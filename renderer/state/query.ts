import { create } from "zustand";
import type { ChipId } from "../../models/vocabulary/ids.ts";
import type { SearchExample } from "../../native/contract/search.ts";

/** What is asked for: examples to be like, and examples to be unlike. */
export interface Query {
  readonly like: readonly SearchExample[];
  readonly unlike: readonly SearchExample[];
}

/** The present query between those before it and those taken back. */
export interface QueryHistory {
  readonly past: readonly Query[];
  readonly query: Query;
  readonly future: readonly Query[];
}

export const emptyQuery: Query = { like: [], unlike: [] };

interface QueryState extends QueryHistory {
  /** Counts what the user changed; answers that only fill in chips do not count, or a search would start the next. */
  readonly revision: number;
}

export const useQuery = create<QueryState>()(() => ({
  past: [],
  query: emptyQuery,
  future: [],
  revision: 0,
}));

/** Asks anew, so that the query before it can be had back. */
export function setQuery(next: Query): void {
  useQuery.setState(({ past, query, revision }) => ({
    past: [...past, query],
    query: next,
    future: [],
    revision: revision + 1,
  }));
}

/** Puts an example into the query in the way the click asked for. */
export function addExample(example: SearchExample, how: "search" | "like" | "unlike"): void {
  setQuery(withExample(useQuery.getState().query, example, how));
}

export function removeExample(example: SearchExample): void {
  const { like, unlike } = useQuery.getState().query;
  const isOther = (kept: SearchExample) => kept !== example;
  setQuery({ like: like.filter(isOther), unlike: unlike.filter(isOther) });
}

/** Replaces places by the chips they turned out to be; not a step of its own to undo. */
export function resolveExamples(like: readonly ChipId[], unlike: readonly ChipId[]): void {
  const chip = (chipId: ChipId): SearchExample => ({ kind: "chip", chipId });
  useQuery.setState({ query: { like: like.map(chip), unlike: unlike.map(chip) } });
}

export function undoQuery(): void {
  useQuery.setState((state) =>
    state.past.length === 0 ? state : { ...undo(state), revision: state.revision + 1 },
  );
}

export function redoQuery(): void {
  useQuery.setState((state) =>
    state.future.length === 0 ? state : { ...redo(state), revision: state.revision + 1 },
  );
}

/** A plain search starts over; like and unlike add to what is there, and an example is never on both sides. */
export function withExample(query: Query, example: SearchExample, how: "search" | "like" | "unlike"): Query {
  if (how === "search") return { like: [example], unlike: [] };
  const isOther = (kept: SearchExample) => !isSameExample(kept, example);
  const like = query.like.filter(isOther);
  const unlike = query.unlike.filter(isOther);
  return how === "like" ? { like: [...like, example], unlike } : { like, unlike: [...unlike, example] };
}

export function undo(history: QueryHistory): QueryHistory {
  const query = history.past.at(-1);
  if (!query) return history;
  return { past: history.past.slice(0, -1), query, future: [history.query, ...history.future] };
}

export function redo(history: QueryHistory): QueryHistory {
  const [query, ...future] = history.future;
  if (!query) return history;
  return { past: [...history.past, history.query], query, future };
}

function isSameExample(a: SearchExample, b: SearchExample): boolean {
  if (a.kind === "chip") return b.kind === "chip" && a.chipId === b.chipId;
  return b.kind === "place" && a.at[0] === b.at[0] && a.at[1] === b.at[1] && a.sceneId === b.sceneId;
}
