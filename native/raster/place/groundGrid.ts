import { createHash } from "node:crypto";
import type { MapBounds, Transform } from "../../../models/vocabulary/geometry.ts";
import type { GroundId } from "../../../models/vocabulary/ids.ts";
import type { Crs, Grid } from "../../../models/vocabulary/raster.ts";
import { isNorthUpSquare } from "./affine.ts";
import { mapToPixel, pixelToMap } from "./gridPlaces.ts";
import { globalCrs, metricCrsAt, utmCrs, utmZoneAt } from "./metricCrs.ts";
import { projectionOf } from "./projection.ts";

/** A grid fixed to the ground: cell (i, j) covers [i*S, (i+1)*S) x [j*S, (j+1)*S) in map units of `crs`. */
export interface GroundGrid {
  readonly crs: Crs;
  /** Map units of one chip pixel. */
  readonly pixelSize: number;
  readonly gsdMeters: number;
  readonly chipPixels: number;
  /** True when the scene's pixels lie on the grid, so that chips are plain windows. */
  readonly isAligned: boolean;
}

export interface GroundCell {
  readonly i: number;
  readonly j: number;
}

/** Pixels may be off the grid by this share of a pixel before they are resampled. */
const alignmentTolerance = 1e-3;

/**
 * The ground grid of a scene, the same for every scene of the place: its own projected CRS; for scenes in degrees, and
 * for those in a UTM zone that their middle does not lie in, the zone of their middle (`metricCrsAt`).
 */
export function groundGridOf(
  grid: Grid,
  nominalGsdMeters: readonly number[],
  chipPixels: number,
): GroundGrid {
  const crs = groundCrsOf(grid);
  const [a, , c, , , f] = grid.transform;
  if (isSameCrs(crs, grid.crs) && isNorthUpSquare(grid.transform) && grid.warp === undefined) {
    const nominal = nominalGsdMeters.find((gsd) => Math.abs(gsd / crs.metersPerUnit / a - 1) < 1e-4);
    const pixelSize = nominal === undefined ? Number(a.toPrecision(9)) : nominal / crs.metersPerUnit;
    const isOff = (value: number) =>
      Math.abs(value / pixelSize - Math.round(value / pixelSize)) > alignmentTolerance;
    // A pixel size that is off by a hair still drifts over a wide scene.
    const drift = Math.abs(a / pixelSize - 1) * Math.max(grid.width, grid.height);
    const isAligned = !isOff(c) && !isOff(f) && drift < alignmentTolerance;
    return { crs, pixelSize, gsdMeters: pixelSize * crs.metersPerUnit, chipPixels, isAligned };
  }
  const measured = pixelSizeIn(grid, crs) * crs.metersPerUnit;
  const gsdMeters =
    nominalGsdMeters.find((gsd) => Math.abs(gsd / measured - 1) < 0.05) ?? Number(measured.toPrecision(2));
  return { crs, pixelSize: gsdMeters / crs.metersPerUnit, gsdMeters, chipPixels, isAligned: false };
}

/** Degrees of longitude that a UTM zone can carry without stretching pixels by more than a few percent. */
const widestDegrees = 30;

function groundCrsOf(grid: Grid): Crs {
  const [x, y] = pixelToMap(grid)(grid.width / 2, grid.height / 2);
  const [lon, lat] = projectionOf(grid.crs).toLonLat(x, y);
  if (!Number.isFinite(lon + lat)) return grid.crs;
  if (grid.crs.isGeographic) {
    const isWide = lonSpan(grid) > widestDegrees;
    return isWide && Math.abs(lat) < 60 ? globalCrs() : metricCrsAt(lon, isWide ? Math.sign(lat) * 90 : lat);
  }
  const { epsg } = grid.crs;
  const hemisphere = epsg === null ? 0 : epsg - (epsg % 100);
  const isUtm = (hemisphere === 32600 || hemisphere === 32700) && epsg! % 100 >= 1 && epsg! % 100 <= 60;
  const zone = utmZoneAt(lon, lat);
  // Landsat writes southern scenes with northern zones and negative northings: the half is the scene's choice.
  return isUtm && zone !== epsg! % 100 ? utmCrs(zone, hemisphere === 32600) : grid.crs;
}

function lonSpan(grid: Grid): number {
  const place = pixelToMap(grid);
  const corners = [place(0, 0), place(grid.width, 0), place(0, grid.height), place(grid.width, grid.height)];
  const lons = corners.map(([lon]) => lon);
  return Math.max(...lons) - Math.min(...lons);
}

const isSameCrs = (one: Crs, two: Crs) => one.proj4 === two.proj4 && one.metersPerUnit === two.metersPerUnit;

/** Side of a square with the area of the scene's middle pixel, in map units of `crs`. */
function pixelSizeIn(grid: Grid, crs: Crs): number {
  const from = projectionOf(grid.crs);
  const to = projectionOf(crs);
  const toMap = pixelToMap(grid);
  const place = (column: number, row: number) => {
    const [lon, lat] = from.toLonLat(...toMap(column, row));
    return to.fromLonLat(lon, lat);
  };
  const column = grid.width / 2;
  const row = grid.height / 2;
  const at = place(column, row);
  // The shorter of both sides: the other may reach across the seam of the CRS.
  const stride = (columns: number, rows: number) => {
    const sides = [1, -1].map((side) => {
      const [x, y] = place(column + side * columns, row + side * rows);
      return [side * (x - at[0]), side * (y - at[1])] as const;
    });
    return Math.hypot(...sides[0]!) <= Math.hypot(...sides[1]!) ? sides[0]! : sides[1]!;
  };
  const [right, down] = [stride(1, 0), stride(0, 1)];
  return Math.sqrt(Math.abs(right[0] * down[1] - right[1] * down[0]));
}

export function cellBounds(ground: GroundGrid, { i, j }: GroundCell): MapBounds {
  const side = ground.pixelSize * ground.chipPixels;
  return [i * side, j * side, (i + 1) * side, (j + 1) * side];
}

/** Transform of a cell's own pixels. */
export function cellTransform(ground: GroundGrid, cell: GroundCell): Transform {
  const [minX, , , maxY] = cellBounds(ground, cell);
  return [ground.pixelSize, 0, minX, 0, -ground.pixelSize, maxY];
}

export function groundIdOf(ground: GroundGrid, { i, j }: GroundCell): GroundId {
  const crs = ground.crs.epsg === null ? `crs-${shortHash(ground.crs.proj4)}` : `EPSG:${ground.crs.epsg}`;
  const gsd = Number(ground.gsdMeters.toPrecision(6));
  return `${crs}_${gsd}m_${ground.chipPixels}px_${i}_${j}` as GroundId;
}

const shortHash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** Cells that the scene touches, from north to south and west to east, but for those that lie off the Earth. */
export function planCells(grid: Grid, ground: GroundGrid): GroundCell[] {
  const [minX, minY, maxX, maxY] = sceneBoundsIn(grid, ground.crs);
  const side = ground.pixelSize * ground.chipPixels;
  const sliver = (alignmentTolerance * ground.pixelSize) / side;
  const cells: GroundCell[] = [];
  for (let j = Math.ceil(maxY / side - sliver) - 1; j >= Math.floor(minY / side + sliver); j--) {
    for (let i = Math.floor(minX / side + sliver); i < Math.ceil(maxX / side - sliver); i++)
      if (isOnEarth(ground, { i, j })) cells.push({ i, j });
  }
  return cells;
}

/** Whether any of nine points does: the disc of a geostationary image leaves its corners in space. */
function isOnEarth(ground: GroundGrid, cell: GroundCell): boolean {
  const projection = projectionOf(ground.crs);
  const [minX, minY, maxX, maxY] = cellBounds(ground, cell);
  const xs = [minX, (minX + maxX) / 2, maxX];
  const ys = [minY, (minY + maxY) / 2, maxY];
  return xs.some((x) => ys.some((y) => projection.toLonLat(x, y).every(Number.isFinite)));
}

const edgePoints = 64;

/** Box around the scene in another CRS, with points along the edges, which bend. */
export function sceneBoundsIn(grid: Grid, crs: Crs): MapBounds {
  const toMap = pixelToMap(grid);
  const from = projectionOf(grid.crs);
  const to = projectionOf(crs);
  const isSame = isSameCrs(grid.crs, crs);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (column: number, row: number) => {
    const place = toMap(column, row);
    const [x, y] = isSame ? place : to.fromLonLat(...from.toLonLat(...place));
    if (!Number.isFinite(x + y)) return;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  };
  for (let step = 0; step <= edgePoints; step++) {
    const column = (grid.width * step) / edgePoints;
    const row = (grid.height * step) / edgePoints;
    visit(column, 0);
    visit(column, grid.height);
    visit(0, row);
    visit(grid.width, row);
  }
  return [minX, minY, maxX, maxY];
}

/** From map coordinates of `crs` to fractional pixels of the scene; NaN where the place is beyond either projection. */
export function sceneLocator(
  grid: Grid,
  crs: Crs,
): (x: number, y: number) => readonly [column: number, row: number] {
  const toPixel = mapToPixel(grid);
  if (isSameCrs(grid.crs, crs)) return toPixel;
  const from = projectionOf(crs);
  const to = projectionOf(grid.crs);
  const [middleLon] = pixelToMap(grid)(grid.width / 2, grid.height / 2);
  // Beyond its edges a projection may answer with places from elsewhere: only those that lead back are believed.
  const nearby = crs.isGeographic ? 1e-5 : 1 / crs.metersPerUnit;
  return (x, y) => {
    const [lon, lat] = from.toLonLat(x, y);
    const [againX, againY] = from.fromLonLat(lon, lat);
    if (!(Math.abs(againX - x) < nearby && Math.abs(againY - y) < nearby)) return [Number.NaN, Number.NaN];
    const [mapX, mapY] = to.fromLonLat(lon, lat);
    // Longitudes count on across the antimeridian, in whichever turn the scene has them.
    return toPixel(grid.crs.isGeographic ? mapX - 360 * Math.round((mapX - middleLon) / 360) : mapX, mapY);
  };
}
