import type { Stretch } from "../../models/vocabulary/raster.ts";
import { readPixels } from "./readPixels.ts";
import type { Scene } from "./scene.ts";

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
  const position = (role: string) => scene.bands.findIndex((band) => band.role === role);
  const rgb = [position("red"), position("green"), position("blue")] as const;
  const isTrueColour = rgb.every((band) => band >= 0);
  const bands = isTrueColour ? rgb : falseColour(scene);
  const values = withoutClouds(await sampleValues(scene, bands), scene);
  const each = values.map(percentiles);
  const low = Math.min(...each.map((stretch) => stretch.low));
  const high = Math.max(...each.map((stretch) => stretch.high));
  const stretches = each.map((stretch) => (isTrueColour ? { low, high } : stretch));
  return { bands: [...bands], stretches: [stretches[0]!, stretches[1]!, stretches[2]!] };
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

function falseColour(scene: Scene): readonly [number, number, number] {
  const order = scene.bands
    .map((band, index) => ({ index, wavelength: band.wavelengthMicrometers ?? 0 }))
    .sort((one, other) => other.wavelength - one.wavelength)
    .map(({ index }) => index);
  const [first = 0, second = first, third = second] = order;
  return [first, second, third];
}

/** Land is darker than this in any band that is shown; what is brighter is cloud, snow or glint. */
const brightReflectance = 0.35;

/** Leaves bright values out of the range, so that a cloudy date shows its land as a clear one does; all of them where little else is left. */
function withoutClouds(values: readonly number[][], { scaling }: Scene): readonly number[][] {
  const isBright = (value: number) => value * scaling.scale + scaling.offset > brightReflectance;
  const dark = values.map((band) => band.filter((value) => !isBright(value)));
  return dark.every((band, index) => band.length >= 0.05 * values[index]!.length) ? dark : values;
}

function percentiles(values: readonly number[]): Stretch {
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
