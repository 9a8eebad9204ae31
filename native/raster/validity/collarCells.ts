/** A grid of cells, row-major. */
export interface CellGrid {
  readonly columnCount: number;
  readonly rowCount: number;
}

/**
 * Runs of marked pixels along the border that are a collar's and not a lake's or a roof's: a share of the whole border
 * that ground rarely holds in one and the same number, and around a corner, since a collar is what the box around a
 * tilted or clipped picture leaves over. Together they hold at least `cornerCount` corners, or none is kept. Returns
 * the border with all other marks taken out.
 */
export function collarRuns(
  border: Uint8Array,
  corners: readonly number[],
  least: { readonly share: number; readonly cornerCount: number },
): Uint8Array {
  const length = border.length;
  const kept = new Uint8Array(length);
  const start = border.indexOf(0);
  if (start < 0) return kept.fill(1);
  // Once around from a pixel that is not marked: no run is cut in two.
  for (let step = 1; step < length; step++) {
    if (border[(start + step) % length] === 0) continue;
    let end = step;
    while (border[(start + end) % length] === 1) end++;
    const isAtCorner = corners.some((corner) => {
      const place = (corner - start + length) % length;
      return place >= step && place < end;
    });
    if (isAtCorner && end - step >= least.share * length)
      for (let index = step; index < end; index++) kept[(start + index) % length] = 1;
    step = end;
  }
  const cornerCount = corners.filter((corner) => kept[corner] === 1).length;
  return cornerCount >= least.cornerCount ? kept : kept.fill(0);
}

/** Border pixels of a picture in order, clockwise from the upper left; each once. */
export function borderPlaces(width: number, height: number): { column: number; row: number }[] {
  const places: { column: number; row: number }[] = [];
  for (let column = 0; column < width; column++) places.push({ column, row: 0 });
  for (let row = 1; row < height; row++) places.push({ column: width - 1, row });
  for (let column = width - 2; column >= 0; column--) places.push({ column, row: height - 1 });
  for (let row = height - 2; row > 0; row--) places.push({ column: 0, row });
  return places;
}

/** Cells that are reached from the seeds, along rows, columns and diagonals, through full cells; the seeds as well. */
export function floodCells(full: Uint8Array, seeds: Uint8Array, grid: CellGrid): Uint8Array {
  const { columnCount, rowCount } = grid;
  const reached = Uint8Array.from(seeds);
  const queue: number[] = [];
  for (let index = 0; index < seeds.length; index++) if (seeds[index] === 1) queue.push(index);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    forNeighbours(next, columnCount, rowCount, (cell) => {
      if (full[cell] === 0 || reached[cell] === 1) return;
      reached[cell] = 1;
      queue.push(cell);
    });
  }
  return reached;
}

/** The cells and all that touch them. */
export function growCells(cells: Uint8Array, { columnCount, rowCount }: CellGrid): Uint8Array {
  const grown = Uint8Array.from(cells);
  for (let index = 0; index < cells.length; index++) {
    if (cells[index] === 1)
      forNeighbours(index, columnCount, rowCount, (cell) => {
        grown[cell] = 1;
      });
  }
  return grown;
}

function forNeighbours(
  index: number,
  columnCount: number,
  rowCount: number,
  visit: (cell: number) => void,
): void {
  const row = Math.floor(index / columnCount);
  const column = index - row * columnCount;
  for (let y = Math.max(0, row - 1); y <= Math.min(rowCount - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columnCount - 1, column + 1); x++)
      if (x !== column || y !== row) visit(y * columnCount + x);
  }
}
