import { genericSensor } from "./generic.ts";
import { landsat7, landsat89 } from "./landsat.ts";
import { orthophoto } from "./orthophoto.ts";
import type { Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

/** Every sensor that a scene can be matched to, in the order in which detection tries them. */
export const sensors: readonly Sensor[] = [
  sentinel2L2a,
  sentinel2L1c,
  landsat89,
  landsat7,
  orthophoto,
  genericSensor,
];

/** Ground sample distances a sensor's products come in; empty for an unknown one. */
export const sensorGsds = (sensorId: string): readonly number[] =>
  sensors.find((sensor) => sensor.id === sensorId)?.gsdMeters ?? [];
