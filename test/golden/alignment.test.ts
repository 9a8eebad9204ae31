import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Grid, Pixels } from "../../models/vocabulary/raster.ts";
import { readChip } from "../../native/raster/pixels/readChip.ts";
import { readPixels } from "../../native/raster/pixels/readPixels.ts";
import { crsFromEpsg } from "../../native/raster/place/crs/epsg.ts";
import {
  type GroundGrid,
  groundGridOf,
  groundIdOf,
  planCells,
  sceneBoundsIn,
} from "../../native/raster/place/groundGrid.ts";
import { openReadyScene } from "../../native/raster/scene/openScene.ts";
import type { Scene } from "../../native/raster/scene/scene.ts";
import { type Kernel, kernels, writeResampledCopy } from "../support/resampledCopy.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("alignment");
const series = sharedPath("data/timeseries/fordead31ufq");
const files = series === null ? [] : readdirSync(series).filter((name) => name.endsWith(".tif"));
const chipPixels = 16;
/** Clear, in summer, with sharp edges between wood, meadow and cut. */
const days = ["20180627", "20190602", "20200527"];
const wholeOf = (scene: Scene) =>
  readPixels(scene, { column: 0, row: 0, width: scene.grid.width, height: scene.grid.height });

const groundOf = (scene: Scene) => groundGridOf(scene.grid, scene.sensor.gsdMeters, chipPixels);

/** Chips by ground id, of cells that were measured at least half. */
async function chipsOf(scene: Scene, ground: GroundGrid): Promise<Map<string, Pixels>> {
  const chips = new Map<string, Pixels>();
  for (const cell of planCells(scene.grid, ground)) {
    const chip = await readChip(scene, ground, cell);
    const validCount = chip.valid.reduce((sum, value) => sum + value, 0);
    if (validCount >= chip.valid.length / 2) chips.set(groundIdOf(ground, cell), chip);
  }
  return chips;
}

/** Grids of copies: 3.4 pixels away, in degrees, and in the zone to the east. */
function copyGrids({ grid }: Scene): Record<"shifted" | "degrees" | "neighbour", Grid> {
  const [a, , c, , , f] = grid.transform;
  const around = (code: number, pixelSize: number): Grid => {
    const crs = crsFromEpsg(code)!;
    const [minX, minY, maxX, maxY] = sceneBoundsIn(grid, crs);
    return {
      width: Math.ceil((maxX - minX) / pixelSize) + 1,
      height: Math.ceil((maxY - minY) / pixelSize) + 1,
      transform: [pixelSize, 0, minX - pixelSize / 3, 0, -pixelSize, maxY + pixelSize / 3],
      crs,
    };
  };
  return {
    // Begun four pixels earlier, so that it covers the same ground.
    shifted: {
      ...grid,
      width: grid.width + 4,
      height: grid.height + 4,
      transform: [a, 0, c - 3.4 * a, 0, -a, f + 3.4 * a],
    },
    // A square of these degrees has the area of a pixel here, as gdalwarp would choose it.
    degrees: around(4326, 0.0001112),
    neighbour: around(32632, 10),
  };
}

/** Mean absolute difference of pixels at least two from what is not valid, as reflectance. */
function interiorError(original: Map<string, Pixels>, copy: Map<string, Pixels>): number {
  let [sum, count] = [0, 0];
  for (const [id, { bands, valid, width }] of original) {
    const other = copy.get(id);
    if (other === undefined) continue;
    for (let index = 0; index < valid.length; index++) {
      const [column, row] = [index % width, Math.floor(index / width)];
      const isInterior = [-2, 0, 2].every((down) =>
        [-2, 0, 2].every((right) => {
          const [x, y] = [
            Math.min(width - 1, Math.max(0, column + right)),
            Math.min(width - 1, Math.max(0, row + down)),
          ];
          return valid[y * width + x] === 1 && other.valid[y * width + x] === 1;
        }),
      );
      if (!isInterior) continue;
      for (const [band, plane] of bands.entries())
        sum += Math.abs(plane[index]! - other.bands[band]![index]!);
      count += bands.length;
    }
  }
  expect(count).toBeGreaterThan(10_000);
  return sum / count / 10_000;
}

describe("a series of one place", () => {
  it("shares its ground ids over all dates", async ({ skip }) => {
    if (series === null) return skip(noSharedData);
    const ids = new Set<string>();
    for (const name of files) {
      const scene = await openReadyScene(join(series, name));
      const ground = groundOf(scene);
      ids.add(
        planCells(scene.grid, ground)
          .map((cell) => groundIdOf(ground, cell))
          .join(" "),
      );
      expect(ground.isAligned).toBe(true);
      await scene.close();
    }
    expect(files.length).toBe(97);
    expect(ids.size).toBe(1);
  });

  it("takes in copies that are shifted by 3.4 pixels, in degrees or in the next zone on the same ground ids, near the original values", async ({
    skip,
  }) => {
    if (series === null) return skip(noSharedData);
    const errors = new Map<string, number[]>();
    for (const day of days) {
      const scene = await openReadyScene(join(series, `fordead31ufq_${day}.tif`));
      const pixels = await wholeOf(scene);
      const original = await chipsOf(scene, groundOf(scene));
      for (const [kind, grid] of Object.entries(copyGrids(scene))) {
        for (const [maker, kernel] of Object.entries(kernels) as [string, Kernel][]) {
          const path = join(folder, `fordead31ufq_${day}_${kind}_${maker}.tif`);
          await writeResampledCopy(path, { scene, pixels, grid, kernel });
          const copy = await openReadyScene(path, { sensorId: scene.sensor.id });
          const ground = groundOf(copy);
          expect([kind, ground.crs.epsg, ground.gsdMeters, ground.isAligned]).toEqual([
            kind,
            32631,
            10,
            false,
          ]);
          const chips = await chipsOf(copy, ground);
          expect([...chips.keys()]).toEqual([...original.keys()]);
          const known = errors.get(`${kind} ${maker}`) ?? [];
          errors.set(`${kind} ${maker}`, [...known, interiorError(original, chips)]);
          await copy.close();
        }
      }
      await scene.close();
    }
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const rows = [...errors].map(([name, values]) => `  ${name}: ${mean(values).toFixed(5)}`);
    console.log(
      `mean absolute reflectance error on interior pixels, copy and how it was made:\n${rows.join("\n")}`,
    );
    for (const kind of ["shifted", "degrees", "neighbour"]) {
      // What taking it in costs; and with what making the copy costs on top.
      expect(mean(errors.get(`${kind} lanczos12`)!)).toBeLessThan(0.0035);
      expect(mean(errors.get(`${kind} bilinear`)!)).toBeLessThan(0.0045);
    }
  });
});
