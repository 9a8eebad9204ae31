import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs, PixelWindow } from "../../../models/vocabulary/raster.ts";
import { EngineError } from "../../engineError.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { invert, toMap } from "../place/affine.ts";

/** Which pixel of a file lies under each column and row of the stack. */
export interface GridMapping {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** Pixels are the same in both, and need no copying. */
  readonly isSame: boolean;
}

/** The grid that all files of a stack are read on. */
export interface StackGrid {
  readonly width: number;
  readonly height: number;
  readonly crs: RasterFile["crs"];
  readonly transform: Transform | null;
  /** Part of the finest file that every file covers; the whole of it as a rule. */
  readonly inFinest: PixelWindow;
  readonly finest: RasterFile;
}

/**
 * The grid of the finest file, cut to what every file covers: nothing is made up at the edges.
 * @throws EngineError naming two files that differ in CRS or turn, or whose edges lie more than a pixel of the coarser apart.
 */
export function stackGrid(path: string, files: readonly RasterFile[]): StackGrid {
  const finest = files.reduce((best, file) => (file.width > best.width ? file : best));
  let { left, top, right, bottom } = { left: 0, top: 0, right: finest.width, bottom: finest.height };
  for (const file of files) {
    if (file === finest) continue;
    const detail = disagreement(finest, file);
    if (detail !== null) throw new EngineError({ kind: "bands-disagree", path, detail });
    const [a, , c, , e, f] = placeIn(finest, file);
    // Centres of the finest pixels that lie inside the file.
    left = Math.max(left, Math.ceil(-c / a - 0.5 - tolerance));
    top = Math.max(top, Math.ceil(-f / e - 0.5 - tolerance));
    right = Math.min(right, Math.ceil((file.width - c) / a - 0.5 - tolerance));
    bottom = Math.min(bottom, Math.ceil((file.height - f) / e - 0.5 - tolerance));
  }
  const [a, b, , d, e] = finest.transform ?? [1, 0, 0, 0, 1, 0];
  const origin = finest.transform === null ? null : toMap(finest.transform, left, top);
  return {
    width: right - left,
    height: bottom - top,
    crs: finest.crs,
    transform: origin === null ? null : [a, b, origin[0], d, e, origin[1]],
    inFinest: { column: left, row: top, width: right - left, height: bottom - top },
    finest,
  };
}

/** Nearest pixel by place. Whole ratios give whole blocks, as the centre of a fine pixel lies inside one coarse pixel. */
export function mappingOf({ inFinest, finest }: StackGrid, file: RasterFile): GridMapping {
  const [a, , c, , e, f] = file === finest ? ([1, 0, 0, 0, 1, 0] as const) : placeIn(finest, file);
  const nearest = (length: number, start: number, scale: number, shift: number, most: number) =>
    Int32Array.from({ length }, (_, index) =>
      Math.min(most - 1, Math.max(0, Math.floor((start + index + 0.5) * scale + shift + tolerance))),
    );
  return {
    columns: nearest(inFinest.width, inFinest.column, a, c, file.width),
    rows: nearest(inFinest.height, inFinest.row, e, f, file.height),
    isSame: a === 1 && e === 1 && Number.isInteger(c) && Number.isInteger(f),
  };
}

/** Nearest pixel of a reader that covers the same ground with fewer or more pixels. */
export function reducedMapping(
  target: { width: number; height: number },
  source: { width: number; height: number },
): GridMapping {
  const nearest = (to: number, from: number) =>
    Int32Array.from({ length: to }, (_, index) =>
      Math.min(from - 1, Math.floor(((index + 0.5) * from) / to)),
    );
  return {
    columns: nearest(target.width, source.width),
    rows: nearest(target.height, source.height),
    isSame: target.width === source.width && target.height === source.height,
  };
}

/** Rounding of map coordinates, in pixels. */
const tolerance = 1e-6;

/** Pixels of the finest to pixels of the file. */
function placeIn(finest: RasterFile, file: RasterFile): Transform {
  if (finest.transform === null || file.transform === null) return [1, 0, 0, 0, 1, 0];
  const [a, b, c, d, e, f] = finest.transform;
  const back = invert(file.transform);
  const [c2, f2] = toMap(back, c, f);
  const clean = (value: number) =>
    Math.abs(value - Math.round(value)) < tolerance ? Math.round(value) : value;
  return [
    clean(back[0] * a + back[1] * d),
    clean(back[0] * b + back[1] * e),
    clean(c2),
    clean(back[3] * a + back[4] * d),
    clean(back[3] * b + back[4] * e),
    clean(f2),
  ];
}

function disagreement(finest: RasterFile, file: RasterFile): string | null {
  const names = `${finest.fileName} and ${file.fileName}`;
  if (crsWord(finest.crs) !== crsWord(file.crs))
    return `${names} have different CRSs, ${crsWord(finest.crs)} and ${crsWord(file.crs)}`;
  if ((finest.transform === null) !== (file.transform === null))
    return `only one of ${names} says where it lies`;
  if (finest.transform === null) {
    const isSameSize = finest.width === file.width && finest.height === file.height;
    return isSameSize ? null : `${names} differ in size and do not say where they lie`;
  }
  const [a, b, c, d, e, f] = placeIn(finest, file);
  if (b !== 0 || d !== 0 || !(a > 0) || !(e > 0)) return `${names} are turned against each other`;
  // Half a thousandth of rounding on top of the pixel allowed.
  const most = Math.max(1, a, e) + 0.0005;
  const corners = [c, f, c + finest.width * a - file.width, f + finest.height * e - file.height];
  return corners.some((shift) => Math.abs(shift) > most) ? `the edges of ${names} lie apart` : null;
}

function crsWord(crs: Crs | null | { readonly unknown: string }): string {
  if (crs === null) return "none";
  if ("unknown" in crs) return crs.unknown;
  return crs.epsg === null ? crs.proj4 : `EPSG:${crs.epsg}`;
}
