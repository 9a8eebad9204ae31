import type { Pixels, PixelWindow } from "../../models/vocabulary/raster.ts";
import type { Scene, ValidityRule } from "./scene.ts";

/**
 * Digital numbers of a window, one plane a spectral band, with what was measured. The window may reach
 * beyond the scene: what lies outside is not valid.
 */
export async function readPixels(scene: Scene, window: PixelWindow): Promise<Pixels> {
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
  const { alphaSample } = scene.validity;
  const samples = scene.bands.map((band) => band.sample);
  const planes = await scene.reader.read(inside, alphaSample === null ? samples : [...samples, alphaSample]);
  const mask = scene.maskReader === null ? null : (await scene.maskReader.read(inside, [0]))[0]!;
  const bands = planes.slice(0, samples.length);
  const valid = validPixels(
    bands,
    scene.validity,
    alphaSample === null ? null : planes[samples.length]!,
    mask,
  );
  const pixels = { width: inside.width, height: inside.height, bands, valid };
  const isWhole = inside.width === width && inside.height === height;
  return isWhole
    ? pixels
    : pad(pixels, { width, height, column: left - window.column, row: top - window.row });
}

function validPixels(
  bands: readonly Float32Array[],
  rule: ValidityRule,
  alpha: Float32Array | null,
  mask: Float32Array | null,
): Uint8Array {
  const length = bands[0]?.length ?? 0;
  const valid = new Uint8Array(length).fill(1);
  // float32 holds -3.4e38 and the like only after rounding, as do the samples it is compared with.
  const nodata = rule.nodata === null ? null : Math.fround(rule.nodata);
  for (const band of bands) {
    // The built-in search is many times faster than a loop, and most planes hold none.
    if (nodata !== null && band.includes(nodata))
      for (let index = 0; index < length; index++) if (band[index] === nodata) valid[index] = 0;
    if (rule.isFloat)
      for (let index = 0; index < length; index++) if (!Number.isFinite(band[index])) valid[index] = 0;
  }
  if (rule.isZeroNodata) {
    for (let index = 0; index < length; index++) {
      let isZero = true;
      for (let band = 0; band < bands.length && isZero; band++) isZero = bands[band]![index] === 0;
      if (isZero) valid[index] = 0;
    }
  }
  for (const plane of [alpha, mask]) {
    if (plane !== null) for (let index = 0; index < length; index++) if (plane[index] === 0) valid[index] = 0;
  }
  return valid;
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
