/** The bands of a demo scene in file order, with the words that describe them in the file. */
export const demoBands = [
  "B02 blue",
  "B03 green",
  "B04 red",
  "B05 rededge1",
  "B06 rededge2",
  "B07 rededge3",
  "B08 nir",
  "B8A nir08",
  "B11 swir16",
  "B12 swir22",
] as const;

export const demoBandCount = demoBands.length;

/** Whether the sensor sees a band at 20 m: such bands are the mean of 2 x 2 pixels, repeated. */
export const isTwentyMeterBand = [false, false, false, true, true, true, false, true, true, true] as const;

/** One reflectance (0-1) a band, in the order of `demoBands`. */
export type Spectrum = readonly number[];

/**
 * Reflectance of each surface in each of its states, seen from above at 10 m.
 *
 * Set by hand and rounded: the shapes (chlorophyll wells, red edge, water bands, iron and clay slopes) follow the
 * materials in R. F. Kokaly et al. 2017, USGS Spectral Library Version 7 (Data Series 1035), and S. K. Meerdink et al. 2019,
 * The ECOSTRESS spectral library version 1.0; leaves after S. Jacquemoud & F. Baret 1990, PROSPECT: a model of leaf optical
 * properties spectra; the step from leaf to canopy (darker, by shadow and litter) after G. P. Asner 1998, Biophysical and
 * biochemical sources of variability in canopy reflectance; roofs and roads after M. Herold et al. 2004, Spectrometry for
 * urban area remote sensing. No value is a measurement.
 */
export const spectra = {
  coniferSummer: [0.02, 0.033, 0.021, 0.056, 0.148, 0.183, 0.197, 0.203, 0.088, 0.04],
  coniferWinter: [0.019, 0.029, 0.023, 0.05, 0.122, 0.15, 0.162, 0.168, 0.076, 0.037],
  broadleafFresh: [0.026, 0.062, 0.031, 0.108, 0.3, 0.385, 0.405, 0.418, 0.19, 0.086],
  broadleafSummer: [0.022, 0.046, 0.024, 0.082, 0.255, 0.33, 0.35, 0.362, 0.162, 0.072],
  broadleafAutumn: [0.034, 0.064, 0.085, 0.132, 0.215, 0.25, 0.268, 0.282, 0.197, 0.108],
  broadleafBare: [0.04, 0.052, 0.062, 0.087, 0.122, 0.142, 0.157, 0.172, 0.194, 0.125],
  cerealGreen: [0.026, 0.056, 0.029, 0.097, 0.33, 0.428, 0.45, 0.46, 0.182, 0.082],
  cerealRipe: [0.072, 0.11, 0.147, 0.195, 0.256, 0.287, 0.307, 0.327, 0.352, 0.242],
  stubble: [0.076, 0.107, 0.143, 0.18, 0.223, 0.243, 0.262, 0.282, 0.365, 0.287],
  rapeGreen: [0.032, 0.064, 0.034, 0.104, 0.33, 0.418, 0.44, 0.45, 0.19, 0.088],
  rapeBloom: [0.046, 0.138, 0.112, 0.166, 0.322, 0.398, 0.418, 0.426, 0.204, 0.1],
  rapeRipe: [0.066, 0.097, 0.118, 0.162, 0.236, 0.276, 0.296, 0.312, 0.292, 0.184],
  maizeGreen: [0.028, 0.058, 0.031, 0.1, 0.318, 0.412, 0.436, 0.446, 0.2, 0.092],
  maizeRipe: [0.061, 0.09, 0.111, 0.156, 0.221, 0.256, 0.277, 0.296, 0.302, 0.202],
  grassGreen: [0.033, 0.07, 0.043, 0.117, 0.298, 0.368, 0.388, 0.4, 0.212, 0.107],
  grassWinter: [0.045, 0.071, 0.07, 0.121, 0.212, 0.243, 0.262, 0.277, 0.25, 0.152],
  grassMown: [0.062, 0.094, 0.103, 0.154, 0.234, 0.27, 0.29, 0.306, 0.302, 0.202],
  soilMoist: [0.055, 0.076, 0.1, 0.125, 0.146, 0.161, 0.176, 0.191, 0.262, 0.222],
  soilDry: [0.083, 0.114, 0.15, 0.18, 0.2, 0.216, 0.232, 0.25, 0.342, 0.302],
  waterClear: [0.026, 0.027, 0.015, 0.012, 0.008, 0.008, 0.007, 0.007, 0.004, 0.003],
  waterTurbid: [0.05, 0.07, 0.054, 0.045, 0.025, 0.025, 0.022, 0.02, 0.008, 0.006],
  asphalt: [0.075, 0.084, 0.09, 0.096, 0.101, 0.106, 0.111, 0.117, 0.132, 0.122],
  roofTile: [0.064, 0.082, 0.118, 0.163, 0.18, 0.197, 0.208, 0.223, 0.3, 0.282],
  roofGrey: [0.098, 0.108, 0.116, 0.125, 0.149, 0.154, 0.16, 0.166, 0.19, 0.18],
  roofBright: [0.25, 0.27, 0.282, 0.288, 0.293, 0.298, 0.303, 0.308, 0.305, 0.275],
  slash: [0.054, 0.074, 0.096, 0.126, 0.165, 0.186, 0.203, 0.222, 0.312, 0.222],
  char: [0.029, 0.034, 0.04, 0.048, 0.057, 0.065, 0.075, 0.085, 0.135, 0.13],
  cloud: [0.62, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67, 0.67, 0.47, 0.36],
} as const satisfies Record<string, Spectrum>;

export type SurfaceState = keyof typeof spectra;

/** Shares of states that together make a surface; they add up to 1. */
export type StateMix = Readonly<Partial<Record<SurfaceState, number>>>;

/** The spectrum of a mixture, each band the mean of its states weighted by share (linear mixing). */
export function mixSpectra(states: StateMix): number[] {
  const mixed = new Array<number>(demoBandCount).fill(0);
  for (const [state, share] of Object.entries(states)) {
    const spectrum = spectra[state as SurfaceState];
    for (let band = 0; band < demoBandCount; band++) mixed[band]! += share * spectrum[band]!;
  }
  return mixed;
}

/** Both mixtures as one, the second with weight `share` (0-1). */
export function mixStates(one: StateMix, other: StateMix, share: number): StateMix {
  const mixed: Partial<Record<SurfaceState, number>> = {};
  for (const [states, weight] of [
    [one, 1 - share],
    [other, share],
  ] as const) {
    for (const [state, part] of Object.entries(states) as [SurfaceState, number][]) {
      mixed[state] = (mixed[state] ?? 0) + weight * part;
    }
  }
  return mixed;
}
