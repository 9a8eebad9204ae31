import type { EncoderBand } from "../encoder.ts";

/** What a band usually measures over land: a value, and the spread of the square root of values relative to it. */
export interface TypicalBand {
  readonly wavelengthMicrometers: number;
  readonly value: number;
  readonly spread: number;
}

// For reflectance between clear pixels, where the usual standard deviation is six tenths of the mean.
const spread = 0.3;

const typical = (wavelengthMicrometers: number, value: number): TypicalBand => ({
  wavelengthMicrometers,
  value,
  spread,
});

/**
 * Mean surface reflectance of the BigEarthNet v2 training set (Sentinel-2 L2A, ten countries of Europe; Clasen et al.
 * 2024, arXiv 2407.03653), rounded. Not from there: yellow (between its neighbours), pan, cirrus, and lwir in kelvin.
 */
const typicalBands: Readonly<Record<string, TypicalBand>> = {
  coastal: typical(0.443, 0.036),
  blue: typical(0.49, 0.044),
  green: typical(0.56, 0.061),
  yellow: typical(0.6, 0.06),
  red: typical(0.665, 0.059),
  rededge: typical(0.705, 0.094),
  rededge071: typical(0.705, 0.094),
  rededge075: typical(0.74, 0.177),
  rededge078: typical(0.783, 0.205),
  nir: typical(0.842, 0.219),
  nir08: typical(0.865, 0.224),
  nir09: typical(0.945, 0.224),
  swir16: typical(1.61, 0.157),
  swir22: typical(2.19, 0.1),
  pan: typical(0.6, 0.08),
  cirrus: typical(1.375, 0.003),
  lwir: { wavelengthMicrometers: 11, value: 295, spread: 0.02 },
};

/**
 * Roles that are no reflectance of those bands. `green05` and `swir12` lie between their neighbours; radar power is the
 * mean of Clay v1's training set and decibels that of v1.5 (configs/metadata.yaml), amplitudes the usual share of land
 * in Sentinel-1 GRD; indices are those of grown vegetation.
 */
const otherBands: Readonly<Record<string, TypicalBand>> = {
  green05: typical(0.531, 0.054),
  swir12: typical(1.24, 0.2),
  vv: { wavelengthMicrometers: 55_466, value: 0.123, spread: 0.4 },
  hh: { wavelengthMicrometers: 55_466, value: 0.123, spread: 0.4 },
  vh: { wavelengthMicrometers: 55_466, value: 0.027, spread: 0.4 },
  hv: { wavelengthMicrometers: 55_466, value: 0.027, spread: 0.4 },
  vv_db: { wavelengthMicrometers: 55_466, value: -12.1, spread: 0.3 },
  hh_db: { wavelengthMicrometers: 55_466, value: -12.1, spread: 0.3 },
  vh_db: { wavelengthMicrometers: 55_466, value: -18.7, spread: 0.2 },
  hv_db: { wavelengthMicrometers: 55_466, value: -18.7, spread: 0.2 },
  sar: { wavelengthMicrometers: 55_466, value: 0.2, spread: 0.4 },
  vv_amplitude: { wavelengthMicrometers: 55_466, value: 0.2, spread: 0.4 },
  hh_amplitude: { wavelengthMicrometers: 55_466, value: 0.2, spread: 0.4 },
  vh_amplitude: { wavelengthMicrometers: 55_466, value: 0.1, spread: 0.4 },
  hv_amplitude: { wavelengthMicrometers: 55_466, value: 0.1, spread: 0.4 },
  ndvi: { wavelengthMicrometers: Number.POSITIVE_INFINITY, value: 0.5, spread: 0.3 },
  evi: { wavelengthMicrometers: Number.POSITIVE_INFINITY, value: 0.3, spread: 0.3 },
};

const reflectanceCurve = Object.entries(typicalBands)
  .filter(([role]) => !["pan", "cirrus", "lwir"].includes(role))
  .map(([, band]) => band)
  .sort((first, second) => first.wavelengthMicrometers - second.wavelengthMicrometers);

const unknownBand = typical(Number.POSITIVE_INFINITY, 0.15);

/** By role, else between the neighbours of its wavelength, else one value for all that is not known. */
export function typicalBand(band: EncoderBand): TypicalBand {
  for (const bands of [typicalBands, otherBands])
    if (Object.hasOwn(bands, band.role)) return bands[band.role]!;
  const wavelength = band.wavelengthMicrometers;
  if (wavelength === null || !(wavelength > 0.35 && wavelength < 2.6))
    return wavelength === null ? unknownBand : { ...unknownBand, wavelengthMicrometers: wavelength };
  return typical(wavelength, reflectanceAt(wavelength));
}

function reflectanceAt(wavelengthMicrometers: number): number {
  const above = reflectanceCurve.findIndex((band) => band.wavelengthMicrometers >= wavelengthMicrometers);
  const right = reflectanceCurve.at(above)!;
  const left = reflectanceCurve[above - 1] ?? right;
  const gap = right.wavelengthMicrometers - left.wavelengthMicrometers;
  // Below the first and above the last band, left and right are the same one.
  const share = gap > 0 && above >= 0 ? (wavelengthMicrometers - left.wavelengthMicrometers) / gap : 1;
  return left.value + share * (right.value - left.value);
}

/** Positions of the bands sorted by wavelength, then role, so that files with other band orders give equal embeddings. */
export function canonicalOrder(bands: readonly EncoderBand[]): readonly number[] {
  const keys = bands.map((band) => ({
    role: band.role,
    wavelength: typicalBand(band).wavelengthMicrometers,
  }));
  return bands
    .map((_, index) => index)
    .sort((first, second) => {
      const [left, right] = [keys[first]!, keys[second]!];
      if (left.wavelength !== right.wavelength) return left.wavelength < right.wavelength ? -1 : 1;
      if (left.role !== right.role) return left.role < right.role ? -1 : 1;
      return first - second;
    });
}
