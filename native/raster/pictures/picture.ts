import sharp from "sharp";
import type { Transform } from "../../../models/vocabulary/geometry.ts";
import type { Pixels } from "../../../models/vocabulary/raster.ts";
import { readChip } from "../pixels/readChip.ts";
import { readDecimated } from "../pixels/readDecimated.ts";
import type { GroundCell, GroundGrid } from "../place/groundGrid.ts";
import { sceneLocator } from "../place/groundGrid.ts";
import { placesOf } from "../place/placeMesh.ts";
import type { PyramidSource, Scene } from "../scene/scene.ts";
import { type Rendering, toRgba } from "./stretch.ts";

/** A chip as a square WebP picture of `sizePixels`. */
export async function chipPicture(
  scene: Scene,
  rendering: Rendering,
  ground: GroundGrid,
  cell: GroundCell,
  sizePixels: number,
): Promise<Buffer> {
  const { scene: seen, rendering: shownBands } = shown(scene, rendering);
  const chip = await readChip(seen, ground, cell);
  const raw = { width: chip.width, height: chip.height, channels: 4 as const };
  return sharp(toRgba(chip, shownBands), { raw })
    .resize(sizePixels, sizePixels, { kernel: sizePixels > chip.width ? "mitchell" : "lanczos3" })
    .webp({ quality: 88 })
    .toBuffer();
}

/** What is drawn of a scene; a place makes the picture north up. */
type Drawn = PyramidSource & { readonly grid: { readonly transform?: Transform } };

/** The whole scene as a WebP picture, longest side `sizePixels`, in its own CRS. */
export async function scenePicture(scene: Drawn, rendering: Rendering, sizePixels: number): Promise<Buffer> {
  const whole = { column: 0, row: 0, width: scene.grid.width, height: scene.grid.height };
  const { scene: seen, rendering: shownBands } = shown(scene, rendering);
  const { pixels } = await readDecimated(seen, whole, sizePixels);
  return pixelsPicture(pixels, shownBands, sizePixels, scene.grid.transform);
}

/** The same of pixels of the whole scene that were read already. */
export async function pixelsPicture(
  pixels: Pixels,
  rendering: Rendering,
  sizePixels: number,
  transform?: Transform,
): Promise<Buffer> {
  const raw = { width: pixels.width, height: pixels.height, channels: 4 as const };
  const isSouthUp = transform !== undefined && transform[4] > 0;
  return sharp(toRgba(pixels, rendering), { raw })
    .flip(isSouthUp)
    .resize(sizePixels, sizePixels, { fit: "inside" })
    .webp({ quality: 85 })
    .toBuffer();
}

/** The scene reduced to the bands that are shown, so that no others are decoded. */
function shown<Source extends PyramidSource>(
  scene: Source,
  { bands, stretches }: Rendering,
): { readonly scene: Source; readonly rendering: Rendering } {
  return {
    scene: { ...scene, bands: bands.map((band) => scene.bands[band]!), clouds: null },
    rendering: { bands: [0, 1, 2], stretches },
  };
}

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const tilePixels = 256;
const worldMeters = 2 * Math.PI * 6378137;
const webMercator = {
  epsg: 3857,
  name: "WGS 84 / Pseudo-Mercator",
  proj4:
    "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs",
  isGeographic: false,
  metersPerUnit: 1,
} as const;

/** One Web-Mercator tile of the scene as PNG, nearest pixel, transparent where nothing was measured; null where it misses the scene. */
export async function tilePicture(
  scene: Scene,
  rendering: Rendering,
  { z, x, y }: TileAddress,
): Promise<Buffer | null> {
  const side = worldMeters / 2 ** z;
  const left = x * side - worldMeters / 2;
  const top = worldMeters / 2 - y * side;
  const locate = sceneLocator(scene.grid, webMercator);
  const unit = side / tilePixels;
  // A tile of a low zoom spans a large part of the world, where straight lines would not do.
  const steps = z >= 8 ? 16 : 64;
  const { columns, rows } = placesOf(tilePixels, steps, (column, row) =>
    locate(left + column * unit, top - row * unit),
  );
  let [minColumn, minRow, maxColumn, maxRow] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]!;
    const row = rows[index]!;
    if (!(column >= 0 && row >= 0 && column < scene.grid.width && row < scene.grid.height)) continue;
    minColumn = Math.min(minColumn, column);
    maxColumn = Math.max(maxColumn, column);
    minRow = Math.min(minRow, row);
    maxRow = Math.max(maxRow, row);
  }
  if (maxColumn < minColumn) return null;
  const window = {
    column: Math.floor(minColumn),
    row: Math.floor(minRow),
    width: Math.floor(maxColumn) - Math.floor(minColumn) + 1,
    height: Math.floor(maxRow) - Math.floor(minRow) + 1,
  };
  const { scene: seen, rendering: shownBands } = shown(scene, rendering);
  const { pixels, columnStep, rowStep } = await readDecimated(seen, window, tilePixels);
  const source = toRgba(pixels, shownBands);
  const rgba = new Uint8Array(tilePixels * tilePixels * 4);
  for (let index = 0; index < columns.length; index++) {
    const column = Math.floor((columns[index]! - window.column) / columnStep);
    const row = Math.floor((rows[index]! - window.row) / rowStep);
    if (
      columns[index]! < window.column ||
      rows[index]! < window.row ||
      column >= pixels.width ||
      row >= pixels.height
    )
      continue;
    if (!(column >= 0 && row >= 0)) continue;
    const from = (row * pixels.width + column) * 4;
    rgba.set(source.subarray(from, from + 4), index * 4);
  }
  return sharp(rgba, { raw: { width: tilePixels, height: tilePixels, channels: 4 } })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
