import type { Footprint, LonLat, Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs, Grid } from "../../../models/vocabulary/raster.ts";
import { pixelToMap } from "./gridPlaces.ts";
import { roundTheGlobe } from "./lonLatRing.ts";
import { type Mask, type MaskPoint, outlineOf } from "./maskOutline.ts";
import { projectionOf } from "./projection.ts";

/** The outline of a rectangle of pixels on the ground, counter-clockwise; `pointsPerEdge` follows the bend of the projection. */
export function pixelFootprint(
  transform: Transform,
  crs: Crs,
  size: { readonly width: number; readonly height: number },
  pointsPerEdge = 1,
): Footprint {
  const grid: Grid = { transform, crs, ...size };
  const ring = placed(grid, withPoints(cornersOfSize(grid), pointsPerEdge));
  if (!ring.every(isFinitePlace)) return gridFootprint(grid);
  // Straight lines between the corners of something this wide would go round the wrong side of the Earth.
  const isWide = ring.some(([lon], index) => Math.abs(lon - ring[(index + 1) % ring.length]![0]) > 90);
  return roundTheGlobe(isWide ? placed(grid, withPoints(cornersOfSize(grid), 32)) : ring, isContinuous(crs));
}

const edgePoints = 8;
/** A mask for grids whose corners lie in space. */
const discSide = 128;

/** The outline of a whole raster; of the part on the Earth, where its corners lie in space. */
export function gridFootprint(grid: Grid): Footprint {
  const ring = placed(grid, withPoints(cornersOfSize(grid), edgePoints));
  if (ring.every(isFinitePlace)) return roundTheGlobe(ring, isContinuous(grid.crs));
  const all = { width: discSide, height: discSide, valid: new Uint8Array(discSide ** 2).fill(1) };
  const disc = outlineOf(onEarth(all, grid));
  return disc === null ? [] : footprintOf(grid, disc.map(toGrid(all, grid)));
}

/** A decimated mask of what was measured: pixel (i, j) stands for the scene's pixels from (i, j) times its steps. */
export interface ValidityMask extends Mask {
  /** Scene pixels to one of the mask; without them the mask spans the scene. */
  readonly columnStep?: number;
  readonly rowStep?: number;
}

/**
 * The outline of the valid pixels on the ground, within a pixel of the mask (`outlineOf`): exactly the raster's own
 * where all is valid, null where nothing is.
 */
export function validOutline(mask: ValidityMask, grid: Grid): Footprint | null {
  const outline = outlineOf(mask);
  if (outline === null) return null;
  const isWhole = outline.every(
    ([column, row]) => (column === 0 || column === mask.width) && (row === 0 || row === mask.height),
  );
  if (isWhole) return gridFootprint(grid);
  const ring = outline.map(toGrid(mask, grid));
  if (placed(grid, ring).every(isFinitePlace)) return footprintOf(grid, ring);
  const disc = outlineOf(onEarth(mask, grid));
  return disc === null ? null : footprintOf(grid, disc.map(toGrid(mask, grid)));
}

function footprintOf(grid: Grid, ring: readonly MaskPoint[]): Footprint {
  // As many points as an edge of the whole raster gets on a stretch of its length.
  const stretch = Math.max(grid.width, grid.height) / edgePoints;
  const dense = ring.flatMap((from, index) => {
    const to = ring[(index + 1) % ring.length]!;
    const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stretch);
    return along(from, to, Math.max(1, count));
  });
  return roundTheGlobe(placed(grid, dense).filter(isFinitePlace), isContinuous(grid.crs));
}

function toGrid(mask: ValidityMask, grid: Grid): (point: MaskPoint) => MaskPoint {
  const { columnStep = grid.width / mask.width, rowStep = grid.height / mask.height } = mask;
  return ([column, row]) => [Math.min(column * columnStep, grid.width), Math.min(row * rowStep, grid.height)];
}

/** The mask without the pixels of which a corner lies in space. */
function onEarth(mask: ValidityMask, grid: Grid): ValidityMask {
  const place = toGrid(mask, grid);
  const valid = mask.valid.map((value, index) => {
    if (value === 0) return 0;
    const [column, row] = [index % mask.width, Math.floor(index / mask.width)];
    const corners = [0, 1].flatMap((right) => [0, 1].map((down) => place([column + right, row + down])));
    return placed(grid, corners).every(isFinitePlace) ? 1 : 0;
  });
  return { ...mask, valid };
}

/** Longitudes of a geographic CRS are the map's own, unless a datum shift folds them. */
const isContinuous = (crs: Crs) => crs.isGeographic && !crs.proj4.includes("+towgs84");

const isFinitePlace = ([lon, lat]: LonLat) => Number.isFinite(lon) && Number.isFinite(lat);

function cornersOfSize({ width, height }: { readonly width: number; readonly height: number }): MaskPoint[] {
  return [
    [0, 0],
    [0, height],
    [width, height],
    [width, 0],
  ];
}

const withPoints = (ring: readonly MaskPoint[], count: number) =>
  ring.flatMap((from, index) => along(from, ring[(index + 1) % ring.length]!, count));

function along(from: MaskPoint, to: MaskPoint, count: number): MaskPoint[] {
  return Array.from({ length: count }, (_, step) => [
    from[0] + ((to[0] - from[0]) * step) / count,
    from[1] + ((to[1] - from[1]) * step) / count,
  ]);
}

function placed(grid: Grid, ring: readonly MaskPoint[]): LonLat[] {
  const toMap = pixelToMap(grid);
  const projection = projectionOf(grid.crs);
  return ring.map(([column, row]) => projection.toLonLat(...toMap(column, row)));
}
