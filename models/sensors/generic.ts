import type { Sensor } from "./sensor.ts";

/** Any bands, taken as they are; only used where the user says so. */
export const genericSensor: Sensor = {
  id: "generic",
  title: "Generic raster",
  bands: [],
  gsdMeters: [],
  scale: 1,
  offset: 0,
};
