import type { Finding } from "../vocabulary/evidence.ts";
import type { PixelSample, SensorClues } from "./clues.ts";
import { sensorOf } from "./index.ts";
import * as landsat from "./landsat.ts";
import { doubts, supports } from "./match.ts";
import type { Family } from "./productPatterns.ts";
import { radarAmplitude, sentinel1Decibels, sentinel1Power } from "./radar.ts";
import type { BandWords } from "./roles.ts";
import { quantile } from "./sanity.ts";
import type { Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

/** The sensors that a family can be; one where it is certain. The likeliest comes first, with what weighs for it. */
export interface Resolved {
  readonly sensors: readonly (readonly [Sensor, why: string])[];
  readonly findings: readonly Finding[];
  /** What to ask where there is more than one. */
  readonly title: string;
}

const certain = (sensor: Sensor, ...findings: readonly Finding[]): Resolved => ({
  sensors: [[sensor, ""]],
  findings,
  title: "",
});

/** Settles the processing level where the family leaves it open, from band names, number type and values. */
export function resolveFamily(
  family: Family,
  clues: SensorClues,
  words: readonly BandWords[],
  sample: PixelSample | null,
): Resolved | null {
  switch (family.kind) {
    case "sentinel-2":
      return resolveSentinel2(family.level, words);
    case "sentinel-1":
      return resolveSentinel1(family.unit, clues, sample);
    case "landsat":
      return resolveLandsat(family, clues, sample);
    case "sensor": {
      const sensor = sensorOf(family.sensorId);
      return sensor === undefined ? null : certain(sensor);
    }
  }
}

function resolveSentinel2(level: "l1c" | "l2a" | null, words: readonly BandWords[]): Resolved {
  if (level === "l1c") return certain(sentinel2L1c, supports("Level 1C is named too."));
  if (level === "l2a") return certain(sentinel2L2a, supports("Level 2A is named too."));
  if (words.some(({ number }) => number === "B10"))
    return certain(sentinel2L1c, supports("B10 (cirrus) is only in level 1C."));
  return certain(sentinel2L2a, doubts("Nothing names the level; taken as 2A, the one usually distributed."));
}

const radar = { power: sentinel1Power, decibels: sentinel1Decibels, amplitude: radarAmplitude } as const;

function resolveSentinel1(
  said: keyof typeof radar | null,
  { dataType }: SensorClues,
  sample: PixelSample | null,
): Resolved {
  if (said === "amplitude")
    return certain(radarAmplitude, supports("Detected amplitudes, as GRD products hold."));
  if (said === null && dataType !== null && !dataType.startsWith("float"))
    return certain(radarAmplitude, supports("Whole numbers: amplitudes, not calibrated backscatter."));
  const seen = sample === null ? null : radarUnit(sample);
  const unit = said ?? seen?.unit ?? null;
  if (unit !== null && (seen === null || seen.unit === unit || seen.unit === null)) {
    const by = said === null ? [] : [supports(`Named as ${unitWords[unit]}.`)];
    return certain(radar[unit], ...by, ...(seen === null ? [] : [supports(seen.sentence)]));
  }
  const likely = seen?.unit === "decibels" ? ["decibels", "power"] : ["power", "decibels"];
  return {
    sensors: (likely as ("power" | "decibels")[]).map(
      (one) => [radar[one], seen?.sentence ?? "No value was looked at."] as const,
    ),
    findings:
      said === null || seen === null
        ? []
        : [doubts(`It is named as ${unitWords[said]}, but ${lowered(seen.sentence)}`)],
    title: "Are its numbers linear power or decibels?",
  };
}

const unitWords = { power: "linear power", decibels: "decibels", amplitude: "amplitude" } as const;
const lowered = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** Power is never negative; land and sea lie at -30 to 0 decibels. */
function radarUnit({ sortedDigitalNumbers }: PixelSample): {
  readonly unit: "power" | "decibels" | null;
  readonly sentence: string;
} {
  const low = Math.min(...sortedDigitalNumbers.map((band) => quantile(band, 0.01)));
  const median = Math.max(...sortedDigitalNumbers.map((band) => quantile(band, 0.5)));
  if (low < 0 && median < 10)
    return { unit: "decibels", sentence: `Values go down to ${low.toFixed(1)}, so they are decibels.` };
  if (low >= 0 && median < 3)
    return { unit: "power", sentence: "No value is below 0 and most are small, so they are linear power." };
  return { unit: null, sentence: `Values lie around ${median.toPrecision(3)}, which fits neither.` };
}

type LandsatFamily = Family & { readonly kind: "landsat" };

const landsatSensors = {
  "8-9": { c2l1: landsat.landsat89C2l1, c2l2: landsat.landsat89C2l2, x10000: landsat.landsat89 },
  "7": { c2l1: landsat.landsat7C2l1, c2l2: landsat.landsat7C2l2, x10000: landsat.landsat7 },
  "4-5": { c2l1: landsat.landsat45C2l1, c2l2: landsat.landsat45C2l2, x10000: landsat.landsat7 },
  "4-7": { c2l1: landsat.landsat7C2l1, c2l2: landsat.landsat7C2l2, x10000: landsat.landsat7 },
} as const;

function resolveLandsat(
  { mission, level }: LandsatFamily,
  { dataType }: SensorClues,
  sample: PixelSample | null,
): Resolved {
  const of = landsatSensors[mission];
  if (level === "c2l1") return certain(of.c2l1, supports("Level 1 is named too."));
  if (level === "c2l2" && dataType === "uint16")
    return certain(of.c2l2, supports("Level 2 of Collection 2 is named too."));
  if (level === "x10000") return certain(of.x10000, supports("Surface reflectance × 10 000 is named too."));
  if (dataType === "uint16") return landsatByValues(of, sample);
  if (level === "c2l2" && dataType !== null)
    return certain(
      of.x10000,
      doubts(`Level 2 of Collection 2 is stored as uint16; these are ${dataType}, so a converted copy.`),
    );
  return certain(of.x10000);
}

/** Reflectance 0 is 7273 in level 2, 5000 in level 1 of OLI and 0 in the x 10000 products. */
function landsatByValues(
  of: (typeof landsatSensors)["7"] | (typeof landsatSensors)["8-9"] | (typeof landsatSensors)["4-5"],
  sample: PixelSample | null,
): Resolved {
  const bands = sample?.sortedDigitalNumbers ?? [];
  const darkest = Math.min(...bands.map((band) => quantile(band, 0.01)));
  const brightest = Math.max(...bands.map((band) => quantile(band, 0.99)));
  if (sample !== null && darkest < 4000 && brightest <= 20_000)
    return certain(
      of.x10000,
      supports(`Values from DN ${darkest} to ${brightest} are reflectance × 10 000.`),
    );
  const seen = sample === null ? "No value was looked at." : `Darkest 1 % lies at DN ${darkest}.`;
  // Level 1 of TM and ETM+ has 8 bits, so it is out of the question here.
  const isOli = of.c2l1 === landsat.landsat89C2l1;
  if (sample !== null && !isOli && darkest >= 6500 && brightest > 20_000)
    return certain(of.c2l2, supports(`Values from DN ${darkest} to ${brightest} are those of Collection 2.`));
  const level1 = isOli ? [of.c2l1] : [];
  const order =
    sample === null || darkest >= 7000
      ? [of.c2l2, ...level1, of.x10000]
      : darkest >= 4000
        ? [...level1, of.c2l2, of.x10000]
        : [of.x10000, ...level1, of.c2l2];
  return {
    sensors: order.map((sensor) => [sensor, seen] as const),
    findings: [doubts(`Nothing names the processing level. ${seen}`)],
    title: "Which level are its numbers?",
  };
}
