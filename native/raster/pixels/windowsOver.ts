import type { PixelWindow } from "../../../models/vocabulary/raster.ts";

/** A few windows spread evenly over a raster, row by row; clipped where it is smaller. They may overlap in a small one. */
export function windowsOver(
  { width, height }: { readonly width: number; readonly height: number },
  { aSide, pixels }: { readonly aSide: number; readonly pixels: number },
): readonly PixelWindow[] {
  const size = { width: Math.min(pixels, width), height: Math.min(pixels, height) };
  const start = (step: number, length: number, side: number) =>
    Math.min(length - side, Math.max(0, Math.floor(((step + 0.5) * length) / aSide - side / 2)));
  return Array.from({ length: aSide ** 2 }, (_, cell) => ({
    column: start(cell % aSide, width, size.width),
    row: start(Math.floor(cell / aSide), height, size.height),
    ...size,
  }));
}
