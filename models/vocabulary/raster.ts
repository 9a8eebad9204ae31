import type { PolynomialWarp, Transform } from "./geometry.ts";

/** What the numbers of a band are read as; widths between are rounded up, half floats widened. */
export type DataType =
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "float32"
  | "float64";

/** A rectangle of pixels, half-open: columns [column, column + width). */
export interface PixelWindow {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** A coordinate reference system as the file states it. */
export interface Crs {
  /** EPSG code, or null where the file gives parameters without a code. */
  readonly epsg: number | null;
  readonly name: string;
  /** What proj4 understands. */
  readonly proj4: string;
  readonly isGeographic: boolean;
  /** Metres in one unit of the CRS; meaningless for geographic ones, where it is 1. */
  readonly metersPerUnit: number;
  /** A sentence on what may be wrong with the places; absent where nothing is. */
  readonly doubt?: string;
}

/** Size, place and CRS of a raster. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** Where there is a warp, only its nearest straight relative. */
  readonly transform: Transform;
  readonly warp?: PolynomialWarp;
  readonly crs: Crs;
}

/** The numbers of a window, one array a band, row-major, and which of them were measured. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Digital numbers as the file has them; where `valid` is 0 the number means nothing. */
  readonly bands: readonly Float32Array[];
  /** 1 = measured in every band, 0 = not. */
  readonly valid: Uint8Array;
}

/** Value range that is shown as black to white. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}
