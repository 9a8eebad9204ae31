import type { Pixels } from "../../../models/vocabulary/raster.ts";
import { cloudClasses } from "../clouds/cloudsOf.ts";
import { toMap } from "../place/affine.ts";
import { cellTransform, type GroundCell, type GroundGrid, sceneLocator } from "../place/groundGrid.ts";
import { placesOf, type SourcePlaces, windowPlaces } from "../place/placeMesh.ts";
import type { Scene } from "../scene/scene.ts";
import { readPixels } from "./readPixels.ts";
import { sampleAt, windowAround } from "./resample.ts";

/** Pixels of a chip with what of them is cloud. */
export interface ChipPixels extends Pixels {
  /** A `pixelClass` for each pixel; null where no source was given or nothing can be said. */
  readonly cloud: Uint8Array | null;
}

/** Digital numbers of one cell: a plain window where the scene lies on the grid, else resampled once. Classes are never interpolated. */
export async function readChip(scene: Scene, ground: GroundGrid, cell: GroundCell): Promise<ChipPixels> {
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
    const pixels = await readPixels(scene, window);
    return {
      ...pixels,
      cloud: scene.clouds && (await cloudClasses(scene.clouds, pixels, () => windowPlaces(window, pixels))),
    };
  }
  const places = sourcePlaces(scene, ground, cell);
  const window = windowAround(places, size, scene.grid);
  if (window === null) {
    return {
      width: size,
      height: size,
      bands: scene.bands.map(() => new Float32Array(size * size)),
      valid: new Uint8Array(size * size),
      cloud: null,
    };
  }
  const pixels = sampleAt(await readPixels(scene, window), window, places, size);
  return { ...pixels, cloud: scene.clouds && (await cloudClasses(scene.clouds, pixels, () => places)) };
}

const meshSteps = 4;

function sourcePlaces(scene: Scene, ground: GroundGrid, cell: GroundCell): SourcePlaces {
  const transform = cellTransform(ground, cell);
  const locate = sceneLocator(scene.grid, ground.crs);
  return placesOf(ground.chipPixels, meshSteps, (column, row) => locate(...toMap(transform, column, row)));
}
