import type { SensorClues } from "./clues.ts";
import { plural, type SensorMatch } from "./match.ts";
import { readProductName } from "./productName.ts";
import { readBaseline } from "./scaling/baseline.ts";

/**
 * The name under which a user's answers are remembered and offered to like files: sensor, bands, number type, baseline
 * and where the file comes from. Files that no provider named count as alike only where their names differ in digits.
 */
export function productTypeOf(match: SensorMatch, clues: SensorClues): string {
  const sensorId = match.kind === "matched" ? match.sensor.id : "unknown";
  const names = clues.descriptions.map((text) =>
    text
      .toLowerCase()
      .replace(/\(.*?\)/g, "")
      .trim(),
  );
  const bands = `${plural(names.length, "band")} ${names.every((name) => name === "") ? "unnamed" : hash(names.join("|"))}`;
  const baseline = readBaseline(clues)?.version ?? null;
  return [
    sensorId,
    bands + (clues.isRgb ? " RGB" : ""),
    clues.dataType ?? "unknown type",
    ...(baseline === null ? [] : [`baseline ${baseline.slice(0, 2)}`]),
    ...(match.kind === "matched" || clues.gsdMeters === null
      ? []
      : [`${Number(clues.gsdMeters.toPrecision(2))} m`]),
    sourceOf(clues),
  ].join(" / ");
}

function sourceOf({ product, fileName }: SensorClues): string {
  if (product !== null) return `with ${product.source.replaceAll(/\d+/g, "#")}`;
  const name = readProductName(fileName);
  if (name !== null) return name.pattern;
  return `named ${fileName
    .replace(/\.[^.]*$/, "")
    .toLowerCase()
    .replaceAll(/\d+/g, "#")}`;
}

/** FNV-1a of 32 bits: short, the same everywhere, and no secret. */
function hash(text: string): string {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return bits.toString(16).padStart(8, "0");
}
