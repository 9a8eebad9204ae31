import type OlMap from "ol/Map.js";
import { activeScene, useScenes } from "../state/scenes.ts";
import { flyTo, useView } from "../state/view.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { zoomBy } from "./createMap.ts";

/** The small column of map buttons. */
export function MapTools({ map }: { readonly map: OlMap }) {
  const isGridShown = useView((state) => state.isGridShown);
  const scene = useScenes(activeScene);
  return (
    <div className="map-tools float" role="toolbar" aria-label="Map tools" aria-orientation="vertical">
      <IconButton icon="plus" label="Zoom in" keys="+" side="right" onClick={() => zoomBy(map, 1)} />
      <IconButton icon="minus" label="Zoom out" keys="−" side="right" onClick={() => zoomBy(map, -1)} />
      <IconButton
        icon="fit"
        label="Show the whole scene"
        side="right"
        disabled={scene === null}
        onClick={() => scene && flyTo(scene.bounds)}
      />
      <hr />
      <IconButton
        icon="grid"
        label="Chip grid"
        keys="G"
        side="right"
        isOn={isGridShown}
        onClick={() => useView.setState({ isGridShown: !isGridShown })}
      />
    </div>
  );
}
