import type { ChipSummary } from "../../native/contract/scenes.ts";
import { hint } from "../state/notice.ts";
import { addExample } from "../state/query.ts";
import { openRoom } from "../state/view.ts";

export type SearchHow = "search" | "like" | "unlike";

/** What a click with these keys held asks for. */
export function howOf(keys: { readonly shiftKey: boolean; readonly altKey: boolean }): SearchHow {
  return keys.altKey ? "unlike" : keys.shiftKey ? "like" : "search";
}

/** Puts a chip into the query, or says why it cannot be searched from. */
export function searchFrom(chip: ChipSummary, how: SearchHow): void {
  if (chip.status !== "embedded") hint(whyNotSearchable(chip));
  else {
    addExample({ kind: "chip", chipId: chip.id }, how);
    openRoom("search");
  }
}

function whyNotSearchable(chip: ChipSummary): string {
  if (chip.status === "pending") return "This chip is not indexed yet. Others can be searched already.";
  return chip.skipReason === "cloud"
    ? "This chip was skipped: too cloudy. Choose a clear place."
    : "This chip was skipped: too little of it was measured. Choose another place.";
}
