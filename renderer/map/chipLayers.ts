import Feature from "ol/Feature.js";
import { Polygon } from "ol/geom.js";
import VectorLayer from "ol/layer/Vector.js";
import VectorSource from "ol/source/Vector.js";
import { Fill, Stroke, Style } from "ol/style.js";
import type { Footprint } from "../../models/vocabulary/geometry.ts";
import type { PatchSimilarity } from "../../native/contract/encoders.ts";
import type { ChipSummary } from "../../native/contract/scenes.ts";
import { scorePixels, scoreRamp } from "../ui/scoreRamp.ts";
import type { Mark } from "./marks.ts";
import { patchCells } from "./patchCells.ts";
import { coordinateOf } from "./project.ts";
import { hatching, lineColour, markStyles, smallestGridCellPixels } from "./styles.ts";

export type Vectors = VectorLayer<VectorSource>;

/** The live layers of chips, lowest first. */
export interface ChipLayers {
  /** All chips, drawn as grid lines while the pointer or the keyboard is on the map. */
  readonly grid: Vectors;
  /** Skipped chips hatched, chips to come dimmed. */
  readonly state: Vectors;
  /** Patches of the selected chip, coloured by how like the query they are. */
  readonly patches: Vectors;
  readonly hover: Vectors;
  readonly marks: Vectors;
  readonly focus: Vectors;
}

export function chipLayers(): ChipLayers {
  const skipped = new Style({ fill: new Fill({ color: hatching() }) });
  const pending = new Style({ fill: new Fill({ color: "#0E0F1194" }) });
  const grid = new Style({ stroke: new Stroke({ color: "#FFFFFF33", width: 1 }) });
  const isRoomy = (feature: { getGeometry(): unknown }, resolution: number, least: number) =>
    cellPixels(feature, resolution) >= least;
  return {
    state: layer((feature, resolution) => {
      if (!isRoomy(feature, resolution, 6)) return [];
      return feature.get("status") === "skipped" ? [skipped] : [pending];
    }),
    grid: layer((feature, resolution) =>
      isRoomy(feature, resolution, smallestGridCellPixels) ? [grid] : [],
    ),
    patches: layer((feature) => [new Style({ fill: new Fill({ color: feature.get("colour") }) })]),
    hover: layer(() => [new Style({ stroke: new Stroke({ color: "#FFFFFF", width: 1 }) })]),
    marks: layer((feature, resolution) => {
      const mark: Mark = feature.get("mark");
      return markStyles(mark, cellPixels(feature, resolution));
    }),
    focus: layer(() => [
      new Style({ stroke: new Stroke({ color: "#0E0F11", width: 5 }) }),
      new Style({ stroke: new Stroke({ color: lineColour.selected, width: 3, lineDash: [5, 4] }) }),
    ]),
  };
}

function layer(style: (feature: Feature, resolution: number) => Style[]): Vectors {
  return new VectorLayer({
    source: new VectorSource(),
    style: (feature, resolution) => (feature instanceof Feature ? style(feature, resolution) : []),
    updateWhileInteracting: true,
    updateWhileAnimating: true,
  });
}

export function showChips(layers: ChipLayers, chips: readonly ChipSummary[]): void {
  replace(layers.grid, chips.map(chipFeature));
  replace(layers.state, chips.filter((chip) => chip.status !== "embedded").map(chipFeature));
}

export function showMarks(layers: ChipLayers, marks: readonly Mark[]): void {
  replace(
    layers.marks,
    marks.map((mark) => new Feature({ geometry: polygon(mark.footprint), mark })),
  );
}

/** Draws a heat map over a chip, or takes it away. */
export function showPatches(
  layers: ChipLayers,
  patches: PatchSimilarity | null,
  footprint: Footprint | null,
): void {
  const cells = patches && footprint ? patchCells(footprint, patches.grid) : [];
  const pixels = scorePixels(patches?.cosines ?? [], scoreRamp());
  replace(
    layers.patches,
    cells.map((cell, i) => {
      const [red, green, blue] = pixels.subarray(4 * i);
      return new Feature({ geometry: polygon(cell), colour: `rgb(${red} ${green} ${blue} / 0.72)` });
    }),
  );
}

/** Draws at most one outline in a layer. */
export function showOne(target: Vectors, footprint: Footprint | null): void {
  replace(target, footprint ? [new Feature({ geometry: polygon(footprint) })] : []);
}

function replace(target: Vectors, features: Feature[]): void {
  target.getSource()?.clear(true);
  target.getSource()?.addFeatures(features);
}

function chipFeature(chip: ChipSummary): Feature {
  return new Feature({ geometry: polygon(chip.footprint), chip, status: chip.status });
}

function polygon(footprint: Footprint): Polygon {
  return new Polygon([footprint.map(coordinateOf)]);
}

function cellPixels(feature: { getGeometry(): unknown }, resolution: number): number {
  const geometry = feature.getGeometry();
  if (!(geometry instanceof Polygon)) return 0;
  const [minX = 0, , maxX = 0] = geometry.getExtent();
  return (maxX - minX) / resolution;
}
