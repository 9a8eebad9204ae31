import { areaShare, burn, clearCut } from "./events.ts";
import {
  coniferFractionAt,
  forestDepth,
  heightMeters,
  lakeDepth,
  riverDistance,
  roadDistance,
  settlementDepth,
} from "./layout.ts";
import { parcelAt, streetAt } from "./parcels.ts";
import { builtPatches, makeFarmPatch, type Patch } from "./patches.ts";
import { clamp, fractalNoise, hashBits, hashNormal, smoothNoise, smoothStep } from "./random.ts";

/** What does not change from date to date; layers are row-major, one number a pixel of 10 m. */
export interface Landscape {
  readonly seed: number;
  /** Pixels along each side. */
  readonly size: number;
  readonly patches: readonly Patch[];
  /** Index into `patches`. */
  readonly patchOf: Uint16Array;
  /** Fractions, 0-1: thin growth, road surface, single trees, felled and burnt ground. */
  readonly thin: Float32Array;
  readonly paved: Float32Array;
  readonly trees: Float32Array;
  readonly felled: Float32Array;
  readonly burnt: Float32Array;
  /** Brightness against the patch, 1 on average: crowns, gaps, furrows, roofs. */
  readonly grain: Float32Array;
  /** Metres of rise in a metre towards east and south. */
  readonly slopeEast: Float32Array;
  readonly slopeSouth: Float32Array;
}

/** Lays out forest, fields, lake, river, town and roads; the same seed and size give the same landscape. */
export function makeLandscape({ seed, size }: { readonly seed: number; readonly size: number }): Landscape {
  const layer = () => new Float32Array(size * size);
  const patches: Patch[] = [
    { kind: "water", turbidFraction: 0.12 },
    { kind: "water", turbidFraction: 0.5 },
    ...builtPatches,
  ];
  const patchIndexes = new Map<string, number>();
  const indexOf = (key: string, make: () => Patch) => {
    const known = patchIndexes.get(key);
    if (known !== undefined) return known;
    patchIndexes.set(key, patches.push(make()) - 1);
    return patches.length - 1;
  };
  const landscape: Landscape = {
    seed,
    size,
    patches,
    patchOf: new Uint16Array(size * size),
    thin: layer(),
    paved: layer(),
    trees: layer(),
    felled: layer(),
    burnt: layer(),
    grain: layer(),
    slopeEast: layer(),
    slopeSouth: layer(),
  };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) layPixel(landscape, column, row, indexOf);
  }
  return landscape;
}

type IndexOf = (key: string, make: () => Patch) => number;

function layPixel(landscape: Landscape, column: number, row: number, indexOf: IndexOf): void {
  const { seed, size } = landscape;
  const pixel = row * size + column;
  const u = (column + 0.5) / size;
  const v = (row + 0.5) / size;
  const river = riverDistance(seed, u, v) * size;
  const road = roadDistance(seed, u, v) * size;
  const forest = forestDepth(seed, u, v);
  const settlement = settlementDepth(seed, u, v);
  const lake = lakeDepth(seed, u, v);
  landscape.thin[pixel] = smoothStep(-0.2, 0.8, fractalNoise(seed + 20, column / 20, row / 20, 5));
  landscape.paved[pixel] = 0.85 * (1 - smoothStep(0.3, 1.4, road));
  // A few groups of trees are left standing.
  const left = smoothStep(0.62, 0.68, fractalNoise(seed + 28, column / 13, row / 13, 3));
  landscape.felled[pixel] = areaShare(clearCut.area, seed + 21, u, v) * (1 - left);
  landscape.burnt[pixel] = areaShare(burn.area, seed + 22, u, v) * burnPatchiness(seed, column, row);
  const height = heightMeters(seed, u, v);
  landscape.slopeEast[pixel] = (heightMeters(seed, u + 1 / size, v) - height) / 10;
  landscape.slopeSouth[pixel] = (heightMeters(seed, u, v + 1 / size) - height) / 10;
  const fine = hashNormal(seed + 23, column, row);
  const coarse = smoothNoise(seed + 24, column / 3.1, row / 3.1);
  if (lake > 0 || river < 1.7) {
    landscape.patchOf[pixel] = lake > 0 ? 0 : 1;
    landscape.grain[pixel] = 1 + 0.04 * coarse;
    // A bridge is too narrow to keep the lake from being dark.
    if (lake > 0.12) landscape.paved[pixel] = 0;
  } else if (settlement > 0) {
    layLot(landscape, pixel, streetAt(seed, column, row), settlement);
    landscape.grain[pixel] = 1 + 0.05 * fine;
  } else if (forest > 0) {
    const stand = parcelAt(seed + 30, column, row, { spacing: 30, isStriped: false });
    const siteU = clamp(stand.siteX / size, 0, 1);
    const siteV = clamp(stand.siteY / size, 0, 1);
    landscape.patchOf[pixel] = indexOf(`stand ${stand.key}`, () => ({
      kind: "stand",
      coniferFraction: clamp(
        coniferFractionAt(seed, siteU, siteV) + 0.12 * hashNormal(seed, stand.key, 5),
        0,
        1,
      ),
    }));
    const edge = 1 - 0.06 * (1 - smoothStep(0.2, 1, stand.edgePixels));
    landscape.grain[pixel] = edge * clamp(1 + 0.1 * fine + 0.12 * coarse, 0.5, 1.5);
  } else {
    const field = parcelAt(seed + 31, column, row, { spacing: 58, isStriped: true });
    const key = hashBits(seed, field.key, 6);
    landscape.patchOf[pixel] = indexOf(`farm ${field.key}`, () => makeFarmPatch(seed, key));
    landscape.grain[pixel] = 1 + 0.018 * fine + 0.035 * coarse;
    const hedge = 1 - smoothStep(0.3, 1.1, field.blockEdgePixels);
    const gap = smoothStep(-0.15, 0.3, smoothNoise(seed + 25, column / 9, row / 9));
    const bank =
      (1 - smoothStep(3, 5.5, river)) * smoothStep(-0.5, 0.1, smoothNoise(seed + 26, column / 6, row / 6));
    const wood = smoothStep(-0.12, 0, forest) * 0.5;
    landscape.trees[pixel] = Math.max(0.75 * hedge * gap, 0.9 * bank, wood);
    landscape.thin[pixel]! += 0.35 * (1 - smoothStep(0.1, 0.8, field.edgePixels));
  }
}

/** A ground fire leaves islands. */
function burnPatchiness(seed: number, column: number, row: number): number {
  return 0.55 + 0.45 * smoothStep(-0.55, 0.15, fractalNoise(seed + 27, column / 12, row / 12, 4));
}

function layLot(
  landscape: Landscape,
  pixel: number,
  lot: { chance: number; street: number },
  depth: number,
): void {
  const firstBuilt = 2;
  // Villages and the town's rim have gardens, its middle has roofs.
  const order = clamp(lot.chance * 1.15 - 0.3 * depth, 0, 0.999);
  const byGarden = [3, 0, 1, 4, 2, 1, 5, 2, 1, 6, 2, 7, 8, 7, 6, 8, 7, 7];
  landscape.patchOf[pixel] = firstBuilt + byGarden[Math.floor(order * byGarden.length)]!;
  landscape.paved[pixel] = Math.max(landscape.paved[pixel]!, 0.7 * lot.street);
}
