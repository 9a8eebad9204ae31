import type { PixelSample } from "../../../../../models/sensors/clues.ts";
import type { Random } from "../../../../support/random.ts";

/** Surface reflectances of plain covers by role, rounded from spectral libraries and the scenes in data/. */
const covers = {
  water: [0.03, 0.03, 0.03, 0.02, 0.015, 0.012, 0.012, 0.01, 0.01, 0.01, 0.002, 0.006, 0.004],
  forest: [0.015, 0.018, 0.035, 0.02, 0.05, 0.16, 0.2, 0.21, 0.22, 0.21, 0.002, 0.11, 0.05],
  crop: [0.03, 0.04, 0.07, 0.06, 0.11, 0.25, 0.3, 0.32, 0.33, 0.32, 0.002, 0.2, 0.12],
  soil: [0.06, 0.08, 0.12, 0.16, 0.18, 0.2, 0.22, 0.24, 0.25, 0.26, 0.003, 0.32, 0.27],
  desert: [0.12, 0.16, 0.25, 0.34, 0.36, 0.38, 0.4, 0.41, 0.42, 0.42, 0.004, 0.5, 0.45],
  city: [0.08, 0.09, 0.11, 0.12, 0.14, 0.17, 0.18, 0.19, 0.2, 0.2, 0.003, 0.2, 0.17],
  cloud: [0.5, 0.52, 0.52, 0.54, 0.56, 0.58, 0.6, 0.6, 0.61, 0.4, 0.02, 0.4, 0.28],
  snow: [0.85, 0.86, 0.86, 0.85, 0.84, 0.82, 0.8, 0.78, 0.75, 0.5, 0.004, 0.1, 0.07],
  shadow: [-0.004, -0.002, 0.004, 0.002, 0.008, 0.02, 0.025, 0.03, 0.03, 0.03, 0.001, 0.02, 0.01],
} as const;
export type Cover = keyof typeof covers;

/** What air adds at the top of the atmosphere, by role. */
const air = [0.1, 0.075, 0.045, 0.028, 0.02, 0.015, 0.012, 0.01, 0.01, 0.005, 0, 0.001, 0];

export const allRoles =
  "coastal blue green red rededge071 rededge075 rededge078 nir nir08 nir09 cirrus swir16 swir22".split(" ");

export interface SyntheticScene {
  /** Share of each cover, 1 in all. */
  readonly covers: Partial<Record<Cover, number>>;
  readonly roles: readonly string[];
  readonly isTopOfAtmosphere: boolean;
  readonly hasOffset: boolean;
  /** Share of pixels at the edge of the swath whose numbers were mixed with 0 by resampling. */
  readonly edgeShare: number;
}

const pixelCount = 1000;

/** Digital numbers of 1000 valid pixels, noise and brightness varied from pixel to pixel. */
export function syntheticSample(scene: SyntheticScene, random: Random): PixelSample {
  const list = Object.entries(scene.covers) as [Cover, number][];
  const values = scene.roles.map(() => new Float32Array(pixelCount));
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const cover = drawCover(list, random.unit());
    const brightness = Math.exp(0.18 * normal(random));
    const mixed = random.unit() < scene.edgeShare ? random.between(0.05, 0.95) : 1;
    scene.roles.forEach((role, band) => {
      const index = allRoles.indexOf(role);
      const surface = covers[cover][index]! * brightness + 0.002 * normal(random);
      const reflectance = scene.isTopOfAtmosphere ? surface * 0.9 + air[index]! : surface;
      const number = Math.round(reflectance * 10_000) + (scene.hasOffset ? 1000 : 0);
      // ESA keeps 0 for "not measured", so the lowest measured number is 1.
      values[band]![pixel] = Math.max(1, Math.round(number * mixed));
    });
  }
  return { sortedDigitalNumbers: values.map((band) => band.toSorted()) };
}

/** The cover whose share of the whole the number from 0 to 1 falls into. */
function drawCover(list: readonly (readonly [Cover, number])[], unit: number): Cover {
  let reached = 0;
  for (const [cover, share] of list) {
    reached += share;
    if (unit < reached) return cover;
  }
  return list.at(-1)![0];
}

const normal = (random: Random) =>
  Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
