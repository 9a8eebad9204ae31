import { readFileSync } from "node:fs";
import type { Footprint, LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import { readArea } from "../exchange/readArea.ts";
import { UsageError } from "./context.ts";

/** `LON,LAT` in degrees. */
export function parsePlace(text: string): LonLat {
  const [lon, lat, ...rest] = numbersIn(text);
  const isPlace =
    rest.length === 0 && Math.abs(lon ?? Number.NaN) <= 180 && Math.abs(lat ?? Number.NaN) <= 90;
  if (!isPlace)
    throw new UsageError(`Place ${text} is not understood; give LON,LAT in degrees, for example 5.35,49.28.`);
  return [lon!, lat!];
}

/** Nothing between two commas is no number, although Number("") is 0. */
const numbersIn = (text: string): number[] =>
  text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));

/** `WEST,SOUTH,EAST,NORTH` in degrees, or a GeoJSON file. */
export function parseArea(text: string): LonLatBounds | Footprint {
  const numbers = numbersIn(text);
  if (numbers.length === 4 && numbers.every(Number.isFinite)) {
    const [west, south, east, north] = numbers as [number, number, number, number];
    if (south <= north && Math.abs(south) <= 90 && Math.abs(north) <= 90) return [west, south, east, north];
  }
  try {
    return readArea(JSON.parse(readFileSync(text, "utf8")));
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message;
    throw new UsageError(
      `Area ${text} is not understood (${why}); give WEST,SOUTH,EAST,NORTH in degrees or a GeoJSON file with one polygon.`,
    );
  }
}

/** An ISO 8601 date or moment, as it can be compared with `acquired_at`. */
export function parseDate(text: string): string {
  const isDate =
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    // 30 February would roll over into March.
    new Date(Date.parse(text.slice(0, 10))).toISOString().startsWith(text.slice(0, 10));
  if (!isDate)
    throw new UsageError(`Date ${text} is not understood; give it as 2020-06-01 or 2020-06-01T10:30:00Z.`);
  return text;
}

export function parseInteger(name: string, low: number, high: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new UsageError(`${name} ${text} is not understood; give a whole number from ${low} to ${high}.`);
  };
}

export function parseNumber(name: string, low: number, high: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() !== "" && value >= low && value <= high) return value;
    throw new UsageError(`${name} ${text} is not understood; give a number from ${low} to ${high}.`);
  };
}
