import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { Footprint, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { SearchFilters } from "../contract/search.ts";

/** A condition on `chips` joined with `scenes`, and its values. */
export interface FilterSql {
  readonly where: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Puts the filters into the query itself, so that nothing is scored in vain and nothing is cut off afterwards. */
export function filterSql({ area, from, to, sensorId }: SearchFilters): FilterSql {
  const conditions = ["1 = 1"];
  const values: Record<string, string | number> = {};
  if (from !== undefined) {
    conditions.push("chips.acquired_at >= @from");
    values.from = from;
  }
  if (to !== undefined) {
    conditions.push("chips.acquired_at <= @to");
    values.to = lastMomentOf(to);
  }
  if (sensorId !== undefined) {
    conditions.push("scenes.sensor_id = @sensorId");
    values.sensorId = sensorId;
  }
  if (area !== undefined) {
    const { west, south, east, north } = boxOf(area);
    const columns = west <= east ? "east >= @west AND west <= @east" : "(east >= @west OR west <= @east)";
    conditions.push(
      `chips.chip_id IN (SELECT chip_id FROM chip_bounds WHERE ${columns} AND north >= @south AND south <= @north)`,
    );
    Object.assign(values, { west, south, east, north });
    if (isRing(area)) {
      // Outlines that cross the antimeridian go on beyond 180 degrees, on either side.
      const overlaps = [0, 360, -360].map((shift, index) => {
        values[`ring${index}`] = JSON.stringify(area.map(([lon, lat]) => [lon + shift, lat]));
        return `geopoly_overlap(chips.footprint, @ring${index})`;
      });
      conditions.push(`(${overlaps.join(" OR ")})`);
    }
  }
  return { where: conditions.join(" AND "), values };
}

/** "2020-06-01" stands for the whole day, "2020-06-01T10:30" for the whole minute. */
function lastMomentOf(to: string): string {
  const [, day = to, minute, second] = to.match(/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?)?/) ?? [];
  return minute === undefined ? `${day}T23:59:59Z` : `${day}T${minute}${second ?? ":59"}Z`;
}

/** A ring of points, not a box. */
export function isRing(area: LonLatBounds | Footprint): area is Footprint {
  return Array.isArray(area[0]);
}

/** The box around an area. */
export function boxOf(area: LonLatBounds | Footprint) {
  const [west, south, east, north] = isRing(area) ? boundsOf(area) : area;
  return { west, south, east, north };
}
