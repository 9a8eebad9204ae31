import type { Pixels, PixelWindow } from "../../models/vocabulary/raster.ts";
import type { SourcePlaces } from "./placeMesh.ts";

/**
 * Bilinear interpolation from the valid neighbours only: what was not measured never bleeds into a value.
 * A pixel is valid when at least half of its weight is.
 */
export function sampleAt(source: Pixels, window: PixelWindow, places: SourcePlaces, size: number): Pixels {
  const length = size * size;
  const bands = source.bands.map(() => new Float32Array(length));
  const valid = new Uint8Array(length);
  for (let index = 0; index < length; index++) {
    const x = places.columns[index]! - window.column - 0.5;
    const y = places.rows[index]! - window.row - 0.5;
    const left = Math.floor(x);
    const top = Math.floor(y);
    const [p, q] = [x - left, y - top];
    const from = top * source.width + left;
    const at = [from, from + 1, from + source.width, from + source.width + 1] as const;
    const weights = [(1 - p) * (1 - q), p * (1 - q), (1 - p) * q, p * q] as const;
    let total = 0;
    for (let corner = 0; corner < 4; corner++) total += weights[corner]! * (source.valid[at[corner]!] ?? 0);
    if (total < 0.5) continue;
    valid[index] = 1;
    for (let band = 0; band < bands.length; band++) {
      let sum = 0;
      for (let corner = 0; corner < 4; corner++) {
        if (source.valid[at[corner]!] === 1) sum += weights[corner]! * source.bands[band]![at[corner]!]!;
      }
      bands[band]![index] = sum / total;
    }
  }
  return { width: size, height: size, bands, valid };
}
