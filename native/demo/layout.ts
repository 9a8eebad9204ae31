import { type Area, areaShare, burn, clearCut } from "./events.ts";
import { fractalNoise, smoothNoise, smoothStep } from "./random.ts";

// Coarse shapes are placed by hand, so that every seed shows the same places; noise only bends their edges.
// u and v run over 0-1 from the upper left corner.

const forests: readonly Area[] = [
  { u: 0.27, v: 0.25, radiusU: 0.37, radiusV: 0.33 },
  { u: 0.84, v: 0.79, radiusU: 0.27, radiusV: 0.23 },
  { u: 0.02, v: 0.9, radiusU: 0.19, radiusV: 0.19 },
];
const lake: Area = { u: 0.583, v: 0.585, radiusU: 0.13, radiusV: 0.118 };
const settlements: readonly Area[] = [
  { u: 0.915, v: 0.245, radiusU: 0.135, radiusV: 0.13 },
  { u: 0.82, v: 0.3, radiusU: 0.07, radiusV: 0.06 },
  { u: 0.22, v: 0.77, radiusU: 0.04, radiusV: 0.035 },
  { u: 0.6, v: 0.9, radiusU: 0.03, radiusV: 0.03 },
];
const roads: readonly (readonly (readonly [u: number, v: number])[])[] = [
  [
    [1, 0.31],
    [0.9, 0.245],
    [0.75, 0.36],
    [0.6, 0.43],
    [0.42, 0.56],
    [0.22, 0.77],
    [0.13, 1],
  ],
  [
    [0.9, 0.245],
    [0.85, 0.1],
    [0.87, 0],
  ],
  [
    [0.9, 0.245],
    [0.93, 0.45],
    [1, 0.52],
  ],
  [
    [0.22, 0.77],
    [0.1, 0.68],
    [0, 0.67],
  ],
  [
    [0.22, 0.77],
    [0.4, 0.85],
    [0.6, 0.9],
    [0.72, 1],
  ],
];

/** Above 0 in forest, the more the deeper; small woods come from the noise. */
export function forestDepth(seed: number, u: number, v: number): number {
  const wood = 0.85 * fractalNoise(seed + 1, u * 8, v * 8, 4) - 0.55;
  return Math.max(wood, ...forests.map((area) => inside(area, seed + 2, u, v, 0.55)));
}

/** Above 0 in the lake. */
export function lakeDepth(seed: number, u: number, v: number): number {
  return inside(lake, seed + 3, u, v, 0.34, 2.4);
}

/** Above 0 in the town and its villages, the more the nearer to their middle. */
export function settlementDepth(seed: number, u: number, v: number): number {
  return Math.max(...settlements.map((area) => inside(area, seed + 4, u, v, 0.75, 2.2)));
}

function inside(area: Area, seed: number, u: number, v: number, bend: number, power = 2): number {
  const across = Math.abs((u - area.u) / area.radiusU) ** power;
  const down = Math.abs((v - area.v) / area.radiusV) ** power;
  const depth = 1 - across - down;
  // Far outside, no bend of the edge reaches.
  return depth < -2 * bend ? depth : depth + bend * fractalNoise(seed, u * 6, v * 6, 5);
}

/** Distance to the middle of the river, in shares of the landscape's width. */
export function riverDistance(seed: number, u: number, v: number): number {
  const middle = (at: number) =>
    0.62 +
    0.07 * Math.sin(7.5 * at + 1) +
    0.018 * smoothNoise(seed + 5, at * 9, 0) +
    0.006 * smoothNoise(seed + 6, at * 31, 0);
  const slope = (middle(v + 0.005) - middle(v - 0.005)) / 0.01;
  return Math.abs(u - middle(v)) / Math.hypot(1, slope);
}

/** Distance to the nearest road, in shares of the landscape's width. */
export function roadDistance(seed: number, u: number, v: number): number {
  const bentU = u + 0.012 * smoothNoise(seed + 7, u * 8, v * 8);
  const bentV = v + 0.012 * smoothNoise(seed + 8, u * 8, v * 8);
  let nearest = Number.POSITIVE_INFINITY;
  for (const road of roads) {
    for (let index = 1; index < road.length; index++) {
      const [fromU, fromV] = road[index - 1]!;
      const [toU, toV] = road[index]!;
      const [lengthU, lengthV] = [toU - fromU, toV - fromV];
      const along = ((bentU - fromU) * lengthU + (bentV - fromV) * lengthV) / (lengthU ** 2 + lengthV ** 2);
      const share = Math.min(1, Math.max(0, along));
      nearest = Math.min(
        nearest,
        Math.hypot(bentU - fromU - share * lengthU, bentV - fromV - share * lengthV),
      );
    }
  }
  return nearest;
}

/** How much of a stand is conifers, 0-1: the clear-cut's stand is spruce, the burn's is broad-leaved. */
export function coniferFractionAt(seed: number, u: number, v: number): number {
  const free = smoothStep(-0.25, 0.25, fractalNoise(seed + 9, u * 5, v * 5, 2) + 0.1);
  const spruce = areaShare({ ...clearCut.area, radiusU: 0.24, radiusV: 0.165 }, seed + 10, u, v);
  const beech = areaShare({ ...burn.area, radiusU: 0.22, radiusV: 0.155 }, seed + 11, u, v);
  return Math.min(1, Math.max(free, spruce)) * (1 - beech);
}

/** Metres above the valley; forests stand on hills. */
export function heightMeters(seed: number, u: number, v: number): number {
  const hills =
    45 +
    60 *
      forests.reduce((sum, { u: atU, v: atV, radiusU, radiusV }) => {
        return sum + Math.exp(-1.5 * (((u - atU) / radiusU) ** 2 + ((v - atV) / radiusV) ** 2));
      }, 0);
  return hills + 0.5 * hills * fractalNoise(seed + 12, u * 7, v * 7, 3);
}
