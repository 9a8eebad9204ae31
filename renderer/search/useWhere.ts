import { useEffect } from "react";
import type { ChipId } from "../../models/vocabulary/ids.ts";
import { useAnswer } from "../state/answer.ts";
import { useEncoders } from "../state/encoders.ts";
import { askWhere, stopAsking, useWhereIn, whyNotWhere } from "../state/whereIn.ts";

/** Asks where in the selected hit it looks like the query, while that is wanted; answers why it cannot be told. */
export function useWhere(chipId: ChipId): { readonly isOn: boolean; readonly reason: string | null } {
  const answer = useAnswer((state) => state.answer);
  const encoders = useEncoders((state) => state.encoders);
  const isWanted = useWhereIn((state) => state.isOn);
  const reason = whyNotWhere(answer, encoders);
  const isOn = isWanted && reason === null;
  useEffect(() => {
    if (!isOn || answer === null) return;
    void askWhere(chipId, answer);
    return stopAsking;
  }, [isOn, chipId, answer]);
  return { isOn, reason };
}
