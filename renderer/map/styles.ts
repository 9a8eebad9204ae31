import type { FeatureLike } from "ol/Feature.js";
import { Point, Polygon } from "ol/geom.js";
import { Fill, Stroke, Style, Text } from "ol/style.js";
import type { Mark } from "./marks.ts";

const casing = "#0E0F11BF";
const tile = "#0E0F11D1";

/** Line colours on imagery; the same in both themes, because the pictures are. */
export const lineColour = {
  hit: "#FFE14D",
  like: "#4FC3FF",
  unlike: "#FF8A4C",
  selected: "#FFFFFF",
} as const;

/** Smallest cell, in screen pixels, that is given a grid line. */
export const smallestGridCellPixels = 24;

const smallestRankedCellPixels = 34;
const smallestSignedCellPixels = 16;

/** Colour, width and words of a mark, before they become anything of `ol`. */
export function markLook(mark: Mark): { colour: string; width: number; dash: number[]; tag: string } {
  const colour = lineColour[mark.role];
  const tag = mark.role === "like" ? "+" : mark.role === "unlike" ? "−" : String(mark.rank ?? "");
  return { colour, width: mark.role === "hit" ? 2 : 2.5, dash: mark.isOtherDate ? [7, 4] : [], tag };
}

/** A line with its dark case of 1.2 pixels each side. */
export function cased(colour: string, width: number, dash: number[] = []): Style[] {
  return [
    new Style({ stroke: new Stroke({ color: casing, width: width + 2.4, lineJoin: "miter" }) }),
    new Style({ stroke: new Stroke({ color: colour, width, lineDash: dash, lineJoin: "miter" }) }),
  ];
}

/** All strokes and tiles of one mark; ranks only where the cell has room for them. */
export function markStyles(mark: Mark, cellPixels: number): Style[] {
  const { colour, width, dash, tag } = markLook(mark);
  const outline = cased(colour, width, dash);
  const ring = mark.isSelected ? cased(lineColour.selected, 3) : [];
  const smallest = mark.role === "hit" ? smallestRankedCellPixels : smallestSignedCellPixels;
  return cellPixels < smallest ? [...outline, ...ring] : [...outline, ...ring, tagStyle(tag, mark.role)];
}

function tagStyle(text: string, role: Mark["role"]): Style {
  const isExample = role !== "hit";
  return new Style({
    geometry: upperLeft,
    text: new Text({
      text,
      font: '600 10px "Inter Variable", sans-serif',
      fill: new Fill({ color: isExample ? "#06202E" : lineColour.hit }),
      backgroundFill: new Fill({ color: isExample ? lineColour[role] : tile }),
      padding: [2, 3, 0, 3],
      textAlign: "left",
      textBaseline: "top",
      offsetX: 5,
      offsetY: 4,
      overflow: true,
    }),
  });
}

function upperLeft(feature: FeatureLike) {
  const geometry = feature.getGeometry();
  if (!(geometry instanceof Polygon)) return;
  const corners = geometry.getCoordinates()[0] ?? [];
  const best = corners.reduce((a, b) => ((b[1] ?? 0) - (b[0] ?? 0) > (a[1] ?? 0) - (a[0] ?? 0) ? b : a));
  return new Point(best);
}

/** Diagonal hatching of chips that were skipped. */
export function hatching(): CanvasPattern | string {
  const size = 8;
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  if (!pen) return "#0E0F1166";
  pen.fillStyle = "#0E0F1159";
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = "#FFFFFFB3";
  pen.lineWidth = 1.2;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  return pen.createPattern(canvas, "repeat") ?? "#0E0F1166";
}
