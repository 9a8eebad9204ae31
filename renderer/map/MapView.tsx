import { useEffect, useRef, useState } from "react";
import "ol/ol.css";
import "./map.css";
import { useShownHits } from "../state/answer.ts";
import { useScenes } from "../state/scenes.ts";
import { useView } from "../state/view.ts";
import { announceChip } from "./announce.ts";
import { ChipLegend } from "./ChipLegend.tsx";
import { MapScale } from "./MapScale.tsx";
import { MapTools } from "./MapTools.tsx";
import { ScenePicker } from "./ScenePicker.tsx";
import { useLiveMap } from "./useLiveMap.ts";
import { useMapKeys } from "./useMapKeys.ts";
import { useMapPointer } from "./useMapPointer.ts";

/** The map: the one place that shows scenes, chips and hits on the ground. */
export function MapView() {
  const target = useRef<HTMLDivElement>(null);
  const [isAttended, setIsAttended] = useState(false);
  const live = useLiveMap(target);
  useMapPointer(live);
  const keys = useMapKeys(live);
  const hits = useShownHits();
  const hasScenes = useScenes((state) => state.scenes.length > 0);
  const isGridShown = useView((state) => state.isGridShown);
  useEffect(() => live?.chips.grid.setVisible(isGridShown && isAttended), [live, isGridShown, isAttended]);
  return (
    <div
      className="map"
      onPointerEnter={() => setIsAttended(true)}
      onPointerLeave={() => setIsAttended(false)}
      data-empty={!hasScenes}
    >
      <div
        ref={target}
        className="map-canvas"
        role="application"
        aria-label="Map"
        aria-describedby="map-keys"
        data-area="map"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows walk cells here
        tabIndex={0}
        onKeyDown={keys.onKeyDown}
        onFocus={() => setIsAttended(true)}
        onBlur={keys.onBlur}
      />
      <span id="map-keys" className="unseen">
        Arrow keys walk the chips, Enter searches from the focused one, P adds it as like this, M as unlike.
      </span>
      <span className="unseen" role="status" aria-label="Focused chip">
        {keys.focused && announceChip(keys.focused, hits)}
      </span>
      {hasScenes && live && <MapTools map={live.map} />}
      {hasScenes && <ScenePicker />}
      {hasScenes && <ChipLegend />}
      {hasScenes && live && <MapScale map={live.map} />}
      {!hasScenes && <span className="map-source micro t3">Natural Earth, on disk</span>}
    </div>
  );
}
