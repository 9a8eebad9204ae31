import { withClay } from "./clay.ts";
import type { Sensor } from "./sensor.ts";

// Scale, fill and valid range: MODIS MOD09 and MOD13 user's guides. Sample distances are those of the sinusoidal grid.

/** Eight-day surface reflectance. Band 5 has no STAC common name; `swir12` follows the same pattern. */
export const modisReflectance: Sensor = {
  id: "modis-mod09a1",
  title: "MODIS MOD09A1 surface reflectance",
  gsdMeters: [463.312716528],
  scale: 0.0001,
  offset: 0,
  measures: "reflectance",
  zeroFill: "none",
  fillDigitalNumber: -28672,
  validDigitalNumbers: { low: -100, high: 16000 },
  ...withClay(
    [
      { name: "sur_refl_b01", commonName: "red", centerWavelengthMicrometers: 0.645 },
      { name: "sur_refl_b02", commonName: "nir", centerWavelengthMicrometers: 0.858 },
      { name: "sur_refl_b03", commonName: "blue", centerWavelengthMicrometers: 0.469 },
      { name: "sur_refl_b04", commonName: "green", centerWavelengthMicrometers: 0.555 },
      { name: "sur_refl_b05", commonName: "swir12", centerWavelengthMicrometers: 1.24 },
      { name: "sur_refl_b06", commonName: "swir16", centerWavelengthMicrometers: 1.64 },
      { name: "sur_refl_b07", commonName: "swir22", centerWavelengthMicrometers: 2.13 },
    ],
    "modis",
    "own",
  ),
};

/** Sixteen-day vegetation indices. */
export const modisNdvi: Sensor = {
  id: "modis-mod13q1-ndvi",
  title: "MODIS MOD13Q1 vegetation index",
  bands: [
    { name: "NDVI", commonName: "ndvi", centerWavelengthMicrometers: null },
    { name: "EVI", commonName: "evi", centerWavelengthMicrometers: null },
  ],
  gsdMeters: [231.656358264],
  scale: 0.0001,
  offset: 0,
  measures: "index",
  zeroFill: "none",
  fillDigitalNumber: -3000,
  validDigitalNumbers: { low: -2000, high: 10000 },
  clay: null,
};
