import type { EncoderBand, EncoderChip, EncoderTensor } from "../encoder.ts";
import { canonicalOrder, typicalBand } from "./bands.ts";

// Far above any measurement, far below where squares overflow in float32.
const largestRatio = 1e12;

/**
 * Tensors `pixels` [chips, bands, n, n] in canonical band order, standardised, and `valid` [chips, 1, n, n], 0 or 1.
 * Invalid pixels hold their band's valid mean; NaN in any band makes a pixel invalid.
 * @throws RangeError on planes of another size or number, or a chip without a measured pixel.
 */
export function prepareChips(
  chips: readonly EncoderChip[],
  { bands, chipPixels }: { readonly bands: readonly EncoderBand[]; readonly chipPixels: number },
): Readonly<Record<"pixels" | "valid", EncoderTensor>> {
  const pixelCount = chipPixels * chipPixels;
  const pixels = new Float32Array(chips.length * bands.length * pixelCount);
  const valid = new Float32Array(chips.length * pixelCount);
  const order = canonicalOrder(bands);
  const scales = bands.map(scaleOf);
  chips.forEach((chip, chipIndex) => {
    checkSizes(chip, bands.length, pixelCount);
    const mask = valid.subarray(chipIndex * pixelCount, (chipIndex + 1) * pixelCount);
    mask.set(chip.valid);
    const planes = order.map((bandIndex, position) => {
      const start = (chipIndex * bands.length + position) * pixelCount;
      const plane = pixels.subarray(start, start + pixelCount);
      const hasNaN = standardize(plane, chip.bands[bandIndex]!, scales[bandIndex]!, chip.scaling);
      if (hasNaN) maskNaN(mask, plane);
      return plane;
    });
    fillInvalid(planes, mask);
  });
  return {
    pixels: { data: pixels, shape: [chips.length, bands.length, chipPixels, chipPixels] },
    valid: { data: valid, shape: [chips.length, 1, chipPixels, chipPixels] },
  };
}

interface Scale {
  readonly gain: number;
  readonly slope: number;
}

function scaleOf(band: EncoderBand): Scale {
  const { value, spread } = typicalBand(band);
  return { gain: 1 / value, slope: 1 / spread };
}

/**
 * Writes (sqrt(x / typical) - 1) / spread, with the sign kept below zero; answers whether NaN is among it.
 * The root keeps clouds and display imagery within a few units, where a linear scale would let them rule the cosine.
 */
function standardize(
  plane: Float32Array,
  band: Float32Array,
  { gain, slope }: Scale,
  { scale, offset }: EncoderChip["scaling"],
): boolean {
  const ratioGain = scale * gain;
  const ratioOffset = offset * gain;
  const count = band.length;
  // What nearly all planes hold, without a branch a pixel: a root of something negative or NaN gives NaN, which the sum keeps.
  let sum = 0;
  let largest = 0;
  for (let pixel = 0; pixel < count; pixel += 1) {
    const ratio = band[pixel]! * ratioGain + ratioOffset;
    if (ratio > largest) largest = ratio;
    const value = Math.sqrt(ratio) * slope - slope;
    plane[pixel] = value;
    sum += value;
  }
  if (largest <= largestRatio && !Number.isNaN(sum)) return false;
  sum = 0;
  for (let pixel = 0; pixel < count; pixel += 1) {
    const ratio = band[pixel]! * ratioGain + ratioOffset;
    const root = Math.sqrt(Math.min(Math.abs(ratio), largestRatio));
    const value = (ratio < 0 ? -root : root) * slope - slope;
    plane[pixel] = value;
    sum += value;
  }
  return Number.isNaN(sum);
}

function maskNaN(mask: Float32Array, plane: Float32Array): void {
  for (let pixel = 0; pixel < mask.length; pixel += 1) if (Number.isNaN(plane[pixel]!)) mask[pixel] = 0;
}

function fillInvalid(planes: readonly Float32Array[], mask: Float32Array): void {
  let validCount = 0;
  for (let pixel = 0; pixel < mask.length; pixel += 1) validCount += mask[pixel]!;
  if (validCount === 0) throw new RangeError("A chip has no measured pixel, so there is nothing to embed.");
  if (validCount === mask.length) return;
  for (const plane of planes) {
    let sum = 0;
    for (let pixel = 0; pixel < mask.length; pixel += 1) if (mask[pixel] === 1) sum += plane[pixel]!;
    const mean = sum / validCount;
    for (let pixel = 0; pixel < mask.length; pixel += 1) if (mask[pixel] === 0) plane[pixel] = mean;
  }
}

function checkSizes(chip: EncoderChip, bandCount: number, pixelCount: number): void {
  if (chip.bands.length !== bandCount)
    throw new RangeError(`A chip has ${chip.bands.length} bands where ${bandCount} are expected.`);
  const other = [...chip.bands, chip.valid].find((plane) => plane.length !== pixelCount);
  if (other !== undefined)
    throw new RangeError(`A plane of a chip has ${other.length} pixels where ${pixelCount} are expected.`);
}
