import type { EncoderChip, EncoderInput } from "../../models/encoders/encoder.ts";
import { sensorGsds } from "../../models/sensors/index.ts";
import { findChip } from "../archive/chips.ts";
import { groundGridOf } from "../raster/place/groundGrid.ts";
import { encoderChipOf, inputOf, readCells } from "./chipsOfScene.ts";
import type { PictureParts } from "./drawPictures.ts";
import { pooled, sceneOf } from "./storedScene.ts";

/** A chip of the archive as an encoder takes it, read again from its scene. @throws EngineError where that has gone. */
export async function readStoredChip(
  chipId: string,
  { archive, scenes }: PictureParts,
): Promise<{ readonly chip: EncoderChip; readonly input: EncoderInput }> {
  const stored = findChip(archive, chipId);
  const record = sceneOf(archive, stored.sceneId);
  return scenes.use(pooled(record), async (scene) => {
    const ground = groundGridOf(scene.grid, sensorGsds(record.sensorId), stored.chipPixels);
    const cells = [{ i: stored.cellI, j: stored.cellJ }];
    for await (const read of readCells(scene, ground, cells))
      return { chip: encoderChipOf(scene, ground, read), input: inputOf(scene, ground) };
    throw new Error(`chip ${chipId} was not read`);
  });
}
