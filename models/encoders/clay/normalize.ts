import type { EncoderChip } from "../encoder.ts";
import type { ClayInputBand } from "./bands.ts";
import { patchGrid } from "./chipSize.ts";
import { patchArea, patchPixels } from "./config.ts";

/** Where the numbers of one plane go among the patches of a chip. */
export interface PatchesPlace {
  readonly chipPixels: number;
  readonly bandPosition: number;
  readonly bandCount: number;
}

type Planes = Pick<EncoderChip, "bands" | "valid" | "scaling">;
/** What the numbers of a band mean to Clay. */
type Numbers = Pick<ClayInputBand, "bandIndex" | "mean" | "std" | "units" | "convert">;

/** Power that Clay v1.5 puts for nothing or less, -100 decibels. */
const leastPower = 1e-10;

/**
 * Writes (number - mean) / std of one band into the chip's patches, [patches, bands * 64], in a patch by band, row,
 * column. What was not measured, and what is no finite number, becomes 0, the mean: v1.5 saw bands of zeros in training,
 * and the reference knows no missing data. Every operation is rounded to float32, as in the reference
 * (`v2.Normalize` in claymodel/datamodule.py, Clay-foundation/model, main of 2025-10-20).
 * @throws ClayRefusal on a chip size that Clay cannot take.
 * @throws RangeError on a plane of another size.
 */
export function normalizeIntoPatches(
  { bands, valid, scaling }: Planes,
  band: Numbers,
  { chipPixels, bandPosition, bandCount }: PatchesPlace,
  patches: Float32Array,
): void {
  const grid = patchGrid(chipPixels);
  const plane = bands[band.bandIndex]!;
  for (const { length } of [plane, valid])
    if (length !== chipPixels ** 2)
      throw new RangeError(`A plane of a chip has ${length} pixels where ${chipPixels ** 2} are expected.`);
  const numbers = toClayNumbers(plane, scaling, band);
  const { fround } = Math;
  const mean = fround(band.mean);
  const std = fround(band.std);
  let pixel = 0;
  for (let row = 0; row < chipPixels; row += 1) {
    const patchRow = Math.floor(row / patchPixels);
    const inPatch = bandPosition * patchArea + (row % patchPixels) * patchPixels;
    for (let patchColumn = 0; patchColumn < grid; patchColumn += 1) {
      const start = (patchRow * grid + patchColumn) * bandCount * patchArea + inPatch;
      for (let column = 0; column < patchPixels; column += 1) {
        const value = fround(fround(numbers[pixel]! - mean) / std);
        // Infinity and NaN are the numbers whose difference from themselves is not 0.
        patches[start + column] = valid[pixel] === 1 && value - value === 0 ? value : 0;
        pixel += 1;
      }
    }
  }
}

/** Digital numbers in the units of Clay's statistics; the same array where they are so already. */
function toClayNumbers(
  plane: Float32Array,
  scaling: EncoderChip["scaling"],
  { units, convert }: Numbers,
): Float32Array {
  const isSame = scaling.scale === units.scale && scaling.offset === units.offset;
  const numbers = isSame ? plane : changeUnits(plane, scaling, units);
  switch (convert) {
    case "none":
      return numbers;
    case "to-decibels":
      return numbers.map((power) => 10 * Math.fround(Math.log10(power <= 0 ? leastPower : power)));
    case "to-power":
      return numbers.map((decibels) => 10 ** (decibels / 10));
    default:
      return convert satisfies never;
  }
}

function changeUnits(
  plane: Float32Array,
  { scale, offset }: EncoderChip["scaling"],
  units: ClayInputBand["units"],
): Float32Array {
  const gain = scale / units.scale;
  const shift = (offset - units.offset) / units.scale;
  const numbers = new Float32Array(plane.length);
  for (let pixel = 0; pixel < plane.length; pixel += 1) numbers[pixel] = plane[pixel]! * gain + shift;
  return numbers;
}
