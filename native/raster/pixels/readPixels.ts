import type { Pixels, PixelWindow } from "../../../models/vocabulary/raster.ts";
import type { PixelSource } from "../scene/scene.ts";
import { clearDarkEdge, hasDarkBand, validPixels } from "../validity/validPixels.ts";

/**
 * Digital numbers of a window, one plane a spectral band, with what was measured. The window may reach
 * beyond the scene: what lies outside is not valid.
 */
export async function readPixels(scene: PixelSource, window: PixelWindow): Promise<Pixels> {
  const { width, height } = window;
  const left = Math.max(0, window.column);
  const top = Math.max(0, window.row);
  const right = Math.min(scene.grid.width, window.column + width);
  const bottom = Math.min(scene.grid.height, window.row + height);
  if (right <= left || bottom <= top) {
    return {
      width,
      height,
      bands: scene.bands.map(() => new Float32Array(width * height)),
      valid: new Uint8Array(width * height),
    };
  }
  const inside = { column: left, row: top, width: right - left, height: bottom - top };
  const pixels = await readInside(scene, inside);
  const isWhole = inside.width === width && inside.height === height;
  return isWhole
    ? pixels
    : pad(pixels, { width, height, column: left - window.column, row: top - window.row });
}

async function readInside(scene: PixelSource, inside: PixelWindow): Promise<Pixels> {
  const { darkEdge } = scene.validity;
  const pixels = await readValid(scene, inside);
  if (darkEdge === null || !hasDarkBand(pixels.bands, pixels.valid, darkEdge)) return pixels;
  // Whether a pixel lies at an edge must not depend on the window it is read in: what is around is looked at too.
  const around = grown(inside, darkEdge.reachPixels, scene.grid);
  const wide = await readValid(scene, around);
  clearDarkEdge(wide.valid, wide.bands, darkEdge, around.width);
  for (let row = 0; row < inside.height; row++) {
    const from = (row + inside.row - around.row) * around.width + inside.column - around.column;
    pixels.valid.set(wide.valid.subarray(from, from + inside.width), row * inside.width);
  }
  return pixels;
}

/** Pixels with what can be told of each by itself. */
async function readValid(scene: PixelSource, window: PixelWindow): Promise<Pixels> {
  const { alphaSample } = scene.validity;
  const samples = scene.bands.map((band) => band.sample);
  const planes = await scene.reader.read(window, alphaSample === null ? samples : [...samples, alphaSample]);
  const mask = scene.maskReader === null ? [] : await scene.maskReader.read(window, [0]);
  const bands = planes.slice(0, samples.length);
  const transparencies = [...planes.slice(samples.length), ...mask];
  const valid = validPixels({ window, size: scene.grid, bands, transparencies }, scene.validity);
  return { width: window.width, height: window.height, bands, valid };
}

function grown(window: PixelWindow, by: number, size: { width: number; height: number }): PixelWindow {
  const column = Math.max(0, window.column - by);
  const row = Math.max(0, window.row - by);
  return {
    column,
    row,
    width: Math.min(size.width, window.column + window.width + by) - column,
    height: Math.min(size.height, window.row + window.height + by) - row,
  };
}

function pad(pixels: Pixels, place: { width: number; height: number; column: number; row: number }): Pixels {
  const grow = <T extends Float32Array | Uint8Array>(plane: T, into: T): T => {
    for (let row = 0; row < pixels.height; row++) {
      into.set(
        plane.subarray(row * pixels.width, (row + 1) * pixels.width),
        (row + place.row) * place.width + place.column,
      );
    }
    return into;
  };
  const length = place.width * place.height;
  return {
    width: place.width,
    height: place.height,
    bands: pixels.bands.map((band) => grow(band, new Float32Array(length))),
    valid: grow(pixels.valid, new Uint8Array(length)),
  };
}
