import type { SensorClues } from "./clues.ts";
import { plural } from "./match.ts";

const labelWords =
  /\b(mask|cloud|clm|fmask|scl|qa|udm2?|lulc|land cover|class(es)?|labels?|training|reference|change)\b/i;

const dayName = /^(19|20)\d{2}-?\d{2}-?\d{2}$/;

/** Says why a raster is a mask, a class map, a reference or a stack of dates instead of a scene; null where it is not. */
export function labelRaster({ descriptions, dataType, fileName }: SensorClues): string | null {
  if (descriptions.length > 1 && descriptions.every((text) => dayName.test(text)))
    return `its ${descriptions.length} bands are named by day: one quantity on many dates, not the bands of one`;
  const stem = fileName.replace(/\.[^.]*$/, "").replaceAll(/[_-]/g, " ");
  if (/\budm2?\b/i.test(stem) && dataType === "uint8")
    return `its name says that its ${plural(descriptions.length, "band")} are a usable data mask`;
  if (descriptions.length !== 1 || dataType === null || dataType.startsWith("float")) return null;
  const description = descriptions[0] ?? "";
  if (labelWords.test(description)) return `its one band is described as "${description}"`;
  const word = stem.match(labelWords)?.[0];
  return word === undefined ? null : `it has one band and "${word}" in its name`;
}
