import type { Crs } from "../../../../models/vocabulary/raster.ts";

/** GeoTIFF key directory, sorted by key, its citation at the start of the text tag: projected or geographic, pixel is area, citation, EPSG code. */
export function geoKeyDirectory({ epsg, name, isGeographic }: Crs): number[] {
  const key = (id: number, value: number) => [id, 0, 1, value];
  const citation = [1026, 34737, new TextEncoder().encode(name).length + 1, 0];
  const [model, code] = isGeographic ? [2, 2048] : [1, 3072];
  return [1, 1, 0, 4, ...key(1024, model!), ...key(1025, 1), ...citation, ...key(code!, epsg ?? 0)];
}
