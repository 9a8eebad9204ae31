import type { Pixels } from "../../models/vocabulary/raster.ts";
import { toMap } from "./affine.ts";
import { cellTransform, type GroundCell, type GroundGrid, sceneLocator } from "./groundGrid.ts";
import { placesOf, type SourcePlaces } from "./placeMesh.ts";
import { readPixels } from "./readPixels.ts";
import { sampleAt, windowAround } from "./resample.ts";
import type { Scene } from "./scene.ts";

/** Digital numbers of one cell: a plain window where the scene lies on the grid, else resampled once. */
export async function readChip(scene: Scene, ground: GroundGrid, cell: GroundCell): Promise<Pixels> {
  const size = ground.chipPixels;
  if (ground.isAligned) {
    const [, , minX, , , maxY] = cellTransform(ground, cell);
    const [a, , c, , , f] = scene.grid.transform;
    const window = {
      column: Math.round((minX - c) / a),
      row: Math.round((f - maxY) / a),
      width: size,
      height: size,
    };
    return readPixels(scene, window);
  }
  const places = sourcePlaces(scene, ground, cell);
  const window = windowAround(places, size, scene.grid);
  if (window === null) {
    return {
      width: size,
      height: size,
      bands: scene.bands.map(() => new Float32Array(size * size)),
      valid: new Uint8Array(size * size),
    };
  }
  return sampleAt(await readPixels(scene, window), window, places, size);
}

const meshSteps = 4;

function sourcePlaces(scene: Scene, ground: GroundGrid, cell: GroundCell): SourcePlaces {
  const transform = cellTransform(ground, cell);
  const locate = sceneLocator(scene.grid, ground.crs);
  return placesOf(ground.chipPixels, meshSteps, (column, row) => locate(...toMap(transform, column, row)));
}
