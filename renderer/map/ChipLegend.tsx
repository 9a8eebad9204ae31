import { useMemo } from "react";
import { useChips } from "../state/chips.ts";

/** What hatched and dark chips mean, while there are any to come. */
export function ChipLegend() {
  const chips = useChips((state) => state.chips);
  const kinds = useMemo(() => new Set(chips.map((chip) => chip.status)), [chips]);
  if (!kinds.has("pending")) return null;
  return (
    <div className="chip-legend float">
      <span>
        <i className="saved" /> saved
      </span>
      <span>
        <i className="pending" /> to come
      </span>
      {kinds.has("skipped") && (
        <span>
          <i className="skipped" /> skipped
        </span>
      )}
    </div>
  );
}
