import type { Stretch } from "../../../models/vocabulary/raster.ts";

/** The bands shown as red, green and blue (positions in `scene.bands`), and the range of each. */
export interface Rendering {
  readonly bands: readonly [number, number, number];
  readonly stretches: readonly [Stretch, Stretch, Stretch];
}

/** What is known of the bands of a scene, settled or not. */
export interface BandsToShow {
  /** In file order; empty where no sensor fits. */
  readonly bands: readonly ShownBand[];
  /** The file says that its first three bands are red, green and blue. */
  readonly isRgb: boolean;
  /** Valid numbers of each band, from dark to bright. */
  readonly sortedDigitalNumbers: readonly Float32Array[];
  /** How the numbers become reflectances; null where they are none, or nobody knows. */
  readonly reflectance: { readonly scale: number; readonly offset: number } | null;
}

/**
 * True colour where the scene has it, else its longest three wavelengths, or its first band in grey. The range is the
 * 2nd to 98th percentile of the pixels that were looked at; the three share one range where they are true colour, so
 * that colours stay true.
 */
export function renderingOf({ bands, isRgb, sortedDigitalNumbers, reflectance }: BandsToShow): Rendering {
  const chosen = shownBands(bands, isRgb && sortedDigitalNumbers.length >= 3);
  const values = chosen.bands.map((band) => sortedDigitalNumbers[band] ?? new Float32Array(0));
  const each = withoutClouds(values, reflectance).map(percentiles);
  const low = Math.min(...each.map((stretch) => stretch.low));
  const high = Math.max(...each.map((stretch) => stretch.high));
  const stretches = each.map((stretch) => (chosen.isTrueColour ? { low, high } : stretch));
  return { bands: chosen.bands, stretches: [stretches[0]!, stretches[1]!, stretches[2]!] };
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
function withoutClouds(
  values: readonly Float32Array[],
  reflectance: BandsToShow["reflectance"],
): readonly Float32Array[] {
  if (reflectance === null) return values;
  const { scale, offset } = reflectance;
  const dark = values.map((band) => {
    const end = band.findIndex((value) => value * scale + offset > brightReflectance);
    return end < 0 ? band : band.subarray(0, end);
  });
  return dark.every((band, index) => band.length >= 0.05 * values[index]!.length) ? dark : values;
}

function percentiles(sorted: Float32Array): Stretch {
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
