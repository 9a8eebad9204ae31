import type { ChipSummary } from "../../native/contract/scenes.ts";
import type { SearchHit } from "../../native/contract/search.ts";
import { day, percentile } from "../ui/format.ts";

/** What is read out for the cell under the keyboard. */
export function announceChip(chip: ChipSummary, hits: readonly SearchHit[]): string {
  const parts = ["Chip"];
  const hit = hits.find(({ chipId }) => chipId === chip.id);
  if (hit) parts.push(`rank ${hit.rank} of ${hits.length}`, `percentile ${percentile(hit.percentile)}`);
  parts.push(day(chip.acquiredAt));
  if (chip.status === "skipped")
    parts.push(chip.skipReason === "cloud" ? "skipped, cloud" : "skipped, no data");
  if (chip.status === "pending") parts.push("not indexed yet");
  return parts.join(", ");
}
