import type { Grid, Pixels } from "../../models/vocabulary/raster.ts";
import { pixelToMap } from "../../native/raster/place/gridPlaces.ts";
import { sceneLocator } from "../../native/raster/place/groundGrid.ts";
import type { Scene } from "../../native/raster/scene/scene.ts";
import {
  type GeoTiffLayout,
  geoTiffTileWindow,
  writeGeoTiff,
} from "../../native/raster/tiff/writeGeoTiff.ts";

/** A way to fill in between pixels: weight by distance, and how far it reaches. */
export interface Kernel {
  readonly reach: number;
  weigh(distance: number): number;
}

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
export const kernels = {
  bilinear: { reach: 1, weigh: (distance) => Math.max(0, 1 - Math.abs(distance)) },
  /** Keys 1981, a = -0.5. */
  cubic: {
    reach: 2,
    weigh: (distance) => {
      const d = Math.abs(distance);
      return d < 1 ? (1.5 * d - 2.5) * d * d + 1 : d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    },
  },
  /** All but lossless for what pixels can hold: a sinc, windowed over 12 pixels to each side. */
  lanczos12: { reach: 12, weigh: (distance) => sinc(distance) * sinc(distance / 12) },
} as const satisfies Record<string, Kernel>;

/** Value of a band at a place in fractional pixels; the edge is repeated outward. */
export function valueAt(
  { width, height, bands }: Pixels,
  band: number,
  [column, row]: readonly [number, number],
  { reach, weigh }: Kernel,
): number {
  const [x, y] = [column - 0.5, row - 0.5];
  let [sum, total] = [0, 0];
  for (let line = Math.ceil(y - reach); line <= Math.floor(y + reach); line++) {
    const down = weigh(line - y);
    const start = Math.min(height - 1, Math.max(0, line)) * width;
    for (let at = Math.ceil(x - reach); at <= Math.floor(x + reach); at++) {
      const weight = down * weigh(at - x);
      sum += weight * bands[band]![start + Math.min(width - 1, Math.max(0, at))]!;
      total += weight;
    }
  }
  return sum / total;
}

/** Writes a scene on another grid; what lies outside of it is no data. */
export async function writeResampledCopy(
  path: string,
  { scene, pixels, grid, kernel }: { scene: Scene; pixels: Pixels; grid: Grid; kernel: Kernel },
): Promise<void> {
  const nodata = -10_000;
  const locate = sceneLocator(scene.grid, grid.crs);
  const place = pixelToMap(grid);
  const layout: GeoTiffLayout = {
    width: grid.width,
    height: grid.height,
    bandCount: pixels.bands.length,
    dataType: "int16",
    interleave: "band",
    compression: "deflate",
    transform: grid.transform,
    crs: grid.crs,
    nodata,
    bandDescriptions: scene.bands.map(({ name }) => name),
    metadata: { ACQUISITION_DATE: scene.acquiredAt.slice(0, 10), SENSOR: "Sentinel-2 L2A" },
  };
  await writeGeoTiff(path, layout, (tileColumn, tileRow) => {
    const window = geoTiffTileWindow(layout, tileColumn, tileRow);
    const samples = new Int16Array(layout.bandCount * window.width * window.height).fill(nodata);
    for (let index = 0; index < window.width * window.height; index++) {
      const column = window.column + (index % window.width);
      const row = window.row + Math.floor(index / window.width);
      const at = locate(...place(column + 0.5, row + 0.5));
      if (!(at[0] > 0 && at[1] > 0 && at[0] < pixels.width && at[1] < pixels.height)) continue;
      for (let band = 0; band < layout.bandCount; band++)
        samples[band * window.width * window.height + index] = Math.round(valueAt(pixels, band, at, kernel));
    }
    return samples;
  });
}
