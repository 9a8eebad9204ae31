import type { PixelSample } from "../clues.ts";
import { quantile } from "../sanity.ts";
import type { LinearScaling } from "./scalingInput.ts";

/** Ends of what was looked at: the lowest 1st and the highest 99th percentile of any band. Null where nothing was. */
export function valueRange(
  sample: PixelSample | null,
): { readonly low: number; readonly high: number } | null {
  const bands = (sample?.sortedDigitalNumbers ?? []).filter((band) => band.length > 0);
  if (bands.length === 0) return null;
  return {
    low: Math.min(...bands.map((band) => quantile(band, 0.01))),
    high: Math.max(...bands.map((band) => quantile(band, 0.99))),
  };
}

/** Could the values be reflectances? Shadows come out a little below 0, cloud and glint somewhat above 1. */
export function isReflectance(sample: PixelSample | null, { scale, offset }: LinearScaling): boolean {
  const range = valueRange(sample);
  if (range === null) return true;
  const [low, high] = [range.low * scale + offset, range.high * scale + offset];
  return low > -0.12 && high < 2.5 && high > 0.005;
}

export const rangeWords = ({ low, high }: { readonly low: number; readonly high: number }) =>
  `${shortNumber(low)} to ${shortNumber(high)}`;

const shortNumber = (value: number) => String(Number(value.toPrecision(4)));
