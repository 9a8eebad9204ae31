import type OlMap from "ol/Map.js";
import { getPointResolution } from "ol/proj.js";
import { useEffect, useState } from "react";
import { type ScaleBar, scaleBar } from "./scaleBar.ts";

const widestPixels = 140;

/** A round length in the lower right corner. */
export function MapScale({ map }: { readonly map: OlMap }) {
  const [bar, setBar] = useState<ScaleBar | null>(null);
  useEffect(() => {
    const measure = () => {
      const view = map.getView();
      const metersPerPixel = getPointResolution(
        "EPSG:3857",
        view.getResolution() ?? 1,
        view.getCenter() ?? [0, 0],
      );
      setBar(scaleBar(metersPerPixel, widestPixels));
    };
    measure();
    map.on("moveend", measure);
    return () => map.un("moveend", measure);
  }, [map]);
  if (!bar) return null;
  return (
    <div className="map-scale">
      <span>{bar.label}</span>
      <i style={{ width: bar.widthPixels }} />
    </div>
  );
}
