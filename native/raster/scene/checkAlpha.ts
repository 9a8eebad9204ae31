import type { Finding } from "../../../models/vocabulary/evidence.ts";
import type { RasterFile } from "../pixels/rasterFile.ts";
import { windowsOver } from "../pixels/windowsOver.ts";

const windows = { aSide: 5, pixels: 32 } as const;
/** Real alpha is either 0 or full but for a feathered rim. */
const mostPartly = 0.5;

/**
 * Some writers mark the fourth band of red, green, blue and near infrared as alpha. Alpha is 0 or full nearly
 * everywhere; a band that is neither over most of the picture is taken for what it is.
 */
export async function withoutFalseAlpha(
  raster: RasterFile,
): Promise<{ readonly raster: RasterFile; readonly findings: readonly Finding[] }> {
  const { alphaSample, dataType } = raster;
  const full = dataType === "uint8" ? 255 : dataType === "uint16" ? 65535 : null;
  if (alphaSample === null || full === null) return { raster, findings: [] };
  let [partlyCount, count] = [0, 0];
  for (const window of windowsOver(raster, windows)) {
    const [alpha] = await raster.reader.read(window, [alphaSample]);
    for (const value of alpha!) {
      count++;
      if (value > 0 && value < full) partlyCount++;
    }
  }
  if (partlyCount < mostPartly * count) return { raster, findings: [] };
  const share = Math.round((100 * partlyCount) / count);
  const sentence = `Band ${alphaSample + 1} is marked as alpha, but ${share} % of it is neither 0 nor full: taken as a band that measures.`;
  return { raster: { ...raster, alphaSample: null }, findings: [{ tone: "doubts", sentence }] };
}
