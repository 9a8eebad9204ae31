import type { Stretch } from "../../../models/vocabulary/raster.ts";
import { readPixels } from "../pixels/readPixels.ts";
import type { Scene } from "../scene/scene.ts";

/** The bands shown as red, green and blue (positions in `scene.bands`), and the range of each. */
export interface Rendering {
  readonly bands: readonly [number, number, number];
  readonly stretches: readonly [Stretch, Stretch, Stretch];
}

const windowsASide = 6;
const windowPixels = 32;

/**
 * True colour where the scene has it, else its longest three wavelengths. The range is the 2nd to 98th
 * percentile of the valid pixels of a few windows spread over the scene; the three share one range where
 * they are true colour, so that colours stay true.
 */
export async function chooseRendering(scene: Scene): Promise<Rendering> {
  const { bands, isTrueColour } = shownBands(scene.bands, false);
  return stretched(bands, withoutClouds(await sampleValues(scene, bands), scene), isTrueColour);
}

/** What is known of the bands of a scene that is not settled. */
export interface UnsettledBands {
  /** In file order; empty where no sensor fits. */
  readonly bands: readonly ShownBand[];
  /** The file says that its first three bands are red, green and blue. */
  readonly isRgb: boolean;
  /** Valid numbers of each band, from dark to bright. */
  readonly sortedDigitalNumbers: readonly Float32Array[];
}

/** The same where sensor or scale are not known: as the file marks its bands, or its first band in grey. */
export function renderingOfSample({ bands, isRgb, sortedDigitalNumbers }: UnsettledBands): Rendering {
  const isMarked = isRgb && sortedDigitalNumbers.length >= 3;
  const chosen = shownBands(bands, isMarked);
  const values = chosen.bands.map((band) => sortedDigitalNumbers[band] ?? []);
  return stretched(chosen.bands, values, chosen.isTrueColour);
}

interface ShownBand {
  readonly role: string;
  readonly wavelengthMicrometers: number | null;
}

type Three<Value> = readonly [Value, Value, Value];

function shownBands(
  bands: readonly ShownBand[],
  isRgb: boolean,
): { readonly bands: Three<number>; readonly isTrueColour: boolean } {
  const position = (role: string) => bands.findIndex((band) => band.role === role);
  const rgb = [position("red"), position("green"), position("blue")] as const;
  if (rgb.every((band) => band >= 0)) return { bands: rgb, isTrueColour: true };
  return isRgb
    ? { bands: [0, 1, 2], isTrueColour: true }
    : { bands: falseColour(bands), isTrueColour: false };
}

function stretched(
  bands: Three<number>,
  values: readonly ArrayLike<number>[],
  isTrueColour: boolean,
): Rendering {
  const each = values.map(percentiles);
  const low = Math.min(...each.map((stretch) => stretch.low));
  const high = Math.max(...each.map((stretch) => stretch.high));
  const stretches = each.map((stretch) => (isTrueColour ? { low, high } : stretch));
  return { bands, stretches: [stretches[0]!, stretches[1]!, stretches[2]!] };
}

/** Valid values of each band from a grid of windows, so that only a few blocks of a large scene are decoded. */
async function sampleValues(scene: Scene, bands: readonly number[]): Promise<number[][]> {
  const values = bands.map((): number[] => []);
  const { width, height } = scene.grid;
  const start = (step: number, length: number) =>
    Math.max(0, Math.floor(((step + 0.5) * length) / windowsASide - windowPixels / 2));
  for (let cell = 0; cell < windowsASide ** 2; cell++) {
    const column = start(cell % windowsASide, width);
    const row = start(Math.floor(cell / windowsASide), height);
    const window = {
      column,
      row,
      width: Math.min(windowPixels, width - column),
      height: Math.min(windowPixels, height - row),
    };
    const pixels = await readPixels(scene, window);
    for (let index = 0; index < pixels.valid.length; index++) {
      if (pixels.valid[index] === 1)
        for (const [position, band] of bands.entries()) values[position]!.push(pixels.bands[band]![index]!);
    }
  }
  return values;
}

function falseColour(bands: readonly ShownBand[]): Three<number> {
  const order = bands
    .map((band, index) => ({ index, wavelength: band.wavelengthMicrometers ?? 0 }))
    .sort((one, other) => other.wavelength - one.wavelength)
    .map(({ index }) => index);
  const [first = 0, second = first, third = second] = order;
  return [first, second, third];
}

/** Land is darker than this in any band that is shown; what is brighter is cloud, snow or glint. */
const brightReflectance = 0.35;

/**
 * Leaves bright reflectances out of the range, so that a cloudy date shows its land as a clear one does; all values
 * where little else is left, or where they are no reflectances.
 */
function withoutClouds(values: readonly number[][], { sensor, scaling }: Scene): readonly number[][] {
  if (sensor.measures !== "reflectance") return values;
  const isBright = (value: number) => value * scaling.scale + scaling.offset > brightReflectance;
  const dark = values.map((band) => band.filter((value) => !isBright(value)));
  return dark.every((band, index) => band.length >= 0.05 * values[index]!.length) ? dark : values;
}

function percentiles(values: ArrayLike<number>): Stretch {
  const sorted = Float32Array.from(values).sort();
  if (sorted.length === 0) return { low: 0, high: 1 };
  const low = sorted[Math.floor(sorted.length * 0.02)]!;
  const high = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.98))]!;
  return high > low ? { low, high } : { low, high: low + 1 };
}

/** RGBA bytes, one pixel after the other; not valid = transparent. */
export function toRgba(
  pixels: { readonly bands: readonly Float32Array[]; readonly valid: Uint8Array },
  { bands, stretches }: Rendering,
): Uint8Array {
  const rgba = new Uint8Array(pixels.valid.length * 4);
  for (let channel = 0; channel < 3; channel++) {
    const band = pixels.bands[bands[channel]!]!;
    const { low, high } = stretches[channel]!;
    const gain = 1 / (high - low);
    for (let index = 0; index < band.length; index++) {
      const share = Math.min(1, Math.max(0, (band[index]! - low) * gain));
      // A mild gamma keeps dark forest and water readable.
      rgba[index * 4 + channel] = Math.round(255 * share ** 0.8);
    }
  }
  for (let index = 0; index < pixels.valid.length; index++) rgba[index * 4 + 3] = pixels.valid[index]! * 255;
  return rgba;
}
