import { crsFromGeoKeys } from "../place/crs/geoKeys.ts";
import { attributeOf, findElement, parseXml, textOf } from "../sidecars/xml.ts";
import type { Place } from "./geoJp2.ts";

/** CRSs whose axes are easting, northing in any reading of GML; others may be meant either way round. */
const isEastNorth = (epsg: number) =>
  (epsg > 32600 && epsg <= 32660) || (epsg > 32700 && epsg <= 32760) || epsg === 3857;

/** Place from a GMLJP2 box (OGC 05-047r3): a rectified grid with its origin in the centre of the first pixel. */
export function placeFromGml(texts: readonly string[]): Place | null {
  for (const text of texts) {
    const tree = text.includes("RectifiedGrid") ? parseXml(text) : null;
    const grid = tree === null ? null : findElement(tree, "RectifiedGrid");
    if (grid === null) continue;
    const point = findElement(grid, "Point");
    const vectors = findElement(grid, "offsetVector", "all").map((vector) => numbersIn(textOf(vector)));
    const [x, y] = numbersIn(textOf(findElement(point ?? grid, "pos")));
    const [[a, d] = [], [b, e] = []] = vectors;
    if ([x, y, a, b, d, e].some((value) => value === undefined)) continue;
    const named = [point, ...findElement(grid, "offsetVector", "all")].map((node) =>
      node === null ? null : attributeOf(node, "srsName"),
    );
    const srs = named.find((name) => name !== null) ?? "";
    const epsg = Number(/EPSG\b.*?[:/#](\d{4,5})$/i.exec(srs)?.[1] ?? 0);
    if (!isEastNorth(epsg)) return { crs: { unknown: srs === "" ? "no name" : srs }, transform: null };
    return {
      crs: crsFromGeoKeys({ GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: epsg }),
      transform: [a!, b!, x! - (a! + b!) / 2, d!, e!, y! - (d! + e!) / 2],
    };
  }
  return null;
}

const numbersIn = (text: string | null) =>
  (text ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number)
    .filter(Number.isFinite);
