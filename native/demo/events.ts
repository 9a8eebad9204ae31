import { meadowStates } from "./phenology.ts";
import { fractalNoise, smoothStep } from "./random.ts";
import { mixStates, type StateMix } from "./spectra.ts";

/** A place in the landscape: shares of its width and height from the upper left corner. */
export interface Area {
  readonly u: number;
  readonly v: number;
  readonly radiusU: number;
  readonly radiusV: number;
}

/** A spruce stand that is felled at once and does not grow back within the record. */
export const clearCut = {
  area: { u: 0.333, v: 0.25, radiusU: 0.22, radiusV: 0.14 },
  cutAt: "2021-03-01",
} as const;

/** A ground fire in broad-leaved forest; leaves and undergrowth hide its traces after fourteen months. */
export const burn = {
  area: { u: 0.795, v: 0.75, radiusU: 0.185, radiusV: 0.13 },
  burntAt: "2020-07-02",
  recoveredAt: "2021-09-01",
} as const;

/** 1 inside, 0 outside, over a ragged edge: a rounded shape bent by noise. */
export function areaShare(area: Area, seed: number, u: number, v: number): number {
  const bend = 0.5 * fractalNoise(seed, u * 8, v * 8, 5);
  const across = Math.abs((u - area.u) / area.radiusU) ** 2.6;
  const down = Math.abs((v - area.v) / area.radiusV) ** 2.6;
  return 1 - smoothStep(0.96, 1.03, across + down + bend);
}

const dayMilliseconds = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMilliseconds;

/** What covers the felled ground on a date, from its barest to its greenest pixels; null while the trees stand. */
export function clearCutStates(
  date: string,
  dayOfYear: number,
): readonly [bare: StateMix, green: StateMix] | null {
  const days = daysBetween(clearCut.cutAt, date);
  if (days < 0) return null;
  const herbs = Math.min(0.6, 0.14 + (0.17 * days) / 365);
  const grass = meadowStates([], dayOfYear);
  return [mixStates({ slash: 0.5, soilDry: 0.5 }, grass, herbs * 0.4), mixStates({ slash: 1 }, grass, herbs)];
}

/** How much of the burnt ground still looks burnt, 1 after the fire down to 0 at the end of its recovery. */
export function burnStrength(date: string): number {
  const days = daysBetween(burn.burntAt, date);
  if (days < 0) return 0;
  return 0.92 * (1 - smoothStep(40, daysBetween(burn.burntAt, burn.recoveredAt), days));
}
