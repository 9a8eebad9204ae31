import { type Family, patterns } from "./productPatterns.ts";

/** What a name in a data provider's own pattern says. Null where the pattern does not hold it. */
export interface ProductName {
  /** Whose pattern it is, for the evidence: "a Sentinel-2 product name of ESA". */
  readonly pattern: string;
  readonly family: Family;
  /** Sentinel-2: two digits, point, two digits: `05.09`. */
  readonly processingBaseline: string | null;
  /** ISO 8601 UTC; the start of sensing, or the first day of a composite. */
  readonly acquiredAt: string | null;
  /** Bands in file order, where the product fixes them. */
  readonly bandOrder: readonly string[] | null;
  /** True where the provider's numbers never carry ESA's offset: MAJA, HLS. */
  readonly isOffsetFree: boolean;
}

/** Reads a product name anywhere in a file name or a metadata item; null where no known pattern is in it. */
export function readProductName(text: string): ProductName | null {
  for (const { pattern, title, read } of patterns) {
    const match = text.match(pattern);
    if (match === null) continue;
    const said = read(match.groups ?? {});
    return {
      pattern: title,
      family: said.family,
      processingBaseline: said.processingBaseline ?? null,
      acquiredAt: momentOf(said.moment ?? ""),
      bandOrder: said.bandOrder ?? null,
      isOffsetFree: said.isOffsetFree ?? false,
    };
  }
  return null;
}

/** Year, month, day (or year and day of the year), perhaps hours, minutes and seconds; other characters are passed over. */
function momentOf(text: string): string | null {
  const digits = text.replaceAll(/\D/g, "");
  const parts =
    digits.match(/^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/) ??
    digits.match(/^(\d{4})()(\d{3})(?:(\d{2})(\d{2})(\d{2}))?$/);
  if (parts === null) return null;
  const [, year, month, day, hours = "0", minutes = "0", seconds = "0"] = parts;
  const monthIndex = month === "" ? 0 : Number(month) - 1;
  const moment = new Date(
    Date.UTC(Number(year), monthIndex, Number(day), Number(hours), Number(minutes), Number(seconds)),
  );
  const isDay = month === "" ? moment.getUTCFullYear() === Number(year) : moment.getUTCDate() === Number(day);
  return isDay && Number(hours) < 24 ? `${moment.toISOString().slice(0, 19)}Z` : null;
}
