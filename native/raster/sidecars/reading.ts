import type { ProductFacts } from "../../../models/sensors/clues.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";

/** What a sidecar says, and what is odd about it. */
export interface ProductReading {
  readonly facts: ProductFacts | null;
  readonly findings: readonly Finding[];
}

/** The raster's files as far as a sidecar's numbers are meant for them. */
export interface ReadFor {
  /** File names of the bands, without folder. */
  readonly fileNames: readonly string[];
  /** Names of the bands, as in the file names. */
  readonly bandNames: readonly string[];
}

export type Scaling = NonNullable<ProductFacts["scaling"]>;

/** The one scaling of all bands; null with a finding where they differ. */
export function commonScaling(
  sidecar: string,
  scalings: readonly Scaling[],
): { scaling: Scaling | null; findings: Finding[] } {
  const [first] = scalings;
  if (first === undefined) return { scaling: null, findings: [] };
  if (scalings.every(({ scale, offset }) => scale === first.scale && offset === first.offset))
    return { scaling: first, findings: [] };
  const sentence = `${sidecar} gives the bands different scales or offsets, so none was taken from it.`;
  return { scaling: null, findings: [{ tone: "doubts", sentence }] };
}

export function unreadable(sidecar: string, why: string): ProductReading {
  return { facts: null, findings: [{ tone: "doubts", sentence: `${sidecar} was not used: ${why}.` }] };
}

/** An instant as ISO 8601 UTC without fractions, null where the text is none. A time without a zone is UTC. */
export function momentOf(text: string | null | undefined): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text))
    return null;
  const isZoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
  const moment = new Date(
    `${text.replace(" ", "T")}${isZoned ? "" : text.length === 10 ? "T00:00:00Z" : "Z"}`,
  );
  return Number.isNaN(moment.getTime()) ? null : `${moment.toISOString().slice(0, 19)}Z`;
}

/** A finite number, or null. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = typeof value === "number" ? value : Number(String(value));
  return Number.isFinite(number) ? number : null;
}
