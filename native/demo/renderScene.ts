import { type CloudLayer, makeClouds, type Sun, sunAt } from "./clouds.ts";
import { burnStrength, clearCutStates } from "./events.ts";
import type { Landscape } from "./landscape.ts";
import { patchBrightness, patchStates } from "./patches.ts";
import { standStates } from "./phenology.ts";
import { clamp, hashNormal, hashUnit, mix } from "./random.ts";
import type { ScenePlan } from "./sceneDates.ts";
import { demoBandCount, isTwentyMeterBand, mixSpectra, type Spectrum, spectra } from "./spectra.ts";

/** One scene: digital numbers (reflectance x 10000, 0 = nodata), band-first and row-major. */
export interface RenderedScene {
  readonly samples: Uint16Array;
  /** Share of the measured pixels that clouds hide at least half. */
  readonly cloudFraction: number;
  readonly nodataFraction: number;
}

const demoLatitudeDegrees = 49.4;
// Blue light is scattered into shadows and haze, infrared is not.
const skylight = [1, 0.8, 0.62, 0.55, 0.47, 0.42, 0.38, 0.36, 0.14, 0.08];

/** Draws the landscape on a date: surfaces, sun and slope, view, haze, clouds, blur, noise, swath edge. */
export function renderScene(landscape: Landscape, plan: ScenePlan): RenderedScene {
  const { size } = landscape;
  const pixelCount = size * size;
  const sun = sunAt(plan.dayOfYear, demoLatitudeDegrees);
  const clouds = makeClouds({ seed: plan.seed, size, targetFraction: plan.cloudTarget }, sun);
  const light = makeLight(landscape, plan, sun);
  const paint = surfacePainter(landscape, plan);
  const valid = makeValid(plan, size);
  const samples = new Uint16Array(pixelCount * demoBandCount);
  for (let band = 0; band < demoBandCount; band++) {
    const ground = new Float32Array(pixelCount);
    const haze = 0.007 * hashUnit(plan.seed, 1) * skylight[band]! ** 2;
    for (let pixel = 0; pixel < pixelCount; pixel++)
      ground[pixel] = paint(pixel, band) * light[pixel]! + haze;
    if (clouds !== null) coverWithClouds(ground, clouds, band);
    const seen = isTwentyMeterBand[band] ? halved(blurred(ground, size), size) : blurred(ground, size);
    quantize(seen, samples.subarray(band * pixelCount, (band + 1) * pixelCount), { plan, band, size, valid });
  }
  return { samples, ...shares(valid, clouds) };
}

/** Reflectance of a pixel in a band under even light. */
function surfacePainter(landscape: Landscape, plan: ScenePlan): (pixel: number, band: number) => number {
  const { patches, patchOf, thin, paved, trees, felled, burnt, grain } = landscape;
  const dense: Spectrum[] = [];
  const sparse: Spectrum[] = [];
  for (const [patchIndex, patch] of patches.entries()) {
    const [full, open] = patchStates(patch, patchIndex, plan);
    const brightness = patchBrightness(patch, patchIndex, plan.year);
    dense.push(mixSpectra(full).map((value) => value * brightness));
    sparse.push(mixSpectra(open).map((value) => value * brightness));
  }
  const hedge = mixSpectra(standStates(0.1, plan.dayOfYear));
  const cut = clearCutStates(plan.date, plan.dayOfYear)?.map(mixSpectra) ?? null;
  const fire = burnStrength(plan.date);
  return (pixel, band) => {
    const patch = patchOf[pixel]!;
    const isStand = patches[patch]!.kind === "stand";
    let value = mix(dense[patch]![band]!, sparse[patch]![band]!, thin[pixel]!);
    if (trees[pixel]! > 0) value = mix(value, hedge[band]!, trees[pixel]!);
    value *= grain[pixel]!;
    if (fire > 0 && isStand) value = mix(value, spectra.char[band]!, burnt[pixel]! * fire);
    if (cut !== null && isStand && felled[pixel]! > 0) {
      // Stumps and brash are less rough than crowns.
      const ground = mix(cut[0]![band]!, cut[1]![band]!, thin[pixel]!) * (0.6 + 0.4 * grain[pixel]!);
      value = mix(value, ground, felled[pixel]!);
    }
    return mix(value, spectra.asphalt[band]!, paved[pixel]!);
  };
}

/** Brightness by slope and sun (half of the cosine law, after Teillet et al. 1982), by view across the swath, by season. */
function makeLight({ size, slopeEast, slopeSouth }: Landscape, plan: ScenePlan, sun: Sun): Float32Array {
  const light = new Float32Array(size * size);
  const level = 1 + 0.025 * hashNormal(plan.seed, 2, 0) - 0.16 * (1 - Math.sin(sun.elevationRadians));
  const tilt = 0.03 * hashNormal(plan.seed, 3, 0);
  const towardsSun = Math.cos(sun.elevationRadians) / Math.sin(sun.elevationRadians);
  for (let pixel = 0; pixel < light.length; pixel++) {
    const rise =
      slopeSouth[pixel]! * Math.cos(sun.azimuthRadians) - slopeEast[pixel]! * Math.sin(sun.azimuthRadians);
    const slope = clamp(1 + 0.5 * rise * towardsSun, 0.6, 1.35);
    light[pixel] = slope * level * (1 + tilt * ((pixel % size) / size - 0.5));
  }
  return light;
}

function coverWithClouds(ground: Float32Array, { opacity, shadow }: CloudLayer, band: number): void {
  const shade = 0.42 + 0.22 * skylight[band]!;
  for (let pixel = 0; pixel < ground.length; pixel++) {
    const bright = spectra.cloud[band]! * (0.5 + 0.5 * opacity[pixel]!);
    ground[pixel] = mix(ground[pixel]! * mix(1, shade, shadow[pixel]!), bright, opacity[pixel]!);
  }
}

/** A little of each neighbour, as the sensor's point spread does. */
function blurred(values: Float32Array, size: number): Float32Array {
  const across = values.slice();
  for (let row = 0; row < values.length; row += size) {
    for (let pixel = row + 1; pixel < row + size - 1; pixel++) {
      across[pixel] = 0.7 * values[pixel]! + 0.15 * (values[pixel - 1]! + values[pixel + 1]!);
    }
  }
  const out = across.slice();
  for (let pixel = size; pixel < values.length - size; pixel++) {
    out[pixel] = 0.7 * across[pixel]! + 0.15 * (across[pixel - size]! + across[pixel + size]!);
  }
  return out;
}

/** Means of 2 x 2 pixels, written back to all four. */
function halved(values: Float32Array, size: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let pixel = 0; pixel < values.length; pixel++) {
    const corner = Math.floor(pixel / size / 2) * 2 * size + Math.floor((pixel % size) / 2) * 2;
    out[pixel] =
      (values[corner]! + values[corner + 1]! + values[corner + size]! + values[corner + size + 1]!) / 4;
  }
  return out;
}

interface Quantizing {
  readonly plan: ScenePlan;
  readonly band: number;
  readonly size: number;
  readonly valid: Uint8Array;
}

function quantize(seen: Float32Array, samples: Uint16Array, { plan, band, size, valid }: Quantizing): void {
  const cell = isTwentyMeterBand[band] ? 2 : 1;
  for (let pixel = 0; pixel < seen.length; pixel++) {
    if (valid[pixel] === 0) continue;
    const column = Math.floor((pixel % size) / cell);
    const row = Math.floor(pixel / size / cell);
    const noise = hashNormal(plan.seed + 60 + band, column, row) * (0.0007 + 0.006 * seen[pixel]!);
    // 0 is nodata: the darkest that can be measured is 1.
    samples[pixel] = clamp(Math.round((seen[pixel]! + noise) * 10_000), 1, 65_535);
  }
}

/** 1 = measured. The swath's edge runs along the orbit, ten degrees off north. */
function makeValid({ swathEdge }: ScenePlan, size: number): Uint8Array {
  const valid = new Uint8Array(size * size).fill(1);
  if (swathEdge === null) return valid;
  for (let pixel = 0; pixel < valid.length; pixel++) {
    const row = Math.floor(pixel / size);
    if ((pixel % size) + 0.18 * (row - size / 2) > swathEdge * size) valid[pixel] = 0;
  }
  return valid;
}

function shares(valid: Uint8Array, clouds: CloudLayer | null) {
  const validCount = valid.reduce((sum, value) => sum + value, 0);
  const cloudCount =
    clouds?.opacity.reduce((sum, value, pixel) => sum + (value > 0.5 ? valid[pixel]! : 0), 0) ?? 0;
  return { cloudFraction: cloudCount / validCount, nodataFraction: 1 - validCount / valid.length };
}
