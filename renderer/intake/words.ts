import type { CloudReport, IngestPlan, ValidityReport } from "../../native/contract/intake.ts";
import type { SceneReport } from "../../native/contract/scenes.ts";
import { bytes, count, duration, fileName, plural } from "../ui/format.ts";

/** What a card is called: the file, or the product of many. */
export function sceneName({ file, title, files }: Pick<SceneReport, "file" | "title" | "files">): string {
  return files.length > 1 ? title : fileName(file);
}

/** `500 × 500, 3 bands, 1.4 MB`; what is not known is left out. */
export function sizeWords({ width, height, bandCount, fileBytes, files }: SceneReport): string {
  const parts = [
    width > 0 ? `${count(width)} × ${count(height)}` : "",
    bandCount > 0 ? plural(bandCount, "band") : "",
    files.length > 1 ? plural(files.length, "file") : "",
    fileBytes > 0 ? bytes(fileBytes) : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** Pixel side on the ground. */
export function gsdWords(meters: number): string {
  const digits = meters >= 100 ? 0 : meters >= 1 ? 1 : 2;
  return `${Number(meters.toFixed(digits))} m`;
}

export function typeWords({ dataType, compression }: SceneReport): string | null {
  if (dataType === null) return null;
  const bits = /\d+/.exec(dataType)?.[0] ?? "";
  const type = dataType.startsWith("float") ? `${bits}-bit float` : `${bits}-bit`;
  return compression === null || compression === "none" ? type : `${type}, ${compression}`;
}

/** What the pixels hold from dark to bright. */
export function rangeWords(
  range: { readonly low: number; readonly high: number } | null,
  dataType: string | null,
): string {
  if (range === null) return "";
  if (dataType?.startsWith("float")) return `${digits(range.low)}–${digits(range.high)}`;
  const numbers = `${whole(range.low)}–${whole(range.high)}`;
  return dataType === "uint8" ? numbers : `DN ${numbers}`;
}

const whole = (value: number) => (value < 0 ? `−${count(-value)}` : count(value));
const digits = (value: number) => String(Number(value.toPrecision(2))).replace("-", "−");

/** A share of 0-1; small ones are not rounded to nothing. */
export function percent(fraction: number): string {
  if (fraction > 0 && fraction < 0.001) return "under 0.1 %";
  const rounded = Number((fraction * 100).toFixed(fraction < 0.1 ? 1 : 0));
  return `${fraction < 1 ? Math.min(99.9, rounded) : 100} %`;
}

/** What was only sampled is not promised. */
export function nodataWords({ validFraction, isExact }: ValidityReport): string {
  const missing = 1 - validFraction;
  if (isExact) return percent(missing);
  return missing === 0 ? "none seen" : about(missing);
}

/** "under" is vague enough. */
function about(fraction: number): string {
  const share = percent(fraction);
  return share.startsWith("under") ? share : `about ${share}`;
}

export function cloudWords({ fraction, source }: CloudReport): string {
  return source === "mask" ? percent(fraction) : `${about(fraction)}, estimate`;
}

export function chipsWords({ chipCount, partialCount }: IngestPlan): string {
  return partialCount === 0 ? count(chipCount) : `${count(chipCount)}, ${count(partialCount)} partly cut`;
}

/** `about 4 s, 0.9 MB`. */
export function costWords({
  seconds,
  bytes: size,
}: {
  seconds: number | null;
  bytes: number | null;
}): string {
  const parts = [seconds === null ? "" : `about ${duration(seconds)}`, size === null ? "" : bytes(size)];
  return parts.filter(Boolean).join(", ");
}
