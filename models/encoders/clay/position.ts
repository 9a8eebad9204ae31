/** Channels at the end of a token that hold time and place instead of the position. */
export const metadataChannels = 8;

export interface PositionInput {
  readonly dim: number;
  /** Patches along a side. */
  readonly grid: number;
  /** Metres a pixel, as in Clay's table of sensors: the code turns with it, so 9.9987 is far from 10. */
  readonly gsd: number;
}

/**
 * Where each patch lies: [grid * grid, dim - 8], row-major; in a row sin x, cos x, sin y, cos y, a quarter each, x before
 * y. The exponent is divided by the width twice, as in the reference. Rounded to float32 after every operation, since
 * arguments grow large and the reference loses the same digits. `posemb_sincos_2d_with_gsd`, Clay-foundation/model,
 * main of 2025-10-20.
 */
export function positionCode({ dim, grid, gsd }: PositionInput): Float32Array {
  const width = dim - metadataChannels;
  const quarter = width / 4;
  const codes = axisCodes(frequencies(width, gsd), grid);
  const position = new Float32Array(grid * grid * width);
  for (let y = 0; y < grid; y += 1)
    for (let x = 0; x < grid; x += 1) {
      const start = (y * grid + x) * width;
      position.set(codes[x]!, start);
      position.set(codes[y]!, start + 2 * quarter);
    }
  return position;
}

/** One row a step along an axis: sines, then cosines. */
function axisCodes(omegas: readonly number[], grid: number): readonly Float32Array[] {
  return Array.from({ length: grid }, (_, step) => {
    const angles = omegas.map((omega) => Math.fround(step * omega));
    return Float32Array.from([...angles.map(Math.sin), ...angles.map(Math.cos)]);
  });
}

function frequencies(width: number, gsd: number): readonly number[] {
  const { fround } = Math;
  const count = width / 4;
  return Array.from({ length: count }, (_, index) => {
    const step = fround(index / (count - 1));
    const power = fround(10000 ** fround(fround(2 * step) / width));
    return fround(fround(1 / power) * fround(gsd));
  });
}

/** CLS token and position code, [1 + grid x grid, dim]; the channels of time and place stay 0. */
export function positionRows(
  code: Float32Array,
  clsToken: Float32Array,
  { grid, dim }: { readonly grid: number; readonly dim: number },
): Float32Array {
  const width = dim - metadataChannels;
  const rows = new Float32Array((1 + grid ** 2) * dim);
  rows.set(clsToken);
  for (let patch = 0; patch < grid ** 2; patch += 1)
    rows.set(code.subarray(patch * width, (patch + 1) * width), (1 + patch) * dim);
  return rows;
}
