import { useComputedColorScheme } from "@mantine/core";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { ChipSummary } from "../../native/contract/scenes.ts";
import type { SearchAnswer } from "../../native/contract/search.ts";
import { useAnswer, useShownHits } from "../state/answer.ts";
import { useChips } from "../state/chips.ts";
import { useFilters } from "../state/filters.ts";
import { activeScene, useScenes } from "../state/scenes.ts";
import { useSelection } from "../state/selection.ts";
import { useView } from "../state/view.ts";
import { useWhereIn } from "../state/whereIn.ts";
import { showChips, showMarks, showOne, showPatches } from "./chipLayers.ts";
import { createMap, fly, type LiveMap, viewBounds } from "./createMap.ts";
import { drawnScenes, uppermost } from "./drawnScenes.ts";
import { marks } from "./marks.ts";
import { showFootprints, showSceneTiles } from "./sceneLayers.ts";

/** Makes the map once and keeps it in step with the stores. */
export function useLiveMap(target: RefObject<HTMLElement | null>): LiveMap | null {
  const [live, setLive] = useState<LiveMap | null>(null);
  useEffect(() => {
    if (!target.current) return;
    const made = createMap();
    made.map.setTarget(target.current);
    made.map.on("moveend", () => useView.setState({ mapBounds: viewBounds(made.map) }));
    setLive(made);
    return () => made.map.setTarget();
  }, [target]);
  useTheme(live);
  useScenesOnMap(live);
  useChipsOnMap(live);
  useMarksOnMap(live);
  usePatchesOnMap(live);
  useFlights(live);
  return live;
}

function useTheme(live: LiveMap | null): void {
  const scheme = useComputedColorScheme("light");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which changes with the scheme
  useEffect(() => {
    // The page takes the scheme over in an effect of its own, which may come after this one.
    const frame = requestAnimationFrame(() => live?.basemap.recolour());
    return () => cancelAnimationFrame(frame);
  }, [live, scheme]);
}

function useScenesOnMap(live: LiveMap | null): void {
  const { scenes, chosenId, hiddenIds } = useScenes();
  useEffect(() => {
    if (!live) return;
    const activeId = activeScene({ scenes, chosenId })?.id ?? null;
    showSceneTiles(live.tiles, drawnScenes(scenes, activeId, hiddenIds));
    showFootprints(live.footprints, uppermost(scenes, activeId), activeId);
  }, [live, scenes, chosenId, hiddenIds]);
}

function useChipsOnMap(live: LiveMap | null): void {
  const chips = useChips((state) => state.chips);
  useEffect(() => {
    if (live) showChips(live.chips, chips);
  }, [live, chips]);
}

function useMarksOnMap(live: LiveMap | null): void {
  const answer = useAnswer((state) => state.answer);
  const hits = useShownHits();
  const chips = useChips((state) => state.chips);
  const selectedId = useSelection((state) => state.chipId);
  const activeSceneId = useScenes((state) => activeScene(state)?.id ?? null);
  const area = useFilters((state) => state.area);
  const asked = useAskedChips(answer, chips);
  const shown = useMemo(
    () => marks({ answer, hits, chips: asked, selectedId, activeSceneId }),
    [answer, hits, asked, selectedId, activeSceneId],
  );
  useEffect(() => {
    if (live) showMarks(live.chips, shown);
  }, [live, shown]);
  useEffect(() => {
    if (!live) return;
    const [west, south, east, north] = area ?? [0, 0, 0, 0];
    showOne(
      live.area,
      area && [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    );
  }, [live, area]);
}

function usePatchesOnMap(live: LiveMap | null): void {
  const { isOn, patches } = useWhereIn();
  const hits = useShownHits();
  const selectedId = useSelection((state) => state.chipId);
  useEffect(() => {
    if (!live) return;
    const hit = hits.find(({ chipId }) => chipId === selectedId && chipId === patches?.chipId);
    showPatches(live.chips, isOn ? patches : null, hit?.footprint ?? null);
  }, [live, isOn, patches, hits, selectedId]);
}

// A chip asked from stays on the map when another date is shown, whose chips do not hold it.
function useAskedChips(answer: SearchAnswer | null, chips: readonly ChipSummary[]): readonly ChipSummary[] {
  const known = useRef<readonly ChipSummary[]>([]);
  return useMemo(() => {
    const wanted = new Set(answer ? [...answer.query.like, ...answer.query.unlike] : []);
    const found = [...chips, ...known.current].filter((chip) => wanted.delete(chip.id));
    known.current = found;
    return found;
  }, [answer, chips]);
}

function useFlights(live: LiveMap | null): void {
  const flight = useView((state) => state.flight);
  useEffect(() => {
    if (live && flight) fly(live.map, flight);
  }, [live, flight]);
}
