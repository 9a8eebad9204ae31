import type { Transform } from "../../../models/vocabulary/geometry.ts";

/** Pixel (column, row), fractions allowed, to map coordinates. */
export function toMap(
  [a, b, c, d, e, f]: Transform,
  column: number,
  row: number,
): readonly [x: number, y: number] {
  return [a * column + b * row + c, d * column + e * row + f];
}

/** Map coordinates to pixel (column, row), as fractions. @throws RangeError when the transform has no inverse. */
export function invert([a, b, c, d, e, f]: Transform): Transform {
  const determinant = a * e - b * d;
  if (determinant === 0 || !Number.isFinite(determinant))
    throw new RangeError("the transform has no inverse");
  return [
    e / determinant,
    -b / determinant,
    (b * f - c * e) / determinant,
    -d / determinant,
    a / determinant,
    (c * d - a * f) / determinant,
  ];
}

/** True when rows run east and columns south, with square pixels. */
export function isNorthUpSquare([a, b, , d, e]: Transform): boolean {
  return b === 0 && d === 0 && a > 0 && e < 0 && Math.abs(a + e) <= a * 1e-6;
}
