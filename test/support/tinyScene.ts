import { hashUnit } from "../../native/demo/random.ts";
import {
  type GeoTiffLayout,
  geoTiffTileWindow,
  writeGeoTiff,
} from "../../native/raster/tiff/writeGeoTiff.ts";

/** Corner of cell (4096, 32768) of the grid of 16-pixel chips: an upper-left corner on every grid used in tests. */
export const gridOrigin = { x: 655_360, y: 5_242_880 } as const;

export const utm31 = {
  epsg: 32631,
  name: "WGS 84 / UTM zone 31N",
  proj4: "+proj=utm +zone=31 +datum=WGS84 +units=m +no_defs",
  isGeographic: false,
  metersPerUnit: 1,
} as const;

/** A number for each band and pixel; `x` and `y` count pixels of the ground, so that shifted scenes agree. */
export type SampleOf = (place: {
  readonly band: number;
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}) => number;

export interface TinyScene extends Partial<GeoTiffLayout> {
  readonly side?: number;
  /** Pixels that the upper-left corner lies east and south of `gridOrigin`. */
  readonly shift?: { readonly columns: number; readonly rows: number };
  readonly seed?: number;
  readonly sample?: SampleOf;
}

const descriptions = ["B02 blue", "B03 green", "B04 red", "B08 nir"];
const gsdMeters = 10;
const arrays = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array };

/** Land-like reflectances x 10000, never 0. */
const texture =
  (seed: number): SampleOf =>
  ({ band, x, y }) =>
    Math.round(300 + 400 * band + 900 * hashUnit(seed, x >> 3, y >> 3) + 200 * hashUnit(seed + band, x, y));

/** Writes a small Sentinel-2-like scene of 10 m pixels; give it a name with a date. */
export async function writeTinyScene(path: string, scene: TinyScene = {}): Promise<string> {
  const { side = 64, shift = { columns: 0, rows: 0 }, seed = 1, sample = texture(seed), ...rest } = scene;
  const bandCount = scene.bandCount ?? 4;
  const layout: GeoTiffLayout = {
    width: side,
    height: side,
    bandCount,
    dataType: "uint16",
    interleave: "pixel",
    compression: "none",
    crs: utm31,
    transform: [
      gsdMeters,
      0,
      gridOrigin.x + shift.columns * gsdMeters,
      0,
      -gsdMeters,
      gridOrigin.y - shift.rows * gsdMeters,
    ],
    bandDescriptions: descriptions.slice(0, bandCount),
    ...rest,
  };
  await writeGeoTiff(path, layout, (tileColumn, tileRow) => {
    const { column, row, width, height } = geoTiffTileWindow(layout, tileColumn, tileRow);
    return new arrays[layout.dataType](bandCount * width * height).map((_, index) => {
      const pixel = index % (width * height);
      const at = { column: column + (pixel % width), row: row + Math.floor(pixel / width) };
      const band = Math.floor(index / (width * height));
      return sample({ band, ...at, x: at.column + shift.columns, y: at.row + shift.rows });
    });
  });
  return path;
}
