import { hashBits, hashUnit, smoothNoise, smoothStep } from "./random.ts";

/** The parcel at a pixel: its key, the middle of its block, and how far its own and its block's edge are. */
export interface Parcel {
  readonly key: number;
  readonly siteX: number;
  readonly siteY: number;
  readonly edgePixels: number;
  readonly blockEdgePixels: number;
}

/**
 * Cuts the plane into blocks (cells of scattered sites, G. Voronoi 1908) and, where `isStriped`, each block into strips that
 * lie at its own angle, as fields do.
 */
export function parcelAt(
  seed: number,
  column: number,
  row: number,
  { spacing, isStriped }: { readonly spacing: number; readonly isStriped: boolean },
): Parcel {
  const bend = isStriped ? 6 : 10;
  const x = column + bend * smoothNoise(seed, column / 24, row / 24);
  const y = row + bend * smoothNoise(seed + 1, column / 24, row / 24);
  const block = nearestSite(seed, x, y, spacing);
  const { key, siteX, siteY, edgePixels } = block;
  if (!isStriped) return { key, siteX, siteY, edgePixels, blockEdgePixels: edgePixels };
  const angle = Math.PI * hashUnit(seed, key, 1);
  const across = (x - siteX) * Math.cos(angle) + (y - siteY) * Math.sin(angle);
  const along = (y - siteY) * Math.cos(angle) - (x - siteX) * Math.sin(angle);
  const strip = stripAt(hashBits(seed, key, 2), across, 9 + 13 * hashUnit(seed, key, 3));
  const part = stripAt(
    hashBits(seed, key, strip.index + 40),
    along,
    26 + 30 * hashUnit(seed, key, strip.index + 4),
  );
  return {
    key: hashBits(key, strip.index, part.index),
    siteX,
    siteY,
    edgePixels: Math.min(edgePixels, strip.edge, part.edge),
    blockEdgePixels: edgePixels,
  };
}

/** The strip of uneven width that a position falls into, and the distance to its nearer border. */
function stripAt(
  seed: number,
  position: number,
  width: number,
): { readonly index: number; readonly edge: number } {
  const border = (index: number) => (index + 0.5 * hashUnit(seed, index + 1000)) * width;
  let index = Math.floor(position / width);
  if (position < border(index)) index--;
  return { index, edge: Math.min(position - border(index), border(index + 1) - position) };
}

function nearestSite(seed: number, x: number, y: number, spacing: number) {
  const cellX = Math.floor(x / spacing);
  const cellY = Math.floor(y / spacing);
  let nearest = { key: 0, siteX: 0, siteY: 0, distance: Number.POSITIVE_INFINITY };
  let second = Number.POSITIVE_INFINITY;
  for (let row = cellY - 1; row <= cellY + 1; row++) {
    for (let column = cellX - 1; column <= cellX + 1; column++) {
      const siteX = (column + 0.1 + 0.8 * hashUnit(seed + 2, column, row)) * spacing;
      const siteY = (row + 0.1 + 0.8 * hashUnit(seed + 3, column, row)) * spacing;
      const distance = Math.hypot(x - siteX, y - siteY);
      if (distance < nearest.distance) {
        second = nearest.distance;
        nearest = { key: hashBits(seed + 4, column, row), siteX, siteY, distance };
      } else {
        second = Math.min(second, distance);
      }
    }
  }
  return { ...nearest, edgePixels: (second - nearest.distance) / 2 };
}

/** A lot of two or three pixels in a bent grid of streets: a draw (0-1) for what stands there, and the street's share. */
export function streetAt(
  seed: number,
  column: number,
  row: number,
): { readonly chance: number; readonly street: number } {
  const x = column + 5 * smoothNoise(seed + 40, column / 20, row / 20);
  const y = row + 5 * smoothNoise(seed + 41, column / 20, row / 20);
  const turned = [0.9 * x + 0.43 * y, 0.9 * y - 0.43 * x] as const;
  const streets = turned.map((position, axis) => stripAt(seed + 42 + axis, position, 10 + 3 * axis));
  const lots = turned.map((position, axis) => stripAt(seed + 44 + axis, position, 2.4).index);
  const nearest = Math.min(...streets.map(({ edge }) => edge));
  return { chance: hashUnit(seed + 46, lots[0]!, lots[1]!), street: 1 - smoothStep(0.2, 0.9, nearest) };
}
