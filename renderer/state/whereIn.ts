import { create } from "zustand";
import type { ChipId } from "../../models/vocabulary/ids.ts";
import type { EncoderSummary, PatchSimilarity } from "../../native/contract/encoders.ts";
import type { SearchAnswer } from "../../native/contract/search.ts";
import { ask } from "../engine/engine.ts";
import { troubleOf } from "../engine/failure.ts";
import { useAnswer } from "./answer.ts";
import { useEncoders } from "./encoders.ts";
import { hint } from "./notice.ts";

interface WhereState {
  readonly isOn: boolean;
  /** Of the chip asked for last, or of one before it while that is worked out. */
  readonly patches: PatchSimilarity | null;
  readonly askedAt: number | null;
  /** Why the chip asked for last has none. */
  readonly trouble: string | null;
}

/** Where in the selected hit it looks like the query. */
export const useWhereIn = create<WhereState>()(() => ({
  isOn: false,
  patches: null,
  askedAt: null,
  trouble: null,
}));

/** Why a search cannot tell where in a chip; null where it can. */
export function whyNotWhere(answer: SearchAnswer | null, encoders: readonly EncoderSummary[]): string | null {
  const encoder = encoders.find(({ id }) => id === answer?.query.encoderId);
  if (encoder === undefined) return answer === null ? "Search first: it is told of a hit." : null;
  if (!encoder.isBuiltIn) return null;
  return "The built-in encoder sees a chip as a whole. A Clay encoder can tell where in it.";
}

export function toggleWhere(): void {
  const reason = whyNotWhere(useAnswer.getState().answer, useEncoders.getState().encoders);
  if (reason === null) useWhereIn.setState(({ isOn }) => ({ isOn: !isOn, patches: null, trouble: null }));
  else hint(reason);
}

/** Walking back and forth among hits works nothing out twice. */
const mostKept = 200;
const kept = new Map<string, PatchSimilarity>();
let newest: AbortController | null = null;

/** Works it out for a hit of this answer; what is asked for an earlier hit is taken back. */
export async function askWhere(chipId: ChipId, { query }: SearchAnswer): Promise<void> {
  newest?.abort();
  const key = JSON.stringify([chipId, query.encoderId, query.precision, query.like, query.unlike]);
  const known = kept.get(key);
  if (known !== undefined) return useWhereIn.setState({ patches: known, askedAt: null, trouble: null });
  const controller = new AbortController();
  newest = controller;
  useWhereIn.setState({ askedAt: Date.now(), trouble: null });
  const example = (one: ChipId) => ({ kind: "chip", chipId: one }) as const;
  const { encoderId, filters } = query;
  const request = {
    chipIds: [chipId],
    query: { like: query.like.map(example), unlike: query.unlike.map(example), filters, encoderId },
  };
  try {
    const [patches] = await ask((api) => api.whereInChips(request, { signal: controller.signal }));
    if (patches === undefined) throw new Error("The engine told of no patches.");
    keep(key, patches);
    if (!controller.signal.aborted) useWhereIn.setState({ patches, askedAt: null });
  } catch (error) {
    if (controller.signal.aborted) return;
    const trouble = troubleOf(error);
    const words = trouble.kind === "failure" ? trouble.sentence : "It could not be worked out.";
    useWhereIn.setState({ patches: null, askedAt: null, trouble: words });
  }
}

export function stopAsking(): void {
  newest?.abort();
  useWhereIn.setState({ askedAt: null });
}

function keep(key: string, patches: PatchSimilarity): void {
  kept.set(key, patches);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
