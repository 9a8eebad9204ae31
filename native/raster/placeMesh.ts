/** Where the middles of a square of pixels lie in a scene, in fractional pixels ([n, n + 1) is pixel n). */
export interface SourcePlaces {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
}

/**
 * Works the exact places out on a mesh of `steps` a side and interpolates between: the map bends far less
 * than that within a chip or a tile. `locate` takes pixel corners of the square, 0 to `size`.
 */
export function placesOf(
  size: number,
  steps: number,
  locate: (column: number, row: number) => readonly [column: number, row: number],
): SourcePlaces {
  const mesh: (readonly [number, number])[] = [];
  for (let row = 0; row <= steps; row++) {
    for (let column = 0; column <= steps; column++)
      mesh.push(locate((column * size) / steps, (row * size) / steps));
  }
  const columns = new Float64Array(size * size);
  const rows = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const v = ((row + 0.5) * steps) / size;
    const top = Math.min(steps - 1, Math.floor(v));
    const q = v - top;
    for (let column = 0; column < size; column++) {
      const u = ((column + 0.5) * steps) / size;
      const left = Math.min(steps - 1, Math.floor(u));
      const p = u - left;
      const corner = top * (steps + 1) + left;
      const [nw, ne] = [mesh[corner]!, mesh[corner + 1]!];
      const [sw, se] = [mesh[corner + steps + 1]!, mesh[corner + steps + 2]!];
      const index = row * size + column;
      columns[index] = (nw[0] * (1 - p) + ne[0] * p) * (1 - q) + (sw[0] * (1 - p) + se[0] * p) * q;
      rows[index] = (nw[1] * (1 - p) + ne[1] * p) * (1 - q) + (sw[1] * (1 - p) + se[1] * p) * q;
    }
  }
  return { columns, rows };
}
