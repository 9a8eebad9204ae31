/** A line of longitudes and latitudes, as GeoJSON has it. */
export type Line = readonly (readonly number[])[];

const southEdge = -85;

/** A line without the jump from 180° to −180°: it goes on past the edge of the world instead. */
export function unwrapLine(line: Line): number[][] {
  let turn = 0;
  return line.map(([longitude = 0, latitude = 0], i) => {
    const before = line[i - 1]?.[0] ?? longitude;
    if (longitude - before > 180) turn -= 360;
    if (longitude - before < -180) turn += 360;
    return [longitude + turn, latitude];
  });
}

/** A ring without the jump; one that goes round the pole is closed along the lower edge of the map. */
export function unwrapRing(ring: Line): number[][] {
  const line = unwrapLine(ring);
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last || Math.abs((last[0] ?? 0) - (first[0] ?? 0)) < 180) return line;
  return [...line, [last[0] ?? 0, southEdge], [first[0] ?? 0, southEdge], first];
}

/** The line where it lies, and once more on the other side where it leaves the world. */
export function worldCopies(line: number[][]): number[][][] {
  const longitudes = line.map(([longitude = 0]) => longitude);
  const shifted = (by: number) => line.map(([longitude = 0, latitude = 0]) => [longitude + by, latitude]);
  if (Math.max(...longitudes) > 180) return [line, shifted(-360)];
  if (Math.min(...longitudes) < -180) return [line, shifted(360)];
  return [line];
}
