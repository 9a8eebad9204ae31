import type { PolynomialWarp, Transform } from "../../../models/vocabulary/geometry.ts";
import { invert, toMap } from "./affine.ts";
import { mapToPixel, pixelToMap, powers, slopeOf } from "./gridPlaces.ts";
import { leastSquares } from "./leastSquares.ts";

/** A ground control point: a pixel corner (fractions allowed) whose place on the map is known. */
export interface GroundControlPoint {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** What the points say; residuals are the largest of all points, in pixels. */
export type GcpFit =
  | { readonly kind: "straight"; readonly transform: Transform; readonly residualPixels: number }
  | {
      readonly kind: "bent";
      readonly order: 2 | 3;
      readonly warp: PolynomialWarp;
      /** The straight map that lies nearest to the warp. */
      readonly transform: Transform;
      readonly residualPixels: number;
    }
  | { readonly kind: "contradictory"; readonly residualPixels: number | null };

/** Pixels that rounding of the points explains; and what is still a placement rather than a guess. */
const exactPixels = 0.1;
const mostPixels = 1.5;

/** Points beyond the terms of a polynomial, so that its residuals say something. */
const sparePoints = 4;

/**
 * The map that ground control points describe: straight where one fits to a tenth of a pixel, else the polynomial of
 * order 2 or 3 that fits best. Refused where the best is off by more than 1.5 pixels, or folds.
 */
export function fitGcps(
  points: readonly GroundControlPoint[],
  size: { readonly width: number; readonly height: number },
): GcpFit {
  const areNumbers = points.every((point) => Object.values(point).every(Number.isFinite));
  const straight = points.length < 3 || !areNumbers ? null : fitPolynomial(points, size, 3);
  if (straight === null) return { kind: "contradictory", residualPixels: null };
  const transform = rounded(slopeOf(straight.warp, 0, 0));
  const off = straight.residualPixels;
  if (off <= exactPixels) return { kind: "straight", transform, residualPixels: off };
  const orders = [
    { order: 2, terms: 6 },
    { order: 3, terms: 10 },
  ] as const;
  const bent = orders.flatMap(({ order, terms }) => {
    const found = points.length < terms + sparePoints ? null : fitPolynomial(points, size, terms);
    return found === null || !isOneToOne(found.warp, transform, size) ? [] : [{ order, ...found }];
  });
  const best = bent.find((one) => one.residualPixels <= exactPixels) ?? bent.sort(byResidual)[0];
  const residualPixels = Math.min(off, best?.residualPixels ?? off);
  if (residualPixels > mostPixels) return { kind: "contradictory", residualPixels };
  if (best === undefined || off <= best.residualPixels)
    return { kind: "straight", transform, residualPixels: off };
  return { kind: "bent", order: best.order, warp: best.warp, transform, residualPixels };
}

const byResidual = (one: { residualPixels: number }, two: { residualPixels: number }) =>
  one.residualPixels - two.residualPixels;

function fitPolynomial(
  points: readonly GroundControlPoint[],
  { width, height }: { readonly width: number; readonly height: number },
  terms: number,
): { readonly warp: PolynomialWarp; readonly residualPixels: number } | null {
  const frame = { columnCenter: width / 2, rowCenter: height / 2, scale: Math.max(width, height) / 2 };
  const design = points.map(({ column, row }) =>
    powers((column - frame.columnCenter) / frame.scale, (row - frame.rowCenter) / frame.scale, terms),
  );
  // Coordinates of millions of metres would eat the digits that the fit is about.
  const [first] = points;
  const solve = (axis: "x" | "y") => {
    const start = first![axis];
    const [constant = 0, ...rest] =
      leastSquares(
        design,
        points.map((point) => point[axis] - start),
      ) ?? [];
    return rest.length === 0 ? null : [constant + start, ...rest];
  };
  const [x, y] = [solve("x"), solve("y")];
  if (x === null || y === null) return null;
  const warp = { ...frame, x, y };
  const residuals = points.map((point) => {
    const slope = slopeOf(warp, point.column, point.row);
    const area = slope[0] * slope[4] - slope[1] * slope[3];
    if (area === 0 || !Number.isFinite(area)) return Infinity;
    const [column, row] = toMap(invert(slope), point.x, point.y);
    return Math.hypot(column - point.column, row - point.row);
  });
  const residualPixels = Math.max(...residuals);
  return Number.isFinite(residualPixels) ? { warp, residualPixels } : null;
}

const checkedSteps = 8;
const roundTripPixels = 1e-3;

/** Whether every part of the raster has one place, and that place leads back to it. */
function isOneToOne(
  warp: PolynomialWarp,
  transform: Transform,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  const there = pixelToMap({ transform, warp });
  const back = mapToPixel({ transform, warp });
  const handedness = Math.sign(transform[0] * transform[4] - transform[1] * transform[3]);
  for (let step = 0; step < (checkedSteps + 1) ** 2; step++) {
    const column = ((step % (checkedSteps + 1)) * width) / checkedSteps;
    const row = (Math.floor(step / (checkedSteps + 1)) * height) / checkedSteps;
    const [a, b, , d, e] = slopeOf(warp, column, row);
    if (Math.sign(a * e - b * d) !== handedness) return false;
    const [again, againRow] = back(...there(column, row));
    if (!(Math.hypot(again - column, againRow - row) < roundTripPixels)) return false;
  }
  return true;
}

/** Without the noise of the arithmetic, so that 10 m are 10 m. */
function rounded(transform: Transform): Transform {
  const extent = Math.max(...transform.map(Math.abs));
  const [a, b, c, d, e, f] = transform.map((value) =>
    Math.abs(value) < extent * 1e-15 ? 0 : Number(value.toPrecision(12)),
  );
  return [a!, b!, c!, d!, e!, f!];
}
