import proj4 from "proj4";

/**
 * Teaches proj4 Robinson as PROJ computes it (src/projections/robin.cpp): cubics through a table of 5 degrees whose coefficients are
 * single-precision numbers. With the full precision of the printed table, places move by up to a decimetre.
 */
export function addRobinson(): void {
  proj4.Proj.projections.add({ init, forward, inverse, names: ["robin", "Robinson"] } as never, 0);
}

/** Length of the parallel, and distance from the equator, at 0, 5, ... 90 degrees: four coefficients each. */
const lengths = Float32Array.of(
  ...[1, 2.2199e-17, -7.15515e-5, 3.1103e-6, 0.9986, -0.000482243, -2.4897e-5, -1.3309e-6],
  ...[0.9954, -0.00083103, -4.48605e-5, -9.86701e-7, 0.99, -0.00135364, -5.9661e-5, 3.6777e-6],
  ...[0.9822, -0.00167442, -4.49547e-6, -5.72411e-6, 0.973, -0.00214868, -9.03571e-5, 1.8736e-8],
  ...[0.96, -0.00305085, -9.00761e-5, 1.64917e-6, 0.9427, -0.00382792, -6.53386e-5, -2.6154e-6],
  ...[0.9216, -0.00467746, -0.00010457, 4.81243e-6, 0.8962, -0.00536223, -3.23831e-5, -5.43432e-6],
  ...[0.8679, -0.00609363, -0.000113898, 3.32484e-6, 0.835, -0.00698325, -6.40253e-5, 9.34959e-7],
  ...[0.7986, -0.00755338, -5.00009e-5, 9.35324e-7, 0.7597, -0.00798324, -3.5971e-5, -2.27626e-6],
  ...[0.7186, -0.00851367, -7.01149e-5, -8.6303e-6, 0.6732, -0.00986209, -0.000199569, 1.91974e-5],
  ...[0.6213, -0.010418, 8.83923e-5, 6.24051e-6, 0.5722, -0.00906601, 0.000182, 6.24051e-6],
  ...[0.5322, -0.00677797, 0.000275608, 6.24051e-6],
);
const distances = Float32Array.of(
  ...[-5.20417e-18, 0.0124, 1.21431e-18, -8.45284e-11, 0.062, 0.0124, -1.26793e-9, 4.22642e-10],
  ...[0.124, 0.0124, 5.07171e-9, -1.60604e-9, 0.186, 0.0123999, -1.90189e-8, 6.00152e-9],
  ...[0.248, 0.0124002, 7.10039e-8, -2.24e-8, 0.31, 0.0123992, -2.64997e-7, 8.35986e-8],
  ...[0.372, 0.0124029, 9.88983e-7, -3.11994e-7, 4.34e-1, 0.0123893, -3.69093e-6, -4.35621e-7],
  ...[0.4958, 0.0123198, -1.02252e-5, -3.45523e-7, 0.5571, 0.0121916, -1.54081e-5, -5.82288e-7],
  ...[0.6176, 0.0119938, -2.41424e-5, -5.25327e-7, 0.6769, 0.011713, -3.20223e-5, -5.16405e-7],
  ...[0.7346, 0.0113541, -3.97684e-5, -6.09052e-7, 0.7903, 0.0109107, -4.89042e-5, -1.04739e-6],
  ...[0.8435, 0.0103431, -6.4615e-5, -1.40374e-9, 0.8936, 0.00969686, -6.4636e-5, -8.547e-6],
  ...[0.9394, 0.00840947, -0.000192841, -4.2106e-6, 0.9761, 0.00616527, -0.000256, -4.2106e-6],
  ...[1, 0.00328947, -0.000319159, -4.2106e-6],
);

const lengthFactor = 0.8487;
const distanceFactor = 1.3523;
const lastStep = 17;
const degree = Math.PI / 180;

/** What proj4 hands to a projection: radians in, metres out. */
interface Frame {
  a: number;
  x0?: number;
  y0?: number;
  long0?: number;
}
interface Point {
  x: number;
  y: number;
}

const cubic = (table: Float32Array, step: number, t: number) =>
  table[4 * step]! + t * (table[4 * step + 1]! + t * (table[4 * step + 2]! + t * table[4 * step + 3]!));
const slope = (table: Float32Array, step: number, t: number) =>
  table[4 * step + 1]! + t * (2 * table[4 * step + 2]! + t * 3 * table[4 * step + 3]!);
const wrapped = (lon: number) => lon - 2 * Math.PI * Math.round(lon / (2 * Math.PI));

function init(this: Frame): void {
  this.x0 ??= 0;
  this.y0 ??= 0;
  this.long0 ??= 0;
}

function forward(this: Frame, point: Point): Point {
  const degrees = Math.abs(point.y) / degree;
  const step = Math.min(lastStep, Math.floor(degrees / 5));
  const t = degrees - 5 * step;
  const lon = wrapped(point.x - this.long0!);
  return {
    x: this.a * lon * cubic(lengths, step, t) * lengthFactor + this.x0!,
    y: this.a * Math.sign(point.y) * cubic(distances, step, t) * distanceFactor + this.y0!,
  };
}

function inverse(this: Frame, point: Point): Point {
  const distance = Math.abs(point.y - this.y0!) / this.a / distanceFactor;
  const length = (point.x - this.x0!) / this.a / lengthFactor;
  if (distance > 1 + 1e-9) return { x: Number.NaN, y: Number.NaN };
  let step = 0;
  while (step < lastStep && distances[4 * (step + 1)]! <= distance) step++;
  let t = (5 * (distance - distances[4 * step]!)) / (distances[4 * (step + 1)]! - distances[4 * step]!);
  for (let turn = 0; turn < 20; turn++) {
    const change = (cubic(distances, step, t) - distance) / slope(distances, step, t);
    t -= change;
    if (Math.abs(change) < 1e-12) break;
  }
  return {
    x: wrapped(length / cubic(lengths, step, t) + this.long0!),
    y: Math.sign(point.y - this.y0!) * Math.min(5 * step + t, 90) * degree,
  };
}
