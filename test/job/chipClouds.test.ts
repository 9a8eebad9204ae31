import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { classFractions, pixelClass } from "../../models/clouds/pixelClass.ts";
import { type CloudSource, cloudSourceOf } from "../../native/raster/clouds/cloudSource.ts";
import { openCloudMask } from "../../native/raster/clouds/openCloudMask.ts";
import { readChip } from "../../native/raster/pixels/readChip.ts";
import { groundGridOf, planCells } from "../../native/raster/place/groundGrid.ts";
import { openReadyScene } from "../../native/raster/scene/openScene.ts";
import type { Scene } from "../../native/raster/scene/scene.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { gridOrigin, writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("chip-clouds");
const chipPixels = 16;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A scene of 64 pixels of 10 m, and its classification of 20 m: the western half is cloud. */
async function sceneAndMask(shift: { columns: number; rows: number }) {
  const file = await writeTinyScene(path.join(folder, `S2A_MSIL2A_20200601_${shift.columns}.tif`), { shift });
  const scene = await openReadyScene(file);
  const maskFile = await writeTinyScene(path.join(folder, "SCL_20m.tif"), {
    side: 32,
    bandCount: 1,
    dataType: "uint8",
    transform: [20, 0, gridOrigin.x, 0, -20, gridOrigin.y],
    sample: ({ column }) => (column < 16 ? 9 : 4),
  });
  const outcome = await openCloudMask({ kind: "sentinel-2-scl", path: maskFile }, scene.grid, openTiffRaster);
  if (outcome.kind === "unused") throw new Error(outcome.sentence);
  closers.push(() => scene.close(), outcome.mask.close);
  return { scene, source: cloudSourceOf(outcome.mask, null)! };
}

async function chipsOf(scene: Scene, source: CloudSource | null) {
  const ground = groundGridOf(scene.grid, scene.sensor.gsdMeters, chipPixels);
  const chips = await Promise.all(
    planCells(scene.grid, ground).map(async (cell) => ({
      ...(await readChip({ ...scene, clouds: source }, ground, cell)),
      cell,
    })),
  );
  return { chips, isAligned: ground.isAligned };
}

const firstCell = { i: gridOrigin.x / 160, j: gridOrigin.y / 160 - 1 };

describe("clouds of a chip", () => {
  it("are those of the mask where the chip lies, on the grid", async () => {
    const { scene, source } = await sceneAndMask({ columns: 0, rows: 0 });
    const { chips, isAligned } = await chipsOf(scene, source);
    expect(isAligned).toBe(true);
    for (const { cell, cloud, valid } of chips)
      expect([cell, classFractions(cloud!, valid)?.cloud]).toEqual([cell, cell.i < firstCell.i + 2 ? 1 : 0]);
  });

  it("and off it: the mask is sampled, never interpolated, where the resampled pixels lie", async () => {
    const { scene, source } = await sceneAndMask({ columns: 3.4, rows: -2.3 });
    const { chips, isAligned } = await chipsOf(scene, source);
    expect(isAligned).toBe(false);
    let seen = 0;
    for (const { cell, cloud, valid } of chips) {
      for (let index = 0; index < valid.length; index++) {
        if (valid[index] === 0 || cloud![index] === pixelClass.nodata) continue;
        seen++;
        const expected = cell.i < firstCell.i + 2 ? pixelClass.cloud : pixelClass.clear;
        if (cloud![index] !== expected)
          throw new Error(`pixel ${index} of cell ${cell.i} is ${cloud![index]}`);
      }
    }
    expect(seen).toBeGreaterThan(3000);
  });

  it("are estimated from its reflectances where there is no mask, and unknown without either", async () => {
    const { scene } = await sceneAndMask({ columns: 0, rows: 0 });
    const roles = scene.bands.map((band) => band.role);
    const source = cloudSourceOf(null, { roles, scaling: scene.scaling, level: "surface" });
    const estimated = (await chipsOf(scene, source)).chips[0]!;
    expect(classFractions(estimated.cloud!, estimated.valid)?.cloud).toBe(0);
    expect((await chipsOf(scene, null)).chips[0]!.cloud).toBeNull();
  });
});
