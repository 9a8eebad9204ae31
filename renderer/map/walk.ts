import type { LonLat } from "../../models/vocabulary/geometry.ts";
import type { ChipSummary } from "../../native/contract/scenes.ts";

export type Direction = "left" | "right" | "up" | "down";

const steps: Record<Direction, LonLat> = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] };

/** Middle of a chip's outline. */
export function centreOf(chip: ChipSummary): LonLat {
  const corners = chip.footprint.slice(0, 4);
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}

/** The chip whose middle lies nearest to a place. */
export function nearestChip(
  chips: readonly ChipSummary[],
  [longitude, latitude]: LonLat,
): ChipSummary | null {
  return leastBy(chips, (chip) => {
    const [x, y] = centreOf(chip);
    return Math.hypot((x - longitude) * Math.cos((latitude * Math.PI) / 180), y - latitude);
  });
}

/** The next chip in a direction; null at the edge. Grids of other zones are tilted, so the nearest within 45° wins. */
export function neighbourChip(
  chips: readonly ChipSummary[],
  from: ChipSummary,
  direction: Direction,
): ChipSummary | null {
  const [longitude, latitude] = centreOf(from);
  const squeeze = Math.cos((latitude * Math.PI) / 180);
  const [stepX, stepY] = steps[direction];
  return leastBy(chips, (chip) => {
    const [x, y] = centreOf(chip);
    const dx = (x - longitude) * squeeze;
    const dy = y - latitude;
    const along = dx * stepX + dy * stepY;
    const across = Math.abs(dx * stepY) + Math.abs(dy * stepX);
    return chip.id === from.id || along <= 0 || across > along
      ? Number.POSITIVE_INFINITY
      : along + 2 * across;
  });
}

function leastBy(chips: readonly ChipSummary[], cost: (chip: ChipSummary) => number): ChipSummary | null {
  let best: ChipSummary | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const chip of chips) {
    const chipCost = cost(chip);
    if (chipCost < bestCost) [best, bestCost] = [chip, chipCost];
  }
  return best;
}
