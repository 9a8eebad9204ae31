import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { Crs, PixelWindow } from "../../../models/vocabulary/raster.ts";
import { geoKeyDirectory } from "../place/crs/writeGeoKeys.ts";

/** Edge of a tile in the files written here, in pixels. */
export const GEOTIFF_TILE_PIXELS = 256;

export type GeoTiffSamples = Uint8Array | Uint16Array | Int16Array | Float32Array;

/** What to write. The transform must be north-up, and the CRS, projected or geographic, needs an EPSG code. */
export interface GeoTiffLayout {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly dataType: "uint8" | "uint16" | "int16" | "float32";
  readonly interleave: "band" | "pixel";
  readonly compression: "none" | "deflate";
  /** Horizontal differences before deflate; no use for floats, where it is left out. */
  readonly hasPredictor?: boolean;
  readonly transform: Transform;
  readonly crs: Crs;
  readonly nodata?: number;
  readonly bandDescriptions?: readonly string[];
  /** Items of the dataset, as GDAL keeps them (PROCESSING_BASELINE, ...). */
  readonly metadata?: Readonly<Record<string, string>>;
  /** ISO 8601 UTC, written as TIFFTAG_DATETIME. */
  readonly writtenAt?: string;
  /** Defaults to whether the file might pass 4 GB. */
  readonly isBigTiff?: boolean;
}

/** Numbers of one tile, band-first and row-major, clipped to the raster as `geoTiffTileWindow` says. */
export type ReadTile = (tileColumn: number, tileRow: number) => GeoTiffSamples | Promise<GeoTiffSamples>;

/** The pixels that a tile covers; smaller than a tile at the right and lower edges. */
export function geoTiffTileWindow(
  { width, height }: Pick<GeoTiffLayout, "width" | "height">,
  tileColumn: number,
  tileRow: number,
): PixelWindow {
  const column = tileColumn * GEOTIFF_TILE_PIXELS;
  const row = tileRow * GEOTIFF_TILE_PIXELS;
  const left = (total: number, start: number) => Math.min(GEOTIFF_TILE_PIXELS, total - start);
  return { column, row, width: left(width, column), height: left(height, row) };
}

/** Streams a tiled GeoTIFF to disk, one tile in memory at a time; the file appears under its name only when whole. */
export async function writeGeoTiff(
  path: string,
  layout: GeoTiffLayout,
  readTile: ReadTile,
  signal?: AbortSignal,
): Promise<void> {
  checkLayout(layout);
  const partialPath = `${path}.${process.pid}.partial`;
  const file = await open(partialPath, "w");
  try {
    await writeTiles(file, layout, readTile, signal);
    await file.sync();
    await file.close();
    await rename(partialPath, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partialPath, { force: true });
    throw error;
  }
}

const sampleTypes = {
  uint8: { sampleFormat: 1, array: Uint8Array },
  uint16: { sampleFormat: 1, array: Uint16Array },
  int16: { sampleFormat: 2, array: Int16Array },
  float32: { sampleFormat: 3, array: Float32Array },
} as const;

function checkLayout({ width, height, bandCount, transform, crs }: GeoTiffLayout): void {
  const isWhole = [width, height, bandCount].every((count) => Number.isInteger(count) && count > 0);
  if (!isWhole) throw new RangeError(`a raster of ${width} x ${height} x ${bandCount} cannot be written`);
  const [a, b, , d, e] = transform;
  if (b !== 0 || d !== 0 || a <= 0 || e >= 0) throw new RangeError(`transform ${transform} is not north-up`);
  if (crs.epsg === null) throw new RangeError(`${crs.name} has no EPSG code`);
}

/** Bytes, in the order of the TIFF's own tile index. */
type TilePlaces = Readonly<Record<"offsets" | "lengths", number[]>>;

async function writeTiles(
  file: FileHandle,
  layout: GeoTiffLayout,
  readTile: ReadTile,
  signal?: AbortSignal,
): Promise<void> {
  const tilesAcross = Math.ceil(layout.width / GEOTIFF_TILE_PIXELS);
  const tilesPerPlane = tilesAcross * Math.ceil(layout.height / GEOTIFF_TILE_PIXELS);
  const tileCount = tilesPerPlane * (layout.interleave === "band" ? layout.bandCount : 1);
  const pixelBytes = layout.bandCount * sampleTypes[layout.dataType].array.BYTES_PER_ELEMENT;
  // Deflate grows what it cannot shrink, by less than a hundredth.
  const mostBytes = tilesPerPlane * GEOTIFF_TILE_PIXELS ** 2 * pixelBytes * 1.01;
  const isBig = layout.isBigTiff ?? mostBytes >= 2 ** 32;
  const encode = layout.compression === "deflate" ? promisify(deflate) : (plane: Uint8Array) => plane;
  const places: TilePlaces = { offsets: new Array(tileCount).fill(0), lengths: new Array(tileCount).fill(0) };
  // The directory's length does not depend on its values: it is left free in front, so readers find it in one range.
  let position = encodeDirectory(layout, places, isBig).length;
  for (let tile = 0; tile < tilesPerPlane; tile++) {
    signal?.throwIfAborted();
    const [tileColumn, tileRow] = [tile % tilesAcross, Math.floor(tile / tilesAcross)];
    const window = geoTiffTileWindow(layout, tileColumn, tileRow);
    const planes = tilePlanes(await readTile(tileColumn, tileRow), window, layout);
    const encoded = await Promise.all(planes.map((plane) => encode(plane)));
    for (const [planeIndex, bytes] of encoded.entries()) {
      places.offsets[planeIndex * tilesPerPlane + tile] = position;
      places.lengths[planeIndex * tilesPerPlane + tile] = bytes.length;
      await file.write(bytes, 0, bytes.length, position);
      position += bytes.length;
    }
  }
  signal?.throwIfAborted();
  await file.write(encodeDirectory(layout, places, isBig), 0, null, 0);
}

/** Whole tiles in the file's sample order; what lies beyond the raster repeats its edge, which compresses best. */
function tilePlanes(samples: GeoTiffSamples, window: PixelWindow, layout: GeoTiffLayout): Uint8Array[] {
  const { bandCount, dataType } = layout;
  const Samples = sampleTypes[dataType].array;
  const expected = bandCount * window.width * window.height;
  if (!(samples instanceof Samples) || samples.length !== expected) {
    throw new RangeError(`a tile needs ${expected} samples of ${dataType}, got ${samples.length}`);
  }
  const perPixel = layout.interleave === "pixel" ? bandCount : 1;
  const planes: Uint8Array[] = [];
  for (let firstBand = 0; firstBand < bandCount; firstBand += perPixel) {
    const plane = new Samples(GEOTIFF_TILE_PIXELS ** 2 * perPixel);
    for (let pixel = 0; pixel < GEOTIFF_TILE_PIXELS ** 2; pixel++) {
      const row = Math.min(Math.floor(pixel / GEOTIFF_TILE_PIXELS), window.height - 1);
      const from = row * window.width + Math.min(pixel % GEOTIFF_TILE_PIXELS, window.width - 1);
      for (let band = 0; band < perPixel; band++) {
        plane[pixel * perPixel + band] = samples[(firstBand + band) * window.width * window.height + from]!;
      }
    }
    if (isPredicted(layout)) differ(plane, GEOTIFF_TILE_PIXELS * perPixel, perPixel);
    planes.push(new Uint8Array(plane.buffer));
  }
  return planes;
}

const isPredicted = ({ hasPredictor, compression, dataType }: GeoTiffLayout) =>
  hasPredictor === true && compression === "deflate" && dataType !== "float32";

/** TIFF predictor 2, in place; typed arrays wrap around as the format asks. */
function differ(plane: GeoTiffSamples, lineLength: number, perPixel: number): void {
  for (let line = 0; line < plane.length; line += lineLength) {
    for (let at = line + lineLength - 1; at >= line + perPixel; at--) plane[at]! -= plane[at - perPixel]!;
  }
}

/** A TIFF field, its values already as little-endian bytes: the order of every processor that Argil runs on. */
function field(tag: number, type: number, values: ArrayBufferView & { readonly length: number }) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { tag, type, count: values.length, bytes };
}

const ascii = (tag: number, text: string) => field(tag, 2, new TextEncoder().encode(`${text}\0`));
const short = (tag: number, ...values: number[]) => field(tag, 3, Uint16Array.from(values));
const long = (tag: number, values: readonly number[]) => field(tag, 4, Uint32Array.from(values));
const double = (tag: number, ...values: number[]) => field(tag, 12, Float64Array.from(values));
const long8 = (tag: number, values: readonly number[]) => field(tag, 16, BigUint64Array.from(values, BigInt));

function directoryFields(layout: GeoTiffLayout, places: TilePlaces, isBig: boolean) {
  const { bandCount, interleave, compression, transform, crs, nodata, writtenAt } = layout;
  const { sampleFormat, array } = sampleTypes[layout.dataType];
  const [a, , c, , e, f] = transform;
  const perBand = (value: number) => new Array<number>(bandCount).fill(value);
  const pointers = isBig ? long8 : long;
  const xml = gdalMetadata(layout);
  return [
    long(256, [layout.width]),
    long(257, [layout.height]),
    short(258, ...perBand(array.BYTES_PER_ELEMENT * 8)),
    short(259, compression === "deflate" ? 8 : 1),
    short(262, 1),
    short(277, bandCount),
    short(284, interleave === "band" ? 2 : 1),
    ...(writtenAt === undefined
      ? []
      : [ascii(306, writtenAt.slice(0, 19).replaceAll("-", ":").replace("T", " "))]),
    ...(isPredicted(layout) ? [short(317, 2)] : []),
    short(322, GEOTIFF_TILE_PIXELS),
    short(323, GEOTIFF_TILE_PIXELS),
    pointers(324, places.offsets),
    pointers(325, places.lengths),
    ...(bandCount > 1 ? [short(338, ...perBand(0).slice(1))] : []),
    short(339, ...perBand(sampleFormat)),
    double(33550, a, -e, 0),
    double(33922, 0, 0, 0, c, f, 0),
    short(34735, ...geoKeyDirectory(crs)),
    ascii(34737, `${crs.name}|`),
    ...(xml === "" ? [] : [ascii(42112, xml)]),
    ...(nodata === undefined ? [] : [ascii(42113, String(nodata).toLowerCase())]),
  ];
}

/** GDAL's own XML; it escapes the text of an item twice and its name once. */
function gdalMetadata({ metadata = {}, bandDescriptions = [] }: GeoTiffLayout): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
  const item = (name: string, text: string, rest = "") =>
    `  <Item name="${escaped(name)}"${rest}>${escaped(escaped(text))}</Item>\n`;
  const items = [
    ...Object.entries(metadata).map(([name, text]) => item(name, text)),
    ...bandDescriptions.map((text, band) =>
      item("DESCRIPTION", text, ` sample="${band}" role="description"`),
    ),
  ];
  return items.length === 0 ? "" : `<GDALMetadata>\n${items.join("")}</GDALMetadata>\n`;
}

/** Header and the one directory with all its values, as a block for the file's start. */
function encodeDirectory(layout: GeoTiffLayout, places: TilePlaces, isBig: boolean): Uint8Array {
  const fields = directoryFields(layout, places, isBig);
  const u16 = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
  const pointer = (value: number) => (isBig ? long8(0, [value]) : long(0, [value])).bytes;
  const padded = (bytes: Uint8Array, step: number) =>
    Buffer.concat([bytes], Math.max(1, Math.ceil(bytes.length / step)) * step);
  const pointerBytes = isBig ? 8 : 4;
  const header = isBig ? [u16(0x4949, 43, 8, 0), pointer(16)] : [u16(0x4949, 42), pointer(8)];
  const count = isBig ? pointer(fields.length) : u16(fields.length);
  let spillAt = 3 * pointerBytes + count.length + fields.length * (4 + 2 * pointerBytes);
  const [entries, spilled]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const { tag, type, count, bytes } of fields) {
    const isInline = bytes.length <= pointerBytes;
    entries.push(u16(tag, type), pointer(count), isInline ? padded(bytes, pointerBytes) : pointer(spillAt));
    if (isInline) continue;
    spilled.push(padded(bytes, 8));
    spillAt += spilled.at(-1)!.length;
  }
  return Buffer.concat([...header, count, ...entries, pointer(0), ...spilled]);
}
