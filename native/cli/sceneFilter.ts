import { boxOf } from "../archive/filters.ts";
import type { SceneSummary } from "../contract/scenes.ts";
import type { SearchFilters } from "../contract/search.ts";

/** True when a scene's box touches the area and its date lies in the range. */
export function isSceneWithin(
  { bounds, acquiredAt }: SceneSummary,
  { area, from, to }: SearchFilters,
): boolean {
  if (from !== undefined && acquiredAt < from) return false;
  if (to !== undefined && acquiredAt.slice(0, to.length) > to) return false;
  if (area === undefined) return true;
  const box = boxOf(area);
  const [west, south, east, north] = bounds;
  const areaEast = box.west > box.east ? box.east + 360 : box.east;
  const meets = (shift: number) =>
    west + shift <= areaEast && (west > east ? east + 360 : east) + shift >= box.west;
  return south <= box.north && north >= box.south && (meets(0) || meets(360) || meets(-360));
}
