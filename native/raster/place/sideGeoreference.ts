import { XMLParser } from "fast-xml-parser";
import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { GroundControlPoint } from "./gcps.ts";

const lineCount = 6;

/**
 * The transform of an ESRI world file (.tfw, .jgw, .wld): six lines that place the middle of the first pixel. Null
 * where the text is no world file.
 */
export function transformFromWorldFile(text: string): Transform | null {
  const lines = text
    .trim()
    .split(/\s+/)
    .map((line) => Number(line.replace(",", ".")));
  if (lines.length !== lineCount || !lines.every(Number.isFinite)) return null;
  const [a, d, b, e, x, y] = lines as [number, number, number, number, number, number];
  if (a * e - b * d === 0) return null;
  return [a, b, x - (a + b) / 2, d, e, y - (d + e) / 2];
}

/** What GDAL's side file (.aux.xml, PAM) says of a raster's place; null where it says nothing of it. */
export interface PamGeoreference {
  /** Well-known text of the CRS, of the control points where there is no transform. */
  readonly wkt: string | null;
  readonly transform: Transform | null;
  readonly gcps: readonly GroundControlPoint[];
}

/** Entities are read, as the well-known text in these files is full of `&quot;`. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  textNodeName: "text",
  parseTagValue: false,
  isArray: (name) => name === "GCP",
});

/** Reads the georeference out of a .aux.xml; pixels of its control points are corners, as GDAL writes them. */
export function georeferenceFromPam(xml: string): PamGeoreference | null {
  const dataset = parse(xml)?.PAMDataset;
  if (typeof dataset !== "object" || dataset === null) return null;
  const { SRS, GeoTransform, GCPList } = dataset as Record<string, unknown>;
  const list = (typeof GCPList === "object" ? GCPList : {}) as Record<string, unknown>;
  const wkt = textOf(SRS) ?? textOf(list.Projection);
  const transform = transformFromGdal(textOf(GeoTransform) ?? "");
  const gcps = ((list.GCP ?? []) as Record<string, string>[])
    .map(({ Pixel, Line, X, Y }) => ({
      column: Number(Pixel),
      row: Number(Line),
      x: Number(X),
      y: Number(Y),
    }))
    .filter((point) => Object.values(point).every(Number.isFinite));
  return wkt === null && transform === null && gcps.length === 0 ? null : { wkt, transform, gcps };
}

function parse(xml: string): Record<string, unknown> | null {
  try {
    return parser.parse(xml) as Record<string, unknown>;
  } catch {
    return null;
  }
}

function textOf(node: unknown): string | null {
  const text = typeof node === "object" && node !== null ? (node as { text?: unknown }).text : node;
  return typeof text === "string" && text.trim() !== "" ? text.trim() : null;
}

/** GDAL's order: x of the corner, then what a column and a row add to it; the same for y. */
function transformFromGdal(text: string): Transform | null {
  const numbers = text.split(",").map(Number);
  if (numbers.length !== lineCount || !numbers.every(Number.isFinite)) return null;
  const [c, a, b, f, d, e] = numbers as [number, number, number, number, number, number];
  return a * e - b * d === 0 ? null : [a, b, c, d, e, f];
}
