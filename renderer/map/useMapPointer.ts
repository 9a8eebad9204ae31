import type MapBrowserEvent from "ol/MapBrowserEvent.js";
import { useEffect } from "react";
import type { ChipSummary, SceneSummary } from "../../native/contract/scenes.ts";
import { hint } from "../state/notice.ts";
import { chooseScene, useScenes } from "../state/scenes.ts";
import { flyTo, usePointer } from "../state/view.ts";
import { showOne } from "./chipLayers.ts";
import type { LiveMap } from "./createMap.ts";
import { lonLatOf } from "./project.ts";
import { howOf, searchFrom } from "./searchFromChip.ts";

const smallestCellToHitPixels = 6;

/** Hover shows the grid and the cell; a click searches, or goes closer where cells are too small to hit. */
export function useMapPointer(live: LiveMap | null): void {
  useEffect(() => {
    if (!live) return;
    const { map, chips } = live;
    const onMove = (event: MapBrowserEvent) => {
      if (event.dragging) return;
      usePointer.setState({ at: lonLatOf(event.coordinate) });
      const chip = chipUnder(live, event.coordinate);
      showOne(
        chips.hover,
        chip && cellPixels(live, event.coordinate) >= smallestCellToHitPixels ? chip.footprint : null,
      );
    };
    const onClick = (event: MapBrowserEvent) => {
      if (event.originalEvent instanceof MouseEvent) click(live, event.coordinate, event.originalEvent);
    };
    const leave = () => {
      showOne(chips.hover, null);
      usePointer.setState({ at: null });
    };
    const element = map.getTargetElement();
    map.on("pointermove", onMove);
    map.on("click", onClick);
    element?.addEventListener("pointerleave", leave);
    return () => {
      map.un("pointermove", onMove);
      map.un("click", onClick);
      element?.removeEventListener("pointerleave", leave);
    };
  }, [live]);
}

function click(live: LiveMap, coordinate: number[], keys: MouseEvent): void {
  const scene = sceneUnder(live, coordinate);
  const chip = chipUnder(live, coordinate);
  const isTooSmall = cellPixels(live, coordinate) < smallestCellToHitPixels;
  if (chip && !isTooSmall) searchFrom(chip, howOf(keys));
  else if (scene) showScene(scene);
  else if (useScenes.getState().scenes.length > 0)
    hint("No scene covers this place. Click inside an outline.");
}

function showScene(scene: SceneSummary): void {
  chooseScene(scene.id);
  flyTo(scene.bounds);
}

function chipUnder(live: LiveMap, coordinate: number[]): ChipSummary | null {
  return live.chips.grid.getSource()?.getFeaturesAtCoordinate(coordinate)[0]?.get("chip") ?? null;
}

function cellPixels(live: LiveMap, coordinate: number[]): number {
  const cell = live.chips.grid.getSource()?.getFeaturesAtCoordinate(coordinate)[0]?.getGeometry();
  const [minX = 0, , maxX = 0] = cell?.getExtent() ?? [];
  return (maxX - minX) / (live.map.getView().getResolution() ?? 1);
}

function sceneUnder(live: LiveMap, coordinate: number[]) {
  const { scenes } = useScenes.getState();
  const features = live.footprints.getSource()?.getFeaturesAtCoordinate(coordinate) ?? [];
  const ids = new Set(features.map((feature) => feature.get("sceneId")));
  return scenes.find((scene) => ids.has(scene.id)) ?? nearbyDot(live, coordinate);
}

// Far out a scene is a dot; its outline is too small to be clicked.
function nearbyDot(live: LiveMap, coordinate: number[]) {
  const reach = 10 * (live.map.getView().getResolution() ?? 1);
  const [x = 0, y = 0] = coordinate;
  const found = live.footprints
    .getSource()
    ?.getFeaturesInExtent([x - reach, y - reach, x + reach, y + reach])[0];
  const isDot = found && cellWidth(found.getGeometry()?.getExtent()) < 2 * reach;
  return isDot ? useScenes.getState().scenes.find((scene) => scene.id === found.get("sceneId")) : undefined;
}

function cellWidth(extent: readonly number[] | undefined): number {
  const [minX = 0, , maxX = 0] = extent ?? [];
  return maxX - minX;
}
