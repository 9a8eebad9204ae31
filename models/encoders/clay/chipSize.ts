import { patchPixels } from "./config.ts";
import { ClayRefusal } from "./refusal.ts";

/** Twice the side that Clay was trained with; attention grows with the fourth power. */
const mostChipPixels = 512;

/**
 * Patches along the side of a chip. Clay drops what is over at the right and lower edge, so nothing may be over.
 * @throws ClayRefusal on a side that is no multiple of 8 from 8 to 512.
 */
export function patchGrid(chipPixels: number): number {
  const grid = chipPixels / patchPixels;
  if (!Number.isInteger(grid) || grid < 1 || chipPixels > mostChipPixels)
    throw new ClayRefusal(
      `Clay takes chips of ${patchPixels} to ${mostChipPixels} pixels in steps of ${patchPixels}, not ${chipPixels}.`,
    );
  return grid;
}
