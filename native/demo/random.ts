/** Mixes whole numbers into 32 well-spread bits: the same numbers always give the same bits. */
export function hashBits(seed: number, a = 0, b = 0): number {
  let bits = Math.imul(seed, 0x9e3779b1) ^ Math.imul(a, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Evenly spread over 0-1, fixed by its arguments. */
export function hashUnit(seed: number, a = 0, b = 0): number {
  return hashBits(seed, a, b) / 2 ** 32;
}

const gradients = Array.from({ length: 16 }, (_, index) => {
  const angle = (index * Math.PI) / 8;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** Smooth noise with features one unit wide, -1 to 1: gradient noise (K. Perlin 1985, An Image Synthesizer). */
export function smoothNoise(seed: number, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const rise = (cornerX: number, cornerY: number) => {
    const [slopeX, slopeY] = gradients[hashBits(seed, cornerX, cornerY) >>> 28]!;
    return slopeX * (x - cornerX) + slopeY * (y - cornerY);
  };
  const across = fade(x - column);
  const top = mix(rise(column, row), rise(column + 1, row), across);
  const bottom = mix(rise(column, row + 1), rise(column + 1, row + 1), across);
  return clamp(1.5 * mix(top, bottom, fade(y - row)), -1, 1);
}

// Each octave is turned, so that the lattices never line up.
const turns = Array.from({ length: 6 }, (_, octave) => {
  const angle = octave * 2.4 + 0.6;
  return [2 ** octave * Math.cos(angle), 2 ** octave * Math.sin(angle)] as const;
});

/** Up to six octaves of smooth noise, each half as wide and 0.55 as strong as the one before, about -1 to 1. */
export function fractalNoise(seed: number, x: number, y: number, octaveCount: number): number {
  let sum = 0;
  let total = 0;
  let strength = 1;
  for (let octave = 0; octave < octaveCount; octave++) {
    const [turnX, turnY] = turns[octave]!;
    sum += strength * smoothNoise(seed + octave, x * turnX + y * turnY, y * turnX - x * turnY);
    total += strength;
    strength *= 0.55;
  }
  return (1.5 * sum) / total;
}

/** Bell-shaped, mean 0 and standard deviation 1: the sum of three even draws from one hash. */
export function hashNormal(seed: number, a: number, b: number): number {
  const bits = hashBits(seed, a, b);
  const sum = (bits & 1023) + ((bits >>> 10) & 1023) + ((bits >>> 20) & 1023);
  return (sum - 1534.5) / 511.9;
}

export const mix = (from: number, to: number, share: number) => from + (to - from) * share;

export const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** 0 below `low`, 1 above `high`, smooth between. */
export const smoothStep = (low: number, high: number, value: number) =>
  fade(clamp((value - low) / (high - low), 0, 1));

const fade = (share: number) => share * share * (3 - 2 * share);
