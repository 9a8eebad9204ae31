import { basename } from "node:path";
import { type PixelClass, pixelClass } from "../../../models/clouds/pixelClass.ts";
import {
  type CloudMaskKind,
  cloudMaskKinds,
  maskClass,
  maskSamples,
} from "../../../models/sensors/cloudMasks.ts";
import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs, Grid } from "../../../models/vocabulary/raster.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { invert, toMap } from "../place/affine.ts";
import type { SourcePlaces } from "../place/placeMesh.ts";

/** A mask that lies beside a scene. */
export interface CloudCompanion {
  /** One of `cloudMaskKinds`. */
  readonly kind: string;
  readonly path: string;
}

/** Tells what a mask says of places in a scene. Close it. */
export interface CloudMask {
  readonly fileName: string;
  readonly title: string;
  /** Class of each place (fractional pixels of the scene) by the mask's pixel that covers it; `nodata` beyond the mask. */
  classesAt(places: SourcePlaces): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type CloudMaskOutcome =
  | { readonly kind: "used"; readonly mask: CloudMask }
  | { readonly kind: "unused"; readonly sentence: string };

/** Opens the mask and lays it over the scene, whatever its resolution and extent; not across two CRSs. Never throws for a mask that cannot be used. */
export async function openCloudMask(
  companion: CloudCompanion,
  grid: Grid,
  open: (path: string) => Promise<RasterFile>,
): Promise<CloudMaskOutcome> {
  const fileName = basename(companion.path);
  const unused = (why: string): CloudMaskOutcome => ({
    kind: "unused",
    sentence: `The cloud mask ${fileName} is not used: ${why}.`,
  });
  const kind = cloudMaskKinds.find(({ id }) => id === companion.kind);
  if (kind === undefined) return unused(`nothing here decodes masks of the kind ${companion.kind}`);
  let raster: RasterFile;
  try {
    raster = await open(companion.path);
  } catch (error) {
    return unused(`it cannot be read (${(error as Error).message})`);
  }
  const placed = placeOver(raster, kind, grid);
  if (typeof placed === "string") {
    await raster.close();
    return unused(placed);
  }
  return {
    kind: "used",
    mask: {
      fileName,
      title: kind.title,
      classesAt: (places) => classesAt(raster, kind, placed, places),
      close: () => raster.close(),
    },
  };
}

/** Scene pixels to mask pixels, or why there is no such thing. */
function placeOver(raster: RasterFile, kind: CloudMaskKind, grid: Grid): Transform | string {
  const { crs, transform, bandCount } = raster;
  if (crs === null || transform === null) return "it does not say where it lies";
  if ("unknown" in crs) return `its CRS ${crs.unknown} is not known`;
  if (!isSameCrs(crs, grid.crs)) return `it is in ${crs.name}, the scene in ${grid.crs.name}`;
  if (Math.max(...maskSamples(kind)) >= bandCount)
    return `it has ${bandCount} bands, too few for a ${kind.title}`;
  const place = chain(invert(transform), grid.transform);
  const corners = [
    toMap(place, 0, 0),
    toMap(place, grid.width, 0),
    toMap(place, 0, grid.height),
    toMap(place, grid.width, grid.height),
  ];
  const columns = corners.map(([column]) => column);
  const rows = corners.map(([, row]) => row);
  const isBeside =
    Math.max(...columns) <= 0 ||
    Math.min(...columns) >= raster.width ||
    Math.max(...rows) <= 0 ||
    Math.min(...rows) >= raster.height;
  return isBeside ? "it lies beside the scene" : place;
}

const isSameCrs = (one: Crs, other: Crs): boolean =>
  one.epsg !== null && other.epsg !== null ? one.epsg === other.epsg : one.proj4 === other.proj4;

/** First `second`, then `first`. */
function chain([a, b, c, d, e, f]: Transform, [k, l, m, n, o, p]: Transform): Transform {
  return [a * k + b * n, a * l + b * o, a * m + b * p + c, d * k + e * n, d * l + e * o, d * m + e * p + f];
}

/** Mask pixels read at once. */
const maxWindowPixels = 4 * 1024 * 1024;

async function classesAt(
  raster: RasterFile,
  kind: CloudMaskKind,
  place: Transform,
  places: SourcePlaces,
): Promise<Uint8Array> {
  const length = places.columns.length;
  const columns = new Int32Array(length);
  const rows = new Int32Array(length);
  for (let index = 0; index < length; index++) {
    const [column, row] = toMap(place, places.columns[index]!, places.rows[index]!);
    const isInside = column >= 0 && row >= 0 && column < raster.width && row < raster.height;
    columns[index] = isInside ? Math.floor(column) : -1;
    rows[index] = isInside ? Math.floor(row) : -1;
  }
  const classes = new Uint8Array(length).fill(pixelClass.nodata);
  const classOf = remembered(kind);
  const fill = async (from: number, to: number): Promise<void> => {
    let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
    for (let index = from; index < to; index++) {
      if (columns[index]! < 0) continue;
      left = Math.min(left, columns[index]!);
      right = Math.max(right, columns[index]!);
      top = Math.min(top, rows[index]!);
      bottom = Math.max(bottom, rows[index]!);
    }
    if (right < 0) return;
    const [width, height] = [right - left + 1, bottom - top + 1];
    // Places come in rows: the halves of a large piece of the scene lie in smaller pieces of the mask.
    if (width * height > maxWindowPixels && to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      await fill(from, middle);
      return fill(middle, to);
    }
    const planes = await raster.reader.read({ column: left, row: top, width, height }, maskSamples(kind));
    for (let index = from; index < to; index++) {
      if (columns[index]! >= 0)
        classes[index] = classOf(planes, (rows[index]! - top) * width + columns[index]! - left);
    }
  };
  await fill(0, length);
  return classes;
}

/** Masks hold few different numbers: each is decoded once. */
function remembered(kind: CloudMaskKind): (planes: readonly Float32Array[], index: number) => PixelClass {
  if (maskSamples(kind).length > 1)
    return (planes, index) =>
      maskClass(
        kind,
        planes.map((plane) => plane[index]!),
      );
  const known = new Map<number, PixelClass>();
  return ([plane], index) => {
    const value = plane![index]!;
    const found = known.get(value) ?? maskClass(kind, [value]);
    known.set(value, found);
    return found;
  };
}
