import { clamp } from "./random.ts";
import { mixStates, type StateMix } from "./spectra.ts";

export type Crop = "wheat" | "rapeseed" | "maize";

/** A day of the harvest year (1 = 1 January, negative in the autumn before) and what is seen then. */
type Keyframe = readonly [day: number, states: StateMix];

/**
 * What is seen in a field from its sowing to its harvest, in central Europe. Days are set by hand, in the order of the stages
 * of U. Meier 2001, Growth stages of mono- and dicotyledonous plants (BBCH Monograph).
 */
const calendars: Readonly<Record<Crop, readonly Keyframe[]>> = {
  wheat: [
    [-85, { soilMoist: 1 }],
    [-55, { soilMoist: 0.82, cerealGreen: 0.18 }],
    [-20, { soilMoist: 0.62, cerealGreen: 0.38 }],
    [70, { soilMoist: 0.6, cerealGreen: 0.4 }],
    [110, { soilMoist: 0.2, cerealGreen: 0.8 }],
    [130, { cerealGreen: 1 }],
    [160, { cerealGreen: 0.95, cerealRipe: 0.05 }],
    [182, { cerealGreen: 0.35, cerealRipe: 0.65 }],
    [196, { cerealRipe: 1 }],
    [210, { cerealRipe: 1 }],
  ],
  rapeseed: [
    [-125, { soilDry: 1 }],
    [-90, { soilMoist: 0.45, rapeGreen: 0.55 }],
    [-40, { soilMoist: 0.25, rapeGreen: 0.75 }],
    [50, { soilMoist: 0.4, rapeGreen: 0.6 }],
    [95, { soilMoist: 0.08, rapeGreen: 0.92 }],
    [108, { rapeGreen: 0.9, rapeBloom: 0.1 }],
    [120, { rapeBloom: 1 }],
    [134, { rapeBloom: 0.9, rapeGreen: 0.1 }],
    [146, { rapeGreen: 1 }],
    [170, { rapeGreen: 0.75, rapeRipe: 0.25 }],
    [190, { rapeRipe: 1 }],
    [202, { rapeRipe: 1 }],
  ],
  maize: [
    [112, { soilMoist: 1 }],
    [140, { soilDry: 0.93, maizeGreen: 0.07 }],
    [165, { soilDry: 0.5, maizeGreen: 0.5 }],
    [190, { soilMoist: 0.06, maizeGreen: 0.94 }],
    [230, { maizeGreen: 1 }],
    [250, { maizeGreen: 0.65, maizeRipe: 0.35 }],
    [268, { maizeRipe: 1 }],
    [272, { maizeRipe: 0.8, soilMoist: 0.2 }],
  ],
};

const afterHarvest: readonly Keyframe[] = [
  [0, { stubble: 1 }],
  [25, { stubble: 0.75, soilDry: 0.25 }],
  [45, { soilMoist: 0.6, stubble: 0.2, grassGreen: 0.2 }],
  [90, { soilMoist: 0.62, grassWinter: 0.2, grassGreen: 0.18 }],
  [230, { soilMoist: 0.8, grassWinter: 0.2 }],
];

/** A field between two harvests: this year's crop, the stubble, next year's sowing. `dayOfYear` counts from 1. */
export function fieldStates(crop: Crop, nextCrop: Crop, dayOfYear: number): StateMix {
  const calendar = calendars[crop];
  const harvestDay = calendar.at(-1)![0];
  if (dayOfYear > harvestDay) {
    const next = calendars[nextCrop];
    if (dayOfYear - 365 >= next[0]![0]) return between(next, dayOfYear - 365);
    return between(afterHarvest, dayOfYear - harvestDay);
  }
  // Before a summer crop is sown, the field lies as last year's harvest left it.
  return dayOfYear < calendar[0]![0] ? between(afterHarvest, dayOfYear + 130) : between(calendar, dayOfYear);
}

const meadowYear: readonly Keyframe[] = [
  [1, { grassWinter: 0.75, grassGreen: 0.25 }],
  [75, { grassWinter: 0.7, grassGreen: 0.3 }],
  [112, { grassWinter: 0.1, grassGreen: 0.9 }],
  [130, { grassGreen: 1 }],
  [205, { grassGreen: 0.8, grassWinter: 0.2 }],
  [280, { grassGreen: 0.85, grassWinter: 0.15 }],
  [335, { grassWinter: 0.6, grassGreen: 0.4 }],
  [366, { grassWinter: 0.75, grassGreen: 0.25 }],
];

/** Grassland that is cut on the given days of the year and is green again a month later. */
export function meadowStates(cutDays: readonly number[], dayOfYear: number): StateMix {
  const sinceCut = Math.min(
    ...cutDays.map((day) => (dayOfYear >= day ? dayOfYear - day : Number.POSITIVE_INFINITY)),
  );
  const mown = clamp(1 - sinceCut / 32, 0, 1);
  return mixStates(between(meadowYear, dayOfYear), { grassMown: 1 }, 0.9 * mown);
}

const broadleafYear: readonly Keyframe[] = [
  [1, { broadleafBare: 1 }],
  [104, { broadleafBare: 1 }],
  [114, { broadleafBare: 0.6, broadleafFresh: 0.4 }],
  [126, { broadleafFresh: 0.95, broadleafBare: 0.05 }],
  [145, { broadleafFresh: 0.6, broadleafSummer: 0.4 }],
  [170, { broadleafSummer: 1 }],
  [255, { broadleafSummer: 1 }],
  [278, { broadleafSummer: 0.6, broadleafAutumn: 0.4 }],
  [295, { broadleafAutumn: 0.95, broadleafBare: 0.05 }],
  [312, { broadleafAutumn: 0.3, broadleafBare: 0.7 }],
  [325, { broadleafBare: 1 }],
  [366, { broadleafBare: 1 }],
];

const coniferYear: readonly Keyframe[] = [
  [1, { coniferWinter: 1 }],
  [90, { coniferWinter: 0.85, coniferSummer: 0.15 }],
  [160, { coniferSummer: 1 }],
  [250, { coniferSummer: 1 }],
  [330, { coniferWinter: 0.9, coniferSummer: 0.1 }],
  [366, { coniferWinter: 1 }],
];

/** A stand of the two kinds of trees; `coniferFraction` is 0-1. */
export function standStates(coniferFraction: number, dayOfYear: number): StateMix {
  return mixStates(between(broadleafYear, dayOfYear), between(coniferYear, dayOfYear), coniferFraction);
}

function between(keyframes: readonly Keyframe[], day: number): StateMix {
  const after = keyframes.findIndex(([keyDay]) => keyDay > day);
  if (after === 0) return keyframes[0]![1];
  if (after < 0) return keyframes.at(-1)![1];
  const [fromDay, from] = keyframes[after - 1]!;
  const [toDay, to] = keyframes[after]!;
  return mixStates(from, to, (day - fromDay) / (toDay - fromDay));
}
