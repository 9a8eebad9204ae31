import { type KeyboardEvent, useCallback, useEffect, useState } from "react";
import type { ChipSummary } from "../../native/contract/scenes.ts";
import { useChips } from "../state/chips.ts";
import { boundsOf, flyTo, usePointer } from "../state/view.ts";
import { showOne } from "./chipLayers.ts";
import { type LiveMap, panBy, zoomBy } from "./createMap.ts";
import { lonLatOf } from "./project.ts";
import { type SearchHow, searchFrom } from "./searchFromChip.ts";
import { centreOf, type Direction, nearestChip, neighbourChip } from "./walk.ts";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const searches: Record<string, SearchHow> = {
  Enter: "search",
  p: "like",
  P: "like",
  m: "unlike",
  M: "unlike",
};
const zooms: Record<string, number> = { "+": 1, "=": 1, "-": -1, "−": -1 };

interface MapKeys {
  readonly focused: ChipSummary | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
}

/** Walks a focused cell with the arrows; Enter searches from it, P and M add it. */
export function useMapKeys(live: LiveMap | null): MapKeys {
  const [focused, setFocused] = useState<ChipSummary | null>(null);
  const chips = useChips((state) => state.chips);
  useEffect(() => {
    if (live) showOne(live.chips.focus, focused?.footprint ?? null);
  }, [live, focused]);
  const focus = useCallback((chip: ChipSummary) => {
    setFocused(chip);
    usePointer.setState({ at: centreOf(chip) });
    flyTo(boundsOf(chip.footprint), true);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!live || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = focused && chips.some((chip) => chip.id === focused.id) ? focused : null;
    const start = () => here ?? nearestChip(chips, lonLatOf(live.map.getView().getCenter() ?? [0, 0]));
    const direction = arrows[event.key];
    const how = searches[event.key];
    const zoom = zooms[event.key];
    if (direction && event.shiftKey) pan(live, direction);
    else if (direction) {
      const next = here ? neighbourChip(chips, here, direction) : start();
      if (next) focus(next);
    } else if (how) {
      const chip = start();
      if (chip) focus(chip);
      if (chip) searchFrom(chip, how);
    } else if (zoom) zoomBy(live.map, zoom);
    else return;
    event.preventDefault();
  };
  return { focused, onKeyDown, onBlur: () => setFocused(null) };
}

function pan(live: LiveMap, direction: Direction): void {
  const right = { left: -0.25, right: 0.25, up: 0, down: 0 }[direction];
  const up = { left: 0, right: 0, up: 0.25, down: -0.25 }[direction];
  panBy(live.map, right, up);
}
