import type { Transform } from "../../models/vocabulary/geometry.ts";

/** What a GeoTIFF's tags say of its place; empty arrays where a tag is missing. */
export interface GeoTags {
  /** ModelTransformation, 16 numbers. */
  readonly matrix: readonly number[];
  /** ModelPixelScale. */
  readonly pixelScale: readonly number[];
  /** ModelTiepoint, six numbers a point: column, row, 0, x, y, 0. */
  readonly tiePoints: readonly number[];
  readonly isPixelPoint: boolean;
}

/** Pixel corner to map, from the 4 x 4 matrix or from scale and tie point; PixelIsPoint is moved by half a pixel here and nowhere else. */
export function transformOf({ matrix, pixelScale, tiePoints, isPixelPoint }: GeoTags): Transform | null {
  if (matrix.length === 16) {
    const [a = 0, b = 0, , c = 0, d = 0, e = 0, , f = 0] = matrix;
    return toCorner([a, b, c, d, e, f], isPixelPoint);
  }
  if (pixelScale.length < 2 || tiePoints.length !== 6) return null;
  const [scaleX = 0, scaleY = 0] = pixelScale;
  const [column = 0, row = 0, , x = 0, y = 0] = tiePoints;
  if (scaleX === 0 || scaleY === 0) return null;
  return toCorner([scaleX, 0, x - column * scaleX, 0, -scaleY, y + row * scaleY], isPixelPoint);
}

function toCorner([a, b, c, d, e, f]: Transform, isPoint: boolean): Transform {
  return isPoint ? [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2] : [a, b, c, d, e, f];
}
