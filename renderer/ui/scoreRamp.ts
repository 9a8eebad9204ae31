type Rgb = readonly [red: number, green: number, blue: number];

/** The colours of a ramp token: `#00204D, #31446B, …`. */
export function rampStops(token: string): readonly Rgb[] {
  return [...token.matchAll(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/gi)].map(([, red, green, blue]) => [
    Number.parseInt(red ?? "0", 16),
    Number.parseInt(green ?? "0", 16),
    Number.parseInt(blue ?? "0", 16),
  ]);
}

/** The colour of a share of the ramp, between its stops. */
export function rampColour(stops: readonly Rgb[], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const low = stops[Math.floor(at)] ?? [0, 0, 0];
  const high = stops[Math.ceil(at)] ?? low;
  const part = at - Math.floor(at);
  const mix = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * part);
  return [mix(0), mix(1), mix(2)];
}

/** Least and most of some scores. */
export interface ScoreRange {
  readonly least: number;
  readonly most: number;
}

export function rangeOf(scores: readonly number[]): ScoreRange {
  return { least: Math.min(...scores), most: Math.max(...scores) };
}

/** A pixel for each score from the least to the most of them, opaque, row by row; the middle of the ramp where all are alike. */
export function scorePixels(
  scores: readonly number[],
  stops: readonly Rgb[],
): Uint8ClampedArray<ArrayBuffer> {
  const { least, most } = rangeOf(scores);
  const pixels = new Uint8ClampedArray(scores.length * 4);
  scores.forEach((score, i) => {
    const share = most > least ? (score - least) / (most - least) : 0.5;
    pixels.set([...rampColour(stops, share), 255], 4 * i);
  });
  return pixels;
}

/** The ramp of similarity as the page has it. */
export function scoreRamp(): readonly Rgb[] {
  return rampStops(getComputedStyle(document.documentElement).getPropertyValue("--ramp-score"));
}
