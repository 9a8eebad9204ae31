import type { PolynomialWarp, Transform } from "../../../models/vocabulary/geometry.ts";
import { fitGcps, type GcpFit, type GroundControlPoint } from "./gcps.ts";

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

/** How pixels get to the map. */
export interface Georeference {
  readonly transform: Transform;
  /** Where control points describe a map that bends; `transform` is then its nearest straight relative. */
  readonly warp?: PolynomialWarp;
  /** A sentence on how it was found; absent where the file just says it. */
  readonly evidence?: string;
}

/** What a file says of its place: nothing, a map, or something that cannot be used, said in a sentence without a stop. */
export type GeoreferenceOutcome = Georeference | null | { readonly problem: string };

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The place that the tags of a GeoTIFF give: the 4 x 4 matrix, scale and tie point, or tie points as ground control
 * points. PixelIsPoint is moved by half a pixel here and nowhere else.
 */
export function georeferenceOf(tags: GeoTags, size: Size, isGeographic = false): GeoreferenceOutcome {
  const transform = transformOf(tags);
  if (transform !== null)
    return isUsable(transform) ? { transform } : { problem: "its transform flattens the image to a line" };
  if (tags.tiePoints.length < 12) return null;
  const shift = tags.isPixelPoint ? 0.5 : 0;
  const points: GroundControlPoint[] = [];
  for (let at = 0; at + 5 < tags.tiePoints.length; at += 6) {
    const [column = 0, row = 0, , x = 0, y = 0] = tags.tiePoints.slice(at, at + 5);
    points.push({ column: column + shift, row: row + shift, x, y });
  }
  return georeferenceOfGcps(points, size, isGeographic);
}

/** The map that control points describe, in words where they contradict each other. */
export function georeferenceOfGcps(
  points: readonly GroundControlPoint[],
  size: Size,
  isGeographic: boolean,
): GeoreferenceOutcome {
  const xs = points.map(({ x }) => x);
  const isTorn = isGeographic && Math.max(...xs) - Math.min(...xs) > 180;
  const whole = isTorn ? points.map((point) => ({ ...point, x: (point.x + 360) % 360 })) : points;
  const fit = fitGcps(whole, size);
  if (fit.kind === "contradictory") return { problem: contradiction(points.length, fit.residualPixels) };
  const { transform } = fit;
  return {
    transform,
    ...(fit.kind === "bent" && { warp: fit.warp }),
    evidence: evidenceOf(fit, points.length),
  };
}

function contradiction(count: number, residualPixels: number | null): string {
  return residualPixels === null
    ? `its ${count} ground control points lie on a line or are too few to place it`
    : `no map fits its ${count} ground control points: the best is off by ${residualPixels.toFixed(1)} pixels`;
}

function evidenceOf(fit: Exclude<GcpFit, { kind: "contradictory" }>, count: number): string {
  const off = fit.residualPixels < 0.005 ? "exactly" : `to ${fit.residualPixels.toFixed(2)} pixels at worst`;
  const map = fit.kind === "straight" ? "a straight map" : `a polynomial of order ${fit.order}`;
  return `Placed by ${count} ground control points, which ${map} fits ${off}.`;
}

/** Pixel corner to map, from the matrix or from scale and tie point; null where the tags give neither. */
export function transformOf({ matrix, pixelScale, tiePoints, isPixelPoint }: GeoTags): Transform | null {
  if (matrix.length === 16) {
    const [a = 0, b = 0, , c = 0, d = 0, e = 0, , f = 0] = matrix;
    return toCorner([a, b, c, d, e, f], isPixelPoint);
  }
  if (pixelScale.length < 2 || tiePoints.length < 6) return null;
  const [scaleX = 0, scaleY = 0] = pixelScale;
  if (scaleX === 0 || scaleY === 0) return null;
  const [column = 0, row = 0, , x = 0, y = 0] = tiePoints;
  const transform: Transform = [scaleX, 0, x - column * scaleX, 0, -scaleY, y + row * scaleY];
  return agreesWith(transform, tiePoints) ? toCorner(transform, isPixelPoint) : null;
}

/** Further tie points may repeat what the first and the scale say; where they say something else, they are control points. */
function agreesWith([a, , c, , e, f]: Transform, tiePoints: readonly number[]): boolean {
  for (let at = 6; at + 5 < tiePoints.length; at += 6) {
    const [column = 0, row = 0, , x = 0, y = 0] = tiePoints.slice(at, at + 5);
    if (Math.hypot((x - c) / a - column, (y - f) / e - row) > 0.1) return false;
  }
  return true;
}

function isUsable([a, b, c, d, e, f]: Transform): boolean {
  const area = a * e - b * d;
  return Number.isFinite(area + c + f) && Math.abs(area) > 1e-12 * Math.hypot(a, d) * Math.hypot(b, e);
}

function toCorner([a, b, c, d, e, f]: Transform, isPoint: boolean): Transform {
  return isPoint ? [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2] : [a, b, c, d, e, f];
}
