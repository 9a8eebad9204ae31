import { type FilterBank, gaussianFilters } from "../../../../../models/encoders/baseline/filters.ts";
import { prepareChips } from "../../../../../models/encoders/baseline/prepare.ts";
import type { EncoderBand, EncoderChip } from "../../../../../models/encoders/encoder.ts";

interface Planes {
  readonly bands: readonly Float32Array[];
  readonly valid: Float32Array;
  readonly width: number;
}

/** The formulas of the built-in encoder in plain loops and double precision, without a graph. */
export function referenceEmbedding(
  chip: EncoderChip,
  input: { readonly bands: readonly EncoderBand[]; readonly chipPixels: number },
): Float32Array {
  const { pixels, valid } = prepareChips([chip], input);
  const width = input.chipPixels;
  const bands = input.bands.map((_, band) =>
    pixels.data.subarray(band * width ** 2, (band + 1) * width ** 2),
  );
  const planes = { bands, valid: valid.data, width };
  const banks = gaussianFilters(bands.length).flatMap((bank) => responses(planes, bank));
  return Float32Array.from([...statistics(planes), ...banks]);
}

function statistics({ bands, valid }: Planes): readonly number[] {
  const weight = 0.2 * Math.sqrt((320 - bands.length) / bands.length);
  const moments = bands.map((band) => {
    const measured = [...band].filter((_, pixel) => valid[pixel] === 1);
    const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
    const variance = measured.reduce((sum, value) => sum + (value - mean) ** 2, 0) / measured.length;
    return { mean, spread: Math.sqrt(variance) };
  });
  return [
    ...moments.map(({ mean }) => weight * mean),
    ...moments.map(({ spread }) => weight * (spread - 0.4)),
  ];
}

function responses(planes: Planes, { sizePixels: size, count, weights }: FilterBank): readonly number[] {
  const { bands, valid, width } = planes;
  const stride = Math.ceil(width / 12);
  const positive = new Float64Array(count);
  const negative = new Float64Array(count);
  let total = 0;
  for (let row = 0; row + size <= width; row += stride)
    for (let column = 0; column + size <= width; column += stride) {
      const pixels = footprint(width, { row, column, size });
      const share = pixels.reduce((sum, pixel) => sum + valid[pixel]!, 1e-6);
      const seen = bands.flatMap((band) => pixels.map((pixel) => band[pixel]!));
      total += share;
      for (let filter = 0; filter < count; filter += 1) {
        const response = seen.reduce(
          (sum, value, at) => sum + value * weights[filter * seen.length + at]!,
          0,
        );
        positive[filter] = positive[filter]! + share * Math.max(response, 0);
        negative[filter] = negative[filter]! + share * Math.max(-response, 0);
      }
    }
  return [...positive, ...negative].map((sum) => Math.sqrt(sum / total + 0.05) - 0.6);
}

function footprint(
  width: number,
  { row, column, size }: { readonly row: number; readonly column: number; readonly size: number },
): readonly number[] {
  return Array.from(
    { length: size * size },
    (_, at) => (row + Math.floor(at / size)) * width + column + (at % size),
  );
}
