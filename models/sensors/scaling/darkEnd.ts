import type { PixelSample } from "../clues.ts";
import type { MatchedBand } from "../match.ts";
import { quantile } from "../sanity.ts";
import type { DarkEnd } from "./scalingInput.ts";

/** Where the darkest pixels lie, as far as it bears on an offset of 1000. */
export type DarkPlace =
  /** Far below 1000: with the offset still in, that would be reflectances far below zero. */
  | "below"
  /** Nothing below 1000, and the darkest just above it, in visible and longer wavelengths alike: as with the offset. */
  | "near"
  /** Nothing below 1000, but nothing dark either: cloud, snow or bright sand with or without the offset. */
  | "bright"
  /** Around 1000: neither. */
  | "unclear"
  /** Too few pixels were looked at. */
  | "unseen";

export interface DarkEndVerdict {
  readonly place: DarkPlace;
  /** What it would rather be where it is not certain; null where the pixels lean to neither. */
  readonly leaning: "removed" | "still-in" | null;
  readonly darkEnd: DarkEnd | null;
}

const fewestPixels = 200;
const binCount = 40;

// Reflectance 0 is DN 1000 with the offset, and noise and over-corrected shadows reach a little below it. A sample
// with 1 % below 700 and 5 % below 900 would hold reflectances of -0.03 and -0.01 there, which no product does.
const below = { darkestPercent: 700, darkestFivePercent: 900 } as const;
/** With the offset, 99 of 100 pixels of the darkest band lie above this; the rest may be shadow or mixed edges. */
const hardlyBelow = 930;
const nearlyBlack = 1300;
/** Light cannot go below 0, so numbers pile up there; those of a merely bright ground thin out slowly. */
const sharpEdge = 150;

const visible = /^(coastal|blue|green|yellow|red)$/;
const longer = /^(red|rededge\d*|nir\d*|swir\d+)$/;

/**
 * Judges the dark end of Sentinel-2 numbers. `isTopOfAtmosphere` allows for the light that air adds to short
 * wavelengths: 0.08 to 0.12 in blue, 0.03 to 0.05 in red over dark water (so in the level 1C scenes of OSCD).
 */
export function judgeDarkEnd(
  sample: PixelSample | null,
  bands: readonly MatchedBand[],
  isTopOfAtmosphere: boolean,
): DarkEndVerdict {
  const levels = bands.flatMap((band, index) => {
    const sorted = sample?.sortedDigitalNumbers[index];
    if (sorted === undefined || sorted.length < fewestPixels || band.role === "lwir") return [];
    const at = (share: number) => quantile(sorted, share);
    return [{ band, sorted, one: at(0.01), five: at(0.05), ten: at(0.1), middle: at(0.5) }];
  });
  const darkest = levels.toSorted((first, second) => first.one - second.one)[0];
  if (darkest === undefined) return { place: "unseen", leaning: null, darkEnd: null };
  const leaning = darkest.five < hardlyBelow ? "removed" : darkest.five <= nearlyBlack ? "still-in" : null;
  const judged = (place: DarkPlace): DarkEndVerdict => ({
    place,
    leaning,
    darkEnd: drawDarkEnd(darkest.band.name, darkest.sorted, darkest.one),
  });
  if (levels.some(({ one, five }) => one <= below.darkestPercent && five <= below.darkestFivePercent))
    return judged("below");
  if (levels.some(({ one }) => one < hardlyBelow)) return judged("unclear");
  const brightest = isTopOfAtmosphere
    ? { visible: 1700, red: 1700, longRed: 1500, longer: nearlyBlack, cirrus: 1250 }
    : { visible: 1400, red: 1500, longRed: nearlyBlack, longer: nearlyBlack, cirrus: 1250 };
  const isNear =
    levels.some(({ band, one }) => visible.test(band.role) && one <= brightest.visible) &&
    levels.some(
      ({ band, one, ten }) =>
        longer.test(band.role) &&
        one <= (band.role === "red" ? brightest.longRed : brightest.longer) &&
        ten - one <= sharpEdge,
    ) &&
    levels.every(({ band, one }) => band.role !== "red" || one <= brightest.red) &&
    levels.every(({ band, middle }) => band.role !== "cirrus" || middle <= brightest.cirrus);
  return judged(isNear ? "near" : "bright");
}

/** Counts in equal steps up to the number twice as high as the offset. */
function drawDarkEnd(bandName: string, sorted: Float32Array, darkest: number): DarkEnd {
  const highDigitalNumber = 2000;
  const counts = new Array<number>(binCount).fill(0);
  for (const value of sorted) {
    if (value >= highDigitalNumber) break;
    const bin = Math.floor((Math.max(0, value) / highDigitalNumber) * binCount);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { bandName, darkestPercentDigitalNumber: darkest, counts, highDigitalNumber };
}
