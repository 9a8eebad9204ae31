import type { Sensor } from "./sensor.ts";

/** Any bands, taken as they are; roles and wavelengths come from band names or from the user. */
export const genericSensor: Sensor = {
  id: "generic",
  title: "Generic raster",
  bands: [],
  gsdMeters: [],
  scale: 1,
  offset: 0,
  measures: "anything",
  zeroFill: "none",
  fillDigitalNumber: null,
  validDigitalNumbers: null,
  clay: null,
};
