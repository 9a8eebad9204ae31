import Feature from "ol/Feature.js";
import { LineString, Polygon } from "ol/geom.js";
import VectorLayer from "ol/layer/Vector.js";
import { fromLonLat } from "ol/proj.js";
import VectorSource from "ol/source/Vector.js";
import { Fill, Stroke, Style } from "ol/style.js";
import fineUrl from "world-atlas/countries-50m.json?url";
import { unwrapLine, unwrapRing, worldCopies } from "./antimeridian.ts";
import { coarseUrl, loadWorld } from "./world.ts";

/** Land, coasts and borders of Natural Earth, from this disk. */
export interface Basemap {
  readonly layers: readonly VectorLayer[];
  /** Takes the theme's colours anew. */
  readonly recolour: () => void;
}

const fineFromZoom = 4;

export function basemap(): Basemap {
  const graticule = new VectorLayer({ source: new VectorSource({ features: graticuleLines() }) });
  const coarse = countries(coarseUrl, { maxZoom: fineFromZoom });
  const fine = countries(fineUrl, { minZoom: fineFromZoom });
  const recolour = () => {
    const line = new Stroke({ color: token("--line"), width: 0.8 });
    const land = new Style({ fill: new Fill({ color: token("--land") }), stroke: line });
    for (const { lands, borders } of [coarse, fine]) {
      lands.setStyle(land);
      borders.setStyle(new Style({ stroke: line }));
    }
    graticule.setStyle(new Style({ stroke: new Stroke({ color: token("--line-subtle"), width: 1 }) }));
  };
  recolour();
  return { layers: [graticule, coarse.lands, coarse.borders, fine.lands, fine.borders], recolour };
}

interface Countries {
  readonly lands: VectorLayer;
  readonly borders: VectorLayer;
}

function countries(url: string, zooms: { readonly minZoom?: number; readonly maxZoom?: number }): Countries {
  const layers = { lands: new VectorLayer(zooms), borders: new VectorLayer(zooms) };
  void fill(layers, url);
  return layers;
}

async function fill({ lands, borders }: Countries, url: string): Promise<void> {
  const world = await loadWorld(url);
  lands.setSource(new VectorSource({ features: world.lands.flatMap(landFeatures) }));
  borders.setSource(new VectorSource({ features: world.borders.flatMap(borderFeatures) }));
}

// Inland seas are rings of their own; only the outer ring ever meets the edge of the world.
function landFeatures([outer = [], ...holes]: number[][][]): Feature[] {
  return worldCopies(unwrapRing(outer)).map(
    (ring) => new Feature(new Polygon([ring, ...holes].map(projected))),
  );
}

function borderFeatures(line: number[][]): Feature[] {
  return worldCopies(unwrapLine(line)).map((part) => new Feature(new LineString(projected(part))));
}

function projected(line: number[][]): number[][] {
  return line.map(([longitude = 0, latitude = 0]) => fromLonLat([longitude, Math.max(-85, latitude)]));
}

function graticuleLines(): Feature[] {
  const to = (step: number, limit: number) =>
    Array.from({ length: Math.floor((2 * limit) / step) + 1 }, (_, i) => i * step - limit);
  const meridians = to(30, 180).map((longitude) => [
    fromLonLat([longitude, -84]),
    fromLonLat([longitude, 84]),
  ]);
  const parallels = to(20, 80).map((latitude) => [fromLonLat([-180, latitude]), fromLonLat([180, latitude])]);
  return [...meridians, ...parallels].map((line) => new Feature(new LineString(line)));
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
