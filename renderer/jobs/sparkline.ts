/** Outline and filled area of a small chart. */
export interface Sparkline {
  readonly line: string;
  readonly area: string;
}

/** Path of recent rates, oldest left; from zero to a tenth above the highest, so that a dip looks as deep as it is. */
export function sparkline(values: readonly number[], width: number, height: number): Sparkline | null {
  if (values.length < 2) return null;
  const top = Math.max(...values) * 1.1 || 1;
  const points = values.map((value, i) => {
    const x = (i / (values.length - 1)) * width;
    return `${x.toFixed(1)} ${(height - (value / top) * height).toFixed(1)}`;
  });
  const line = `M${points.join("L")}`;
  return { line, area: `${line}L${width} ${height}L0 ${height}Z` };
}
