import { withClay } from "./clay.ts";
import type { Sensor } from "./sensor.ts";

/** 5.405 GHz, Sentinel-1 Product Definition. */
const cBandMicrometers = 55_466;

const common = {
  scale: 1,
  offset: 0,
  zeroFill: "every-band",
  fillDigitalNumber: null,
  validDigitalNumbers: null,
} as const;

/** Gamma-0, terrain corrected, linear power. Its Clay statistics are those of v1; v1.5 takes decibels. */
export const sentinel1Power: Sensor = {
  id: "sentinel-1-rtc",
  title: "Sentinel-1 RTC, linear power",
  gsdMeters: [10, 20, 30],
  ...common,
  measures: "backscatter-power",
  ...withClay(
    [
      { name: "VV", commonName: "vv", centerWavelengthMicrometers: cBandMicrometers },
      { name: "VH", commonName: "vh", centerWavelengthMicrometers: cBandMicrometers },
      { name: "HH", commonName: "hh", centerWavelengthMicrometers: cBandMicrometers },
      { name: "HV", commonName: "hv", centerWavelengthMicrometers: cBandMicrometers },
    ],
    "sentinel-1-rtc",
    "own",
  ),
};

/** The same in decibels, which are other numbers altogether; so its roles have other names. */
export const sentinel1Decibels: Sensor = {
  id: "sentinel-1-rtc-db",
  title: "Sentinel-1 RTC, decibels",
  gsdMeters: [10, 20, 30],
  ...common,
  measures: "backscatter-decibels",
  ...withClay(
    [
      { name: "VV", commonName: "vv_db", centerWavelengthMicrometers: cBandMicrometers },
      { name: "VH", commonName: "vh_db", centerWavelengthMicrometers: cBandMicrometers },
      { name: "HH", commonName: "hh_db", centerWavelengthMicrometers: cBandMicrometers },
      { name: "HV", commonName: "hv_db", centerWavelengthMicrometers: cBandMicrometers },
    ],
    "sentinel-1-rtc",
    "own",
  ),
};

/** Detected radar of any make (Sentinel-1 GRD, Umbra, others): amplitudes that nobody calibrated. */
export const radarAmplitude: Sensor = {
  id: "radar-amplitude",
  title: "Radar amplitude",
  bands: [
    { name: "amplitude", commonName: "sar", centerWavelengthMicrometers: null },
    { name: "VV", commonName: "vv_amplitude", centerWavelengthMicrometers: null },
    { name: "VH", commonName: "vh_amplitude", centerWavelengthMicrometers: null },
    { name: "HH", commonName: "hh_amplitude", centerWavelengthMicrometers: null },
    { name: "HV", commonName: "hv_amplitude", centerWavelengthMicrometers: null },
  ],
  gsdMeters: [],
  ...common,
  // Amplitudes over land lie at 50 to 500 in Sentinel-1 GRD; 8-bit ones are scaled as pictures are.
  scale: 0.001,
  measures: "amplitude",
  clay: null,
};
