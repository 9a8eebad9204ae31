import { fractalNoise, smoothStep } from "./random.ts";

/** Where the sun stands. */
export interface Sun {
  readonly elevationRadians: number;
  /** Clockwise from north. */
  readonly azimuthRadians: number;
}

/** The sun at the satellite's passage in the late morning, by day of year: declination after P. I. Cooper 1969. */
export function sunAt(dayOfYear: number, latitudeDegrees: number): Sun {
  const radians = Math.PI / 180;
  const declination = 23.45 * radians * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);
  const latitude = latitudeDegrees * radians;
  // The satellite passes about an hour before local solar noon.
  const hourAngle = -14 * radians;
  const sine =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  const elevationRadians = Math.asin(sine);
  const east = -Math.cos(declination) * Math.sin(hourAngle);
  const north =
    Math.cos(latitude) * Math.sin(declination) -
    Math.sin(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  return { elevationRadians, azimuthRadians: (Math.atan2(east, north) + 2 * Math.PI) % (2 * Math.PI) };
}

/** How much of the light clouds take, 0-1 a pixel: by hiding the ground, and by shading it. */
export interface CloudLayer {
  readonly opacity: Float32Array;
  readonly shadow: Float32Array;
}

/** Clouds over about `targetFraction` of the landscape, and their shadows, thrown away from the sun; null where there are none. */
export function makeClouds(
  {
    seed,
    size,
    targetFraction,
  }: { readonly seed: number; readonly size: number; readonly targetFraction: number },
  sun: Sun,
): CloudLayer | null {
  if (targetFraction === 0) return null;
  // Few clouds are small heaps, many are a deck.
  const featurePixels = 34 + 110 * targetFraction;
  const density = (x: number, y: number) => fractalNoise(seed, x / featurePixels, y / featurePixels, 5);
  const sampled: number[] = [];
  for (let y = 4; y < size; y += 8) for (let x = 4; x < size; x += 8) sampled.push(density(x, y));
  sampled.sort((one, other) => other - one);
  const threshold = sampled[Math.min(sampled.length - 1, Math.floor(targetFraction * sampled.length))]!;
  const opacityAt = (x: number, y: number) => smoothStep(threshold - 0.12, threshold + 0.34, density(x, y));
  const heightPixels = 75 + (seed % 40);
  const reach = heightPixels / Math.tan(sun.elevationRadians);
  const eastPixels = reach * Math.sin(sun.azimuthRadians);
  const southPixels = -reach * Math.cos(sun.azimuthRadians);
  const opacity = new Float32Array(size * size);
  const shadow = new Float32Array(size * size);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [x, y] = [pixel % size, Math.floor(pixel / size)];
    opacity[pixel] = opacityAt(x, y);
    shadow[pixel] = opacityAt(x + eastPixels, y + southPixels);
  }
  return { opacity, shadow };
}
