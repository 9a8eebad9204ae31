import { EngineError } from "../../native/engineError.ts";
import { bandStats } from "../../native/raster/pixels/bandStats.ts";
import type { RasterFile } from "../../native/raster/pixels/rasterFile.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";

/** How a file was answered: refused with a kind of failure, read whole or in part, or wrongly. */
export type FuzzOutcome =
  | { readonly kind: "refused"; readonly failure: string }
  | { readonly kind: "read" | "read in part" }
  | { readonly kind: "wrong"; readonly detail: string };

const mostSamples = 4e6;

/** Opens a file and reads it as far as is quick; anything but a failure with a sentence or consistent numbers is wrong. */
export async function fuzzCase(path: string): Promise<FuzzOutcome> {
  try {
    const file = await openTiffRaster(path);
    try {
      return await readCase(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof EngineError))
      return { kind: "wrong", detail: String((error as Error).stack ?? error) };
    if (!/^[^\n]+\.$/.test(error.message)) return { kind: "wrong", detail: `no sentence: ${error.message}` };
    return { kind: "refused", failure: error.failure.kind };
  }
}

async function readCase(file: RasterFile): Promise<FuzzOutcome> {
  const { width, height, bandCount, reader } = file;
  const side = 256;
  const corner = { column: 0, row: 0, width: Math.min(side, width), height: Math.min(side, height) };
  const samples = Array.from({ length: Math.min(bandCount, 16) }, (_, sample) => sample);
  const exact = await reader.readExact(corner, samples);
  const floats = await reader.read(corner, samples);
  for (const [index, plane] of exact.entries()) {
    const other = floats[index]!;
    if (plane.length !== corner.width * corner.height || other.length !== plane.length)
      return { kind: "wrong", detail: `a plane of ${plane.length} samples` };
    for (let at = 0; at < plane.length; at++)
      if (!Object.is(Math.fround(plane[at]!), other[at]))
        return { kind: "wrong", detail: `pixel ${at} differs` };
  }
  if (width * height * bandCount > mostSamples) return { kind: "read in part" };
  const stats = await bandStats(reader, file);
  const isCounted = stats.every(
    ({ validCount, nodataCount, nanCount, infiniteCount }) =>
      validCount + infiniteCount + (Number.isNaN(file.nodata) ? nanCount : nanCount + nodataCount) ===
      width * height,
  );
  if (!isCounted) return { kind: "wrong", detail: "pixels are not all counted" };
  for (const one of [...file.overviews, ...(file.mask === null ? [] : [file.mask])])
    if (one.width * one.height <= mostSamples)
      await one.read(
        { column: 0, row: 0, width: Math.min(side, one.width), height: Math.min(side, one.height) },
        [0],
      );
  return { kind: "read" };
}
