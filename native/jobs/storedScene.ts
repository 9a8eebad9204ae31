import { genericSensor } from "../../models/sensors/generic.ts";
import { sensors } from "../../models/sensors/index.ts";
import type { Archive } from "../archive/openArchive.ts";
import { findScene, type SceneRecord } from "../archive/scenes.ts";
import { EngineError } from "../engineError.ts";
import type { PooledScene } from "../raster/scene/scenePool.ts";

/** The scene as it was read when it was taken in. */
export function pooled(record: SceneRecord): PooledScene {
  const sensor = sensors.find(({ id }) => id === record.sensorId) ?? genericSensor;
  const bands = record.bands.map(({ role, name, wavelengthMicrometers }) => ({
    role,
    name,
    wavelengthMicrometers:
      wavelengthMicrometers ??
      sensor.bands.find((band) => band.name === name)?.centerWavelengthMicrometers ??
      null,
  }));
  const { id, path, scaling, acquiredAt } = record;
  return { id, path, reading: { sensor, bands, scaling, acquiredAt } };
}

/** @throws EngineError when it is not there. */
export function sceneOf(archive: Archive, sceneId: string): SceneRecord {
  const record = findScene(archive, sceneId);
  if (record === null) throw new EngineError({ kind: "scene-unknown", sceneId });
  return record;
}
