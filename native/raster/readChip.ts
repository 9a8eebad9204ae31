import type { Pixels } from "../../models/vocabulary/raster.ts";
import { toMap } from "./affine.ts";
import { cellTransform, type GroundCell, type GroundGrid, sceneLocator } from "./groundGrid.ts";
import { readPixels } from "./readPixels.ts";
import { type SourcePlaces, sampleAt } from "./resample.ts";
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
  const window = windowAround(places);
  if (!touches(window, scene.grid)) {
    return {
      width: size,
      height: size,
      bands: scene.bands.map(() => new Float32Array(size * size)),
      valid: new Uint8Array(size * size),
    };
  }
  return sampleAt(await readPixels(scene, window), window, places, size);
}

/** Exact places are worked out on a mesh of this many steps a side and interpolated between: the map bends far less than that. */
const meshSteps = 4;

/** Where the middle of every chip pixel lies in the scene, in fractional pixels. */
function sourcePlaces(scene: Scene, ground: GroundGrid, cell: GroundCell): SourcePlaces {
  const size = ground.chipPixels;
  const transform = cellTransform(ground, cell);
  const locate = sceneLocator(scene.grid, ground.crs);
  const mesh: (readonly [number, number])[] = [];
  for (let row = 0; row <= meshSteps; row++) {
    for (let column = 0; column <= meshSteps; column++) {
      mesh.push(locate(...toMap(transform, (column * size) / meshSteps, (row * size) / meshSteps)));
    }
  }
  const columns = new Float64Array(size * size);
  const rows = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const u = ((column + 0.5) * meshSteps) / size;
      const v = ((row + 0.5) * meshSteps) / size;
      const left = Math.min(meshSteps - 1, Math.floor(u));
      const top = Math.min(meshSteps - 1, Math.floor(v));
      const corner = top * (meshSteps + 1) + left;
      const [nw, ne, sw, se] = [
        mesh[corner]!,
        mesh[corner + 1]!,
        mesh[corner + meshSteps + 1]!,
        mesh[corner + meshSteps + 2]!,
      ];
      const [p, q] = [u - left, v - top];
      const blend = (axis: 0 | 1) =>
        (nw[axis] * (1 - p) + ne[axis] * p) * (1 - q) + (sw[axis] * (1 - p) + se[axis] * p) * q;
      columns[row * size + column] = blend(0);
      rows[row * size + column] = blend(1);
    }
  }
  return { columns, rows };
}

function windowAround({ columns, rows }: SourcePlaces) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < columns.length; index++) {
    left = Math.min(left, columns[index]!);
    right = Math.max(right, columns[index]!);
    top = Math.min(top, rows[index]!);
    bottom = Math.max(bottom, rows[index]!);
  }
  const column = Math.floor(left) - 1;
  const row = Math.floor(top) - 1;
  return { column, row, width: Math.ceil(right) + 2 - column, height: Math.ceil(bottom) + 2 - row };
}

function touches(
  window: { column: number; row: number; width: number; height: number },
  size: { width: number; height: number },
) {
  return (
    window.column < size.width &&
    window.row < size.height &&
    window.column + window.width > 0 &&
    window.row + window.height > 0
  );
}
