import { orthophoto } from "./aerial.ts";
import type { PixelSample, SensorClues } from "./clues.ts";
import { planetscope4, planetscope8, satellogic } from "./commercial.ts";
import { genericSensor } from "./generic.ts";
import { landsat7, landsat89 } from "./landsat.ts";
import type { MatchedBand, Question, SensorCandidate } from "./match.ts";
import { bandsNamed, matchedBand, orderedBands } from "./matchBands.ts";
import { modisReflectance } from "./modis.ts";
import { euroSatOrder } from "./productPatterns.ts";
import { sentinel1Decibels, sentinel1Power } from "./radar.ts";
import { quantile } from "./sanity.ts";
import type { Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

const redFirst = ["red", "green", "blue", "nir"];
const blueFirst = ["blue", "green", "red", "nir"];
const tenLastNarrow = "B02 B03 B04 B05 B06 B07 B08 B11 B12 B8A".split(" ");

/** Readings of a file without band names, from band count, number type and pixel size; the likeliest first. */
export function unnamedCandidates(
  clues: SensorClues,
  sample: PixelSample | null,
): readonly SensorCandidate[] {
  const bandCount = clues.descriptions.length;
  if (clues.dataType === null) return [];
  const isFloat = clues.dataType.startsWith("float");
  const usual = (sensor: Sensor, why: string): SensorCandidate => ({
    sensor,
    bands: orderedBands(sensor, bandCount, null).map(matchedBand),
    why,
  });
  const ordered = (sensor: Sensor, names: readonly string[], why: string): SensorCandidate => ({
    sensor,
    bands: bandsNamed(sensor, names).map(matchedBand),
    why,
  });
  switch (bandCount) {
    case 13: {
      const list = [
        usual(sentinel2L1c, "13 bands: all of Sentinel-2, in its own order."),
        ordered(
          sentinel2L1c,
          euroSatOrder,
          "13 bands: all of Sentinel-2, B8A last, as the EuroSAT set has them.",
        ),
      ];
      return isCirrusAt(9, sample) ? list.reverse() : list;
    }
    case 12:
      return [usual(sentinel2L2a, "12 bands: Sentinel-2 without cirrus, in its own order.")];
    case 10:
      return [
        usual(sentinel2L2a, "10 bands: those of Sentinel-2 at 10 and 20 m, in its own order."),
        ordered(sentinel2L2a, tenLastNarrow, "10 bands: those of Sentinel-2 at 10 and 20 m, B8A last."),
      ];
    case 8:
      return isFloat ? [] : [usual(planetscope8, "8 bands: those of PlanetScope.")];
    case 7:
      return (clues.gsdMeters ?? 0) > 200
        ? [usual(modisReflectance, "7 bands of coarse pixels: MODIS.")]
        : [usual(landsat89, "7 bands: Landsat 8 or 9.")];
    case 6:
      return [
        usual(landsat7, "6 bands: Landsat 4 to 7."),
        usual(landsat89, "6 bands: Landsat 8 or 9, B2 to B7."),
      ];
    case 4:
    case 3:
      return fewBands(clues, sample);
    case 2:
      return isFloat
        ? [
            ordered(sentinel1Power, ["VV", "VH"], "2 bands of fractions: radar of two polarisations."),
            ordered(sentinel1Decibels, ["VV", "VH"], "2 bands: radar of two polarisations in decibels."),
          ]
        : [];
    default:
      return [];
  }
}

/** Three or four bands: blue first or red first. */
function fewBands(clues: SensorClues, sample: PixelSample | null): readonly SensorCandidate[] {
  const bandCount = clues.descriptions.length;
  const gsd = clues.gsdMeters ?? Number.NaN;
  const isPicture = clues.dataType === "uint8";
  const roles = (order: readonly string[]) => order.slice(0, bandCount);
  const reading = (sensor: Sensor, order: readonly string[], why: string): SensorCandidate => ({
    sensor,
    bands: roles(order).map((role) => bandOfRole(sensor, role)),
    why,
  });
  const blue = reading(
    blueSensor(bandCount, gsd, isPicture),
    blueFirst,
    "Blue first, as most satellites number their bands.",
  );
  const red = reading(redSensor(gsd, isPicture), redFirst, "Red first, as pictures have them.");
  const list = isPicture ? [red, blue] : [blue, red];
  const seen = brighterEnd(sample);
  if (seen === null) return list;
  const likely = seen.isBlueFirst ? blue : red;
  return [{ ...likely, why: `${likely.why} ${seen.sentence}` }, ...list.filter((one) => one !== likely)];
}

const within = (value: number, low: number, high: number) => value >= low && value <= high;

function blueSensor(bandCount: number, gsdMeters: number, isPicture: boolean): Sensor {
  if (isPicture) return orthophoto;
  if (bandCount === 4 && within(gsdMeters, 2.5, 5.5)) return planetscope4;
  return within(gsdMeters, 9, 11) || within(gsdMeters, 19, 21) ? sentinel2L2a : genericSensor;
}

function redSensor(gsdMeters: number, isPicture: boolean): Sensor {
  if (isPicture) return orthophoto;
  if (within(gsdMeters, 0.5, 1.2)) return satellogic;
  if (within(gsdMeters, 2.5, 5.5)) return planetscope4;
  return within(gsdMeters, 9, 11) || within(gsdMeters, 19, 21) ? sentinel2L2a : genericSensor;
}

function bandOfRole(sensor: Sensor, role: string): MatchedBand {
  const band = sensor.bands.find(({ commonName }) => commonName === role);
  return band === undefined ? { role, name: role, wavelengthMicrometers: null } : matchedBand(band);
}

/** Soil, roofs and sand reflect more red than blue, so the bright end tells which of the outer bands is red. */
function brighterEnd(
  sample: PixelSample | null,
): { readonly isBlueFirst: boolean; readonly sentence: string } | null {
  const [first, , third] = sample?.sortedDigitalNumbers ?? [];
  const ratio = quantile(third, 0.95) / quantile(first, 0.95);
  if (!(ratio > 1.08 || ratio < 1 / 1.08)) return null;
  const isBlueFirst = ratio > 1;
  return {
    isBlueFirst,
    sentence: `Bright ground is brighter in band ${isBlueFirst ? 3 : 1}, as it is in red.`,
  };
}

/** The cirrus band sees almost no light from the ground: its place gives the order away. */
function isCirrusAt(index: number, sample: PixelSample | null): boolean {
  const medians = (sample?.sortedDigitalNumbers ?? []).map((band) => quantile(band, 0.5));
  return medians.length > index && medians[index] === Math.min(...medians);
}

const roleWords: Readonly<Record<string, string>> = { nir: "near infrared", nir08: "near infrared" };

/** The candidates as a question; each answer holds sensor and roles. */
export function sensorQuestion(candidates: readonly SensorCandidate[], title: string): Question {
  const areAlike = new Set(candidates.map(({ sensor }) => sensor.id)).size === 1;
  const areOrdersAlike = new Set(candidates.map(({ bands }) => orderWords(bands))).size === 1;
  const labels = candidates.map(({ sensor, bands }) =>
    areOrdersAlike ? sensor.title : areAlike ? orderWords(bands) : `${sensor.title}: ${orderWords(bands)}`,
  );
  return {
    kind: "sensor",
    title,
    options: candidates.map(({ sensor, bands }, index) => ({
      label: labels[index]!,
      choices: { sensorId: sensor.id, bandRoles: bands.map(({ role }) => role) },
      isSuggested: index === 0,
    })),
    input: null,
  };
}

function orderWords(bands: readonly MatchedBand[]): string {
  if (bands.length > 4) return bands.map(({ name }) => name).join(" ");
  const text = bands.map(({ role }) => roleWords[role] ?? role).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
