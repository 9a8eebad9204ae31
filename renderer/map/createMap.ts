import { containsExtent, getCenter } from "ol/extent.js";
import { defaults as defaultInteractions } from "ol/interaction/defaults.js";
import LayerGroup from "ol/layer/Group.js";
import type VectorLayer from "ol/layer/Vector.js";
import OlMap from "ol/Map.js";
import type VectorSource from "ol/source/Vector.js";
import View from "ol/View.js";
import type { LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { Flight } from "../state/view.ts";
import { type Basemap, basemap } from "./basemap.ts";
import { type ChipLayers, chipLayers } from "./chipLayers.ts";
import { boundsOfExtent, coordinateOf, extentOf } from "./project.ts";
import { footprintLayer } from "./sceneLayers.ts";

const flightMilliseconds = 220;

/** The one live map and its layers; React hands it new data and never draws itself. */
export interface LiveMap {
  readonly map: OlMap;
  readonly basemap: Basemap;
  readonly tiles: LayerGroup;
  readonly footprints: VectorLayer<VectorSource>;
  readonly chips: ChipLayers;
  readonly area: ChipLayers["hover"];
}

export function createMap(): LiveMap {
  const world = basemap();
  const tiles = new LayerGroup();
  const footprints = footprintLayer();
  const chips = chipLayers();
  const area = chipLayers().focus;
  const { state, grid, patches, hover, marks, focus } = chips;
  grid.setVisible(false);
  const map = new OlMap({
    layers: [...world.layers, tiles, state, grid, footprints, patches, area, marks, hover, focus],
    controls: [],
    interactions: defaultInteractions({
      altShiftDragRotate: false,
      pinchRotate: false,
      doubleClickZoom: false,
      keyboard: false,
    }),
    view: new View({
      center: coordinateOf([12, 24]),
      zoom: 2.4,
      minZoom: 1.5,
      maxZoom: 21,
      enableRotation: false,
    }),
  });
  return { map, basemap: world, tiles, footprints, chips, area };
}

/** Goes to a box, at once where motion is not wanted or the way is long. */
export function fly(map: OlMap, { bounds, onlyIfOutside }: Flight): void {
  const view = map.getView();
  const extent = extentOf(bounds);
  view.cancelAnimations();
  if (!onlyIfOutside) {
    const padding = [24, 24, 24, 24];
    view.fit(extent, { padding, duration: isFar(map, extent) ? 0 : flightDuration(), maxZoom: 19 });
  } else if (!containsExtent(view.calculateExtent(map.getSize()), extent)) {
    view.animate({ center: getCenter(extent), duration: flightDuration() });
  }
}

// On a long flight the tiles of every zoom passed would be asked for, and keep the wanted ones waiting.
function isFar(map: OlMap, extent: number[]): boolean {
  const view = map.getView();
  const zoomThere = view.getZoomForResolution(view.getResolutionForExtent(extent)) ?? 0;
  return Math.abs(zoomThere - (view.getZoom() ?? 0)) > 3;
}

export function viewBounds(map: OlMap): LonLatBounds | null {
  const size = map.getSize();
  return size ? boundsOfExtent(map.getView().calculateExtent(size)) : null;
}

export function zoomBy(map: OlMap, steps: number): void {
  const view = map.getView();
  const zoom = view.getZoom();
  if (zoom !== undefined) view.animate({ zoom: zoom + steps, duration: flightDuration() });
}

/** Moves the view by a share of its size. */
export function panBy(map: OlMap, right: number, up: number): void {
  const view = map.getView();
  const [x = 0, y = 0] = view.getCenter() ?? [];
  const [width = 0, height = 0] = map.getSize() ?? [];
  const resolution = view.getResolution() ?? 1;
  const center = [x + right * width * resolution, y + up * height * resolution];
  view.animate({ center, duration: flightDuration() });
}

function flightDuration(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : flightMilliseconds;
}
