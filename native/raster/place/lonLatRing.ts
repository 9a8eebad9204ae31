import type { Footprint, LonLat } from "../../../models/vocabulary/geometry.ts";

/**
 * Closes an open ring of places so that a map can draw it: counter-clockwise, in one piece across the antimeridian
 * (longitudes go on beyond 180, from a west edge between -180 and 180), and around a pole as the band from -180 to 180
 * between its edge and the pole. Longitudes that `isContinuous` are not folded, however far they step.
 */
export function roundTheGlobe(ring: readonly LonLat[], isContinuous: boolean): Footprint {
  if (ring.length === 0) return [];
  const unrolled = isContinuous ? [...ring] : unroll(ring);
  const [last] = unroll([unrolled.at(-1)!, unrolled[0]!]).slice(1);
  const turns = isContinuous ? 0 : Math.round((last![0] - unrolled[0]![0]) / 360);
  const open = turns === 0 ? atHome(unrolled) : aroundPole(unrolled, turns);
  const outline = signedArea(open) < 0 ? open.reverse() : open;
  return [...outline, outline[0]!];
}

/** Every longitude within half a turn of the one before. */
function unroll(ring: readonly LonLat[]): LonLat[] {
  let before = ring[0]![0];
  return ring.map(([lon, lat]) => {
    before = lon - 360 * Math.round((lon - before) / 360);
    return [before, lat];
  });
}

/** Whole turns off, so that the west edge lies between -180 and 180. */
function atHome(ring: readonly LonLat[]): LonLat[] {
  const west = Math.min(...ring.map(([lon]) => lon));
  const east = Math.max(...ring.map(([lon]) => lon));
  // Rounding may put the edge of the whole Earth a hair beyond.
  const slack = east - west > 359 ? 1 : 0;
  const turn = -360 * Math.floor((west + 180 + slack) / 360);
  return turn === 0 ? [...ring] : ring.map(([lon, lat]) => [lon + turn, lat]);
}

/** The edge from -180 to 180, then along the pole; which pole, the edge's mean latitude says. */
function aroundPole(ring: readonly LonLat[], turns: number): LonLat[] {
  const eastward = turns > 0 ? ring : [...ring].reverse();
  const pole = ring.reduce((sum, [, lat]) => sum + lat, 0) < 0 ? -90 : 90;
  const folded = eastward.map(([lon, lat]): LonLat => [lon - 360 * Math.floor((lon + 180) / 360), lat]);
  const start = folded.findIndex(([lon], index) => index > 0 && lon < folded[index - 1]![0]);
  const sorted = start < 0 ? folded : [...folded.slice(start), ...folded.slice(0, start)];
  const [first, final] = [sorted[0]!, sorted.at(-1)!];
  const gap = first[0] + 360 - final[0];
  const part = gap === 0 ? 0 : (180 - final[0]) / gap;
  const seam = final[1] + (first[1] - final[1]) * part;
  const inside = sorted.filter(([lon]) => lon > -180);
  return [[-180, seam], ...inside, [180, seam], [180, pole], [-180, pole]];
}

function signedArea(ring: readonly LonLat[]): number {
  return ring.reduce((sum, [lon, lat], index) => {
    const [nextLon, nextLat] = ring[(index + 1) % ring.length]!;
    return sum + lon * nextLat - nextLon * lat;
  }, 0);
}
