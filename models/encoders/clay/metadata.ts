import type { EncoderTensor } from "../encoder.ts";
import { metadataChannels } from "./position.ts";

const weeksInYear = 52;
const hoursInDay = 24;
const noonHour = 12;
const dayMilliseconds = 86_400_000;

/**
 * [sin week, cos week, sin hour, cos hour] of a moment in UTC. Weeks are ISO 8601's, a turn of 52; week 53 goes past the
 * turn, as in the reference. Minutes are dropped. `hour` "noon" puts twelve for whatever hour it was.
 * Worked out in doubles, rounded once; formulas of the tutorials in Clay-foundation/model, main of 2025-10-20.
 * @throws RangeError on a text that is no moment.
 */
export function timeCode(acquiredAt: string, hour: "as-acquired" | "noon" = "as-acquired"): Float32Array {
  const moment = new Date(acquiredAt);
  if (Number.isNaN(moment.getTime())) throw new RangeError(`"${acquiredAt}" is no moment in ISO 8601.`);
  const week = (isoWeek(moment) * 2 * Math.PI) / weeksInYear;
  const turn = ((hour === "noon" ? noonHour : moment.getUTCHours()) * 2 * Math.PI) / hoursInDay;
  return Float32Array.of(Math.sin(week), Math.cos(week), Math.sin(turn), Math.cos(turn));
}

/**
 * [sin lat, cos lat, sin lon, cos lon] of the centre of a chip, or longitude first. Clay's tutorials and exports have the
 * latitude first; its training data very probably had the longitude first (stacchip's `prechip.py` swaps the names).
 */
export function placeCode(
  longitudeDegrees: number,
  latitudeDegrees: number,
  order: "lat-first" | "lon-first",
): Float32Array {
  const degrees =
    order === "lat-first" ? [latitudeDegrees, longitudeDegrees] : [longitudeDegrees, latitudeDegrees];
  const angles = degrees.map((angle) => (angle * Math.PI) / 180);
  return Float32Array.from(angles.flatMap((angle) => [Math.sin(angle), Math.cos(angle)]));
}

/** What the graph adds to the tokens, [chips, 1, dim]: a chip's [time(4), latlon(4)] in the last eight channels, zeros before. */
export function metadataRows(codes: readonly Float32Array[], dim: number): EncoderTensor {
  const rows = new Float32Array(codes.length * dim);
  for (const [chip, code] of codes.entries()) rows.set(code, (chip + 1) * dim - metadataChannels);
  return { data: rows, shape: [codes.length, 1, dim] };
}

/** 1 to 53: the week belongs to the year of its Thursday. */
function isoWeek(moment: Date): number {
  const weekday = (moment.getUTCDay() + 6) % 7;
  const midnight = Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());
  const thursday = midnight + (3 - weekday) * dayMilliseconds;
  const yearStart = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - yearStart) / dayMilliseconds / 7);
}
