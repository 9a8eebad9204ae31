/** A point of a mask in its own pixels, fractions allowed. */
export type MaskPoint = readonly [column: number, row: number];

export interface Mask {
  readonly width: number;
  readonly height: number;
  /** 1 = valid, row-major. */
  readonly valid: Uint8Array;
}

/** Parts smaller than this share of all that is valid are specks. */
const speckShare = 0.02;
/** Pixels of the mask that the outline may leave what it encloses. */
const tolerancePixels = 0.9;

/**
 * The outline of what is valid, as an open ring with the valid side on its left where rows run down: the outer edge of
 * the largest part, without holes, simplified by Douglas and Peucker (Cartographica 10, 1973) so that it stays within
 * a pixel. Where several parts matter (2 % of the valid pixels each) it is their convex hull, which contains them all;
 * smaller specks are left out. Null where nothing is valid.
 */
export function outlineOf(mask: Mask): MaskPoint[] | null {
  const rings = outerRings(mask);
  const all = rings.reduce((sum, { area }) => sum + area, 0);
  if (all === 0) return null;
  const parts = rings.filter(({ area }) => area >= all * speckShare);
  const largest = parts.reduce((one, two) => (two.area > one.area ? two : one), rings[0]!);
  if (parts.length > 1) return hullOf(parts.flatMap(({ ring }) => ring));
  const ring = simplified(largest.ring);
  // Both sides of a thin slanting line may fall onto each other.
  return areaOf(ring) < largest.area / 2 ? hullOf(largest.ring) : ring;
}

interface Ring {
  readonly ring: MaskPoint[];
  /** Pixels that it encloses, holes included. */
  readonly area: number;
}

/** Right, down, left, up. */
const ways = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Walks round every part along the edges of its pixels, once: parts that meet at a corner are one. */
function outerRings({ width, height, valid }: Mask): Ring[] {
  const isValid = (column: number, row: number) =>
    column >= 0 && row >= 0 && column < width && row < height && valid[row * width + column] === 1;
  const walked = new Uint8Array(width * height);
  const rings: Ring[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      // An upper edge that no walk has come along starts a new ring; a hole's lower edge does too, and is told by its area.
      if (!isValid(column, row) || isValid(column, row - 1) || walked[row * width + column] === 1) continue;
      const found = walk(column, row, isValid, (at, line) => {
        walked[line * width + at] = 1;
      });
      if (found.area > 0) rings.push(found);
    }
  }
  return rings;
}

/** Follows the edge with the valid pixels on the right-hand side, from the upper left corner of a pixel. */
function walk(
  startColumn: number,
  startRow: number,
  isValid: (column: number, row: number) => boolean,
  markUpperEdge: (column: number, row: number) => void,
): Ring {
  const ring: MaskPoint[] = [];
  let [column, row, way] = [startColumn, startRow, 0];
  let area = 0;
  do {
    if (way === 0) markUpperEdge(column, row);
    const [right, down] = ways[way]!;
    column += right;
    row += down;
    // Shoelace along the axes: only level edges count.
    area -= right * row;
    const next = turn(column, row, way, isValid);
    if (next !== way) ring.push([column, row]);
    way = next;
  } while (column !== startColumn || row !== startRow || way !== 0);
  return { ring, area };
}

/** At a crossing of pixels: left where the pixel ahead on the left is valid (parts that touch at a corner hang together), else on along the edge, else round the corner. */
function turn(
  column: number,
  row: number,
  way: number,
  isValid: (column: number, row: number) => boolean,
): number {
  const [right, down] = ways[way]!;
  // The four pixels around the crossing, seen along the way.
  const ahead = (side: -1 | 1) => {
    const x = column + (right - side * down - 1) / 2;
    const y = row + (down + side * right - 1) / 2;
    return isValid(x, y);
  };
  if (ahead(-1)) return (way + 3) % 4;
  return ahead(1) ? way : (way + 1) % 4;
}

/** Andrew's monotone chain (Information Processing Letters 9, 1979). */
function hullOf(points: readonly MaskPoint[]): MaskPoint[] {
  const sorted = [...points].sort(([x1, y1], [x2, y2]) => x1 - x2 || y1 - y2);
  const cross = ([ox, oy]: MaskPoint, [ax, ay]: MaskPoint, [bx, by]: MaskPoint) =>
    (ax - ox) * (by - oy) - (ay - oy) * (bx - ox);
  const half = (side: readonly MaskPoint[]) => {
    const chain: MaskPoint[] = [];
    for (const point of side) {
      while (chain.length > 1 && cross(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Shoelace formula. */
function areaOf(ring: readonly MaskPoint[]): number {
  const doubled = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

function simplified(ring: readonly MaskPoint[]): MaskPoint[] {
  // Cut open at the two points farthest apart along the axes, which any simplification should keep.
  const sums = ring.map(([column, row]) => column + row);
  const first = sums.indexOf(Math.min(...sums));
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  const second = turned.reduce(
    (best, [column, row], index) => (column + row > turned[best]![0] + turned[best]![1] ? index : best),
    0,
  );
  const [columns, rows] = [ring.map(([column]) => column), ring.map(([, row]) => row)];
  const sides = [columns, rows].map((values) => Math.max(...values) - Math.min(...values));
  const tolerance = Math.min(tolerancePixels, Math.min(...sides) / 4);
  const there = turned.slice(0, second + 1);
  const back = [...turned.slice(second), turned[0]!];
  return [...thinned(there, tolerance), ...thinned(back, tolerance)];
}

/** Douglas-Peucker on an open line; its last point is left out. */
function thinned(line: readonly MaskPoint[], tolerance: number): MaskPoint[] {
  const kept = new Uint8Array(line.length);
  const open: [number, number][] = [[0, line.length - 1]];
  while (open.length > 0) {
    const [from, to] = open.pop()!;
    kept[from] = 1;
    let [farthest, distance] = [from, tolerance];
    for (let index = from + 1; index < to; index++) {
      const away = distanceTo(line[index]!, line[from]!, line[to]!);
      if (away > distance) [farthest, distance] = [index, away];
    }
    if (farthest !== from) open.push([from, farthest], [farthest, to]);
  }
  return line.filter((_, index) => kept[index] === 1 && index < line.length - 1);
}

/** Of a point from a stretch of line. */
function distanceTo([x, y]: MaskPoint, [ax, ay]: MaskPoint, [bx, by]: MaskPoint): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
  const on = Math.min(1, Math.max(0, part));
  return Math.hypot(x - ax - on * (bx - ax), y - ay - on * (by - ay));
}
