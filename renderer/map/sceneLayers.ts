import Feature from "ol/Feature.js";
import { Point, Polygon } from "ol/geom.js";
import type LayerGroup from "ol/layer/Group.js";
import TileLayer from "ol/layer/Tile.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import XYZ from "ol/source/XYZ.js";
import { Circle, Fill, Stroke, Style } from "ol/style.js";
import type { SceneSummary } from "../../native/contract/scenes.ts";
import { tiles } from "../engine/pictures.ts";
import { coordinateOf, extentOf } from "./project.ts";
import { lineColour } from "./styles.ts";

const equatorMetersPerPixel = 156_543.034;

/** The zoom at which a tile pixel is about one pixel of the scene; beyond it tiles are only enlarged. */
export function nativeZoom(gsdMeters: number, latitude: number): number {
  const metersAtZoom0 = equatorMetersPerPixel * Math.cos((latitude * Math.PI) / 180);
  return Math.max(0, Math.min(22, Math.ceil(Math.log2(metersAtZoom0 / gsdMeters))));
}

/** Keeps the group's tile layers in step with the scenes to draw; layers that stay are not touched. */
export function showSceneTiles(group: LayerGroup, topFirst: readonly SceneSummary[]): void {
  const known = new Map(
    group
      .getLayers()
      .getArray()
      .map((layer) => [layer.get("sceneId"), layer]),
  );
  const wanted = topFirst.toReversed().map((scene) => known.get(scene.id) ?? tileLayer(scene));
  const present = group.getLayers();
  if (wanted.length === present.getLength() && wanted.every((layer, i) => layer === present.item(i))) return;
  present.clear();
  present.extend(wanted);
}

function tileLayer(scene: SceneSummary): TileLayer {
  const latitude = (scene.bounds[1] + scene.bounds[3]) / 2;
  const layer = new TileLayer({
    extent: extentOf(scene.bounds),
    source: new XYZ({
      url: tiles(scene.id),
      maxZoom: nativeZoom(scene.gsdMeters, latitude),
      wrapX: false,
      transition: 0,
    }),
  });
  layer.set("sceneId", scene.id);
  return layer;
}

/** Outlines of all scenes; the active one is brighter. Dots where a scene would be too small to see. */
export function footprintLayer(): VectorLayer<VectorSource> {
  return new VectorLayer({ source: new VectorSource(), style: footprintStyle });
}

export function showFootprints(
  layer: VectorLayer<VectorSource>,
  scenes: readonly SceneSummary[],
  activeId: string | null,
): void {
  const features = scenes.map((scene) => {
    const ring = scene.footprint.map(coordinateOf);
    return new Feature({ geometry: new Polygon([ring]), sceneId: scene.id, isActive: scene.id === activeId });
  });
  layer.getSource()?.clear(true);
  layer.getSource()?.addFeatures(features);
}

const outline = thinLine("#FFFFFFB3", "#0E0F1166");
const activeOutline = thinLine("#FFFFFF", "#0E0F1199");
const dot = new Circle({
  radius: 5,
  fill: new Fill({ color: lineColour.hit }),
  stroke: new Stroke({ color: "#0E0F11", width: 1.5 }),
});

// Thinner than a mark's case: a frame round a whole scene must not outweigh what is in it.
function thinLine(color: string, around: string): Style[] {
  return [
    new Style({ stroke: new Stroke({ color: around, width: 3 }) }),
    new Style({ stroke: new Stroke({ color, width: 1 }) }),
  ];
}

function footprintStyle(feature: { getGeometry(): unknown; get(name: string): unknown }, resolution: number) {
  const geometry = feature.getGeometry();
  if (!(geometry instanceof Polygon)) return [];
  const [minX = 0, minY = 0, maxX = 0, maxY = 0] = geometry.getExtent();
  const pixels = (maxX - minX) / resolution;
  if (pixels < 12)
    return [new Style({ image: dot, geometry: new Point([(minX + maxX) / 2, (minY + maxY) / 2]) })];
  return feature.get("isActive") ? activeOutline : outline;
}
