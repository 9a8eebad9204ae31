import { drone, linz, naip, orthophoto } from "./aerial.ts";
import { planetscope4, planetscope8, planetscopeRadiance, satellogic } from "./commercial.ts";
import { genericSensor } from "./generic.ts";
import {
  landsat7,
  landsat7C2l1,
  landsat7C2l2,
  landsat45C2l1,
  landsat45C2l2,
  landsat89,
  landsat89C2l1,
  landsat89C2l2,
} from "./landsat.ts";
import { modisNdvi, modisReflectance } from "./modis.ts";
import { radarAmplitude, sentinel1Decibels, sentinel1Power } from "./radar.ts";
import type { Sensor } from "./sensor.ts";
import { sentinel2L1c, sentinel2L2a } from "./sentinel2.ts";

/** Every sensor that a scene can be matched to. */
export const sensors: readonly Sensor[] = [
  sentinel2L2a,
  sentinel2L1c,
  landsat89C2l2,
  landsat89C2l1,
  landsat89,
  landsat7C2l2,
  landsat7C2l1,
  landsat45C2l2,
  landsat45C2l1,
  landsat7,
  planetscope8,
  planetscope4,
  planetscopeRadiance,
  satellogic,
  naip,
  linz,
  orthophoto,
  drone,
  sentinel1Power,
  sentinel1Decibels,
  radarAmplitude,
  modisReflectance,
  modisNdvi,
  genericSensor,
];

export const sensorOf = (sensorId: string): Sensor | undefined =>
  sensors.find((sensor) => sensor.id === sensorId);

/** Ground sample distances a sensor's products come in; empty for an unknown one. */
export const sensorGsds = (sensorId: string): readonly number[] => sensorOf(sensorId)?.gsdMeters ?? [];
