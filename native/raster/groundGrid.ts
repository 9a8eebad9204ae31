import { createHash } from "node:crypto";
import type { MapBounds, Transform } from "../../models/vocabulary/geometry.ts";
import type { GroundId } from "../../models/vocabulary/ids.ts";
import type { Crs, Grid } from "../../models/vocabulary/raster.ts";
import { invert, isNorthUpSquare, toMap } from "./affine.ts";
import { metricCrsAt, projectionOf } from "./crs.ts";

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

/** The ground grid of a scene: its own projected CRS, or the UTM zone of its centre when it has degrees. */
export function groundGridOf(
  grid: Grid,
  nominalGsdMeters: readonly number[],
  chipPixels: number,
): GroundGrid {
  const [a, , c, , , f] = grid.transform;
  if (!grid.crs.isGeographic && isNorthUpSquare(grid.transform)) {
    const nominal = nominalGsdMeters.find((gsd) => Math.abs(gsd / grid.crs.metersPerUnit / a - 1) < 1e-4);
    const pixelSize = nominal === undefined ? Number(a.toPrecision(9)) : nominal / grid.crs.metersPerUnit;
    const isOff = (value: number) =>
      Math.abs(value / pixelSize - Math.round(value / pixelSize)) > alignmentTolerance;
    // A pixel size that is off by a hair still drifts over a wide scene.
    const drift = Math.abs(a / pixelSize - 1) * Math.max(grid.width, grid.height);
    const isAligned = !isOff(c) && !isOff(f) && drift < alignmentTolerance;
    return { crs: grid.crs, pixelSize, gsdMeters: pixelSize * grid.crs.metersPerUnit, chipPixels, isAligned };
  }
  const crs = grid.crs.isGeographic ? metricCrsOf(grid) : grid.crs;
  const measured = pixelSizeIn(grid, crs) * crs.metersPerUnit;
  const gsdMeters =
    nominalGsdMeters.find((gsd) => Math.abs(gsd / measured - 1) < 0.05) ?? Number(measured.toPrecision(2));
  return { crs, pixelSize: gsdMeters / crs.metersPerUnit, gsdMeters, chipPixels, isAligned: false };
}

function metricCrsOf(grid: Grid): Crs {
  const [x, y] = toMap(grid.transform, grid.width / 2, grid.height / 2);
  const [lon, lat] = projectionOf(grid.crs).toLonLat(x, y);
  return metricCrsAt(lon, lat);
}

/** Side of a square with the area of the scene's middle pixel, in map units of `crs`. */
function pixelSizeIn(grid: Grid, crs: Crs): number {
  const from = projectionOf(grid.crs);
  const to = projectionOf(crs);
  const place = (column: number, row: number) => {
    const [lon, lat] = from.toLonLat(...toMap(grid.transform, column, row));
    return to.fromLonLat(lon, lat);
  };
  const column = grid.width / 2;
  const row = grid.height / 2;
  const [x, y] = place(column, row);
  const [rightX, rightY] = place(column + 1, row);
  const [downX, downY] = place(column, row + 1);
  return Math.sqrt(Math.abs((rightX - x) * (downY - y) - (rightY - y) * (downX - x)));
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

/** Cells that the scene touches, from north to south and west to east. */
export function planCells(grid: Grid, ground: GroundGrid): GroundCell[] {
  const [minX, minY, maxX, maxY] = sceneBoundsIn(grid, ground.crs);
  const side = ground.pixelSize * ground.chipPixels;
  const sliver = (alignmentTolerance * ground.pixelSize) / side;
  const cells: GroundCell[] = [];
  for (let j = Math.ceil(maxY / side - sliver) - 1; j >= Math.floor(minY / side + sliver); j--) {
    for (let i = Math.floor(minX / side + sliver); i < Math.ceil(maxX / side - sliver); i++)
      cells.push({ i, j });
  }
  return cells;
}

const edgePoints = 16;

/** Box around the scene in another CRS, with points along the edges, which bend. */
export function sceneBoundsIn(grid: Grid, crs: Crs): MapBounds {
  const from = projectionOf(grid.crs);
  const to = projectionOf(crs);
  const isSame = grid.crs.proj4 === crs.proj4;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (column: number, row: number) => {
    const [mapX, mapY] = toMap(grid.transform, column, row);
    const [x, y] = isSame ? [mapX, mapY] : to.fromLonLat(...from.toLonLat(mapX, mapY));
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

/** From map coordinates of `crs` to fractional pixels of the scene. */
export function sceneLocator(
  grid: Grid,
  crs: Crs,
): (x: number, y: number) => readonly [column: number, row: number] {
  const inverse = invert(grid.transform);
  if (grid.crs.proj4 === crs.proj4) return (x, y) => toMap(inverse, x, y);
  const from = projectionOf(crs);
  const to = projectionOf(grid.crs);
  return (x, y) => {
    const [lon, lat] = from.toLonLat(x, y);
    return toMap(inverse, ...to.fromLonLat(lon, lat));
  };
}
