import type { SearchAnswer } from "../../native/contract/search.ts";

type Histogram = SearchAnswer["histogram"];

/** A bar of the histogram, in the chart's own pixels. */
export interface Bar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly isKept: boolean;
}

/** The part of the score axis that is drawn. */
export interface ScoreAxis {
  readonly low: number;
  readonly high: number;
}

const mostBars = 60;

/** The axis without its empty ends, so that the scores fill the chart. */
export function scoreAxis({ low, high, counts }: Histogram): ScoreAxis {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return { low, high };
  const last = counts.findLastIndex((count) => count > 0);
  const step = (high - low) / counts.length;
  return { low: low + first * step, high: low + (last + 1) * step };
}

/** At most sixty bars over the axis; a bar counts as kept when its upper end lies above the threshold. */
export function histogramBars(
  histogram: Histogram,
  threshold: number,
  size: { width: number; height: number },
): Bar[] {
  const axis = scoreAxis(histogram);
  const bins = merged(histogram, axis);
  const highest = Math.max(1, ...bins);
  const step = size.width / bins.length;
  return bins.map((count, i) => ({
    x: i * step + step * 0.08,
    width: step * 0.84,
    // A single chip among thousands must still be seen.
    height: count === 0 ? 0 : Math.max(1.5, (count / highest) * size.height),
    isKept: axis.low + ((i + 1) / bins.length) * (axis.high - axis.low) > threshold,
  }));
}

export function scoreToX(score: number, axis: ScoreAxis, width: number): number {
  const fraction = axis.high > axis.low ? (score - axis.low) / (axis.high - axis.low) : 0;
  return Math.min(1, Math.max(0, fraction)) * width;
}

export function xToScore(x: number, axis: ScoreAxis, width: number): number {
  return axis.low + Math.min(1, Math.max(0, x / width)) * (axis.high - axis.low);
}

function merged({ low, high, counts }: Histogram, axis: ScoreAxis): readonly number[] {
  const step = (high - low) / counts.length;
  const from = Math.round((axis.low - low) / step);
  const drawn = counts.slice(from, Math.round((axis.high - low) / step));
  const perBar = Math.ceil(drawn.length / mostBars);
  return Array.from({ length: Math.ceil(drawn.length / perBar) }, (_, i) =>
    drawn.slice(i * perBar, (i + 1) * perBar).reduce((sum, count) => sum + count, 0),
  );
}
