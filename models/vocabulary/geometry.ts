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
