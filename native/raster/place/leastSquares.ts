/**
 * Solves design * coefficients = target in the sense of least squares, by Householder reflections (Golub and Van Loan,
 * Matrix Computations, 5.3.2). Rows of `design` are observations. Null where the columns depend on each other.
 */
export function leastSquares(
  design: readonly (readonly number[])[],
  target: readonly number[],
): number[] | null {
  const rows = design.map((row, index) => [...row, target[index]!]);
  const width = design[0]?.length ?? 0;
  if (rows.length < width) return null;
  for (let pivot = 0; pivot < width; pivot++) {
    const below = Math.sqrt(rows.slice(pivot).reduce((sum, row) => sum + row[pivot]! ** 2, 0));
    if (below < 1e-10 * Math.sqrt(rows.length)) return null;
    const alpha = rows[pivot]![pivot]! > 0 ? -below : below;
    const mirror = rows.map((row, index) => (index < pivot ? 0 : row[pivot]!));
    mirror[pivot]! -= alpha;
    const length = mirror.reduce((sum, value) => sum + value * value, 0);
    for (let column = pivot; column <= width; column++) {
      let dot = 0;
      for (let index = pivot; index < rows.length; index++) dot += mirror[index]! * rows[index]![column]!;
      const factor = (2 * dot) / length;
      for (let index = pivot; index < rows.length; index++) rows[index]![column]! -= factor * mirror[index]!;
    }
  }
  const solution = new Array<number>(width).fill(0);
  for (let index = width - 1; index >= 0; index--) {
    let rest = rows[index]![width]!;
    for (let column = index + 1; column < width; column++) rest -= rows[index]![column]! * solution[column]!;
    solution[index] = rest / rows[index]![index]!;
  }
  return solution;
}
