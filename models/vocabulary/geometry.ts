/** Degrees, WGS 84. */
export type LonLat = readonly [longitude: number, latitude: number];

/** Degrees, WGS 84. `west > east` means that the box crosses the antimeridian. */
export type LonLatBounds = readonly [west: number, south: number, east: number, north: number];

/** Units of the CRS the box belongs to. */
export type MapBounds = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** An outline on the ground: one closed ring (last point = first), counter-clockwise. */
export type Footprint = readonly LonLat[];

/**
 * Pixel corner to map coordinates, in rasterio's order:
 * x = a * column + b * row + c, y = d * column + e * row + f.
 */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Pixel corner to map coordinates where that bends, as ground control points have it: polynomials in
 * u = (column - columnCenter) / scale and v = (row - rowCenter) / scale, whose coefficients are those of
 * 1, u, v, u^2, uv, v^2, u^3, u^2 v, u v^2, v^3; the last four only at order 3.
 */
export interface PolynomialWarp {
  readonly columnCenter: number;
  readonly rowCenter: number;
  readonly scale: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}
