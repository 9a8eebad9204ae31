import type { Footprint, LonLat } from "../../models/vocabulary/geometry.ts";
import type { ChipId, GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import type { ChipSummary } from "../contract/scenes.ts";
import type { SearchFilters } from "../contract/search.ts";
import { EngineError } from "../engineError.ts";
import { filterSql } from "./filters.ts";
import type { Archive } from "./openArchive.ts";

interface ChipRow {
  chip_id: number;
  ground_id: string;
  scene_id: string;
  acquired_at: string;
  footprint: string;
  valid_fraction: number;
  cloud_fraction: number | null;
  skip_reason: "nodata" | "cloud" | null;
}

/** A chip with the cell it was cut from, so that its pixels can be read again. */
export interface ChipRecord extends ChipSummary {
  readonly chipPixels: number;
  readonly cellI: number;
  readonly cellJ: number;
}

function chipOf(row: ChipRow): ChipSummary {
  return {
    id: String(row.chip_id) as ChipId,
    groundId: row.ground_id as GroundId,
    sceneId: row.scene_id as SceneId,
    acquiredAt: row.acquired_at,
    footprint: JSON.parse(row.footprint) as Footprint,
    validFraction: row.valid_fraction,
    cloudFraction: row.cloud_fraction,
    status: row.skip_reason === null ? "embedded" : "skipped",
    skipReason: row.skip_reason,
  };
}

/** @throws EngineError when it is not there. */
export function findChip({ database }: Archive, chipId: string): ChipRecord {
  const row = /^\d{1,15}$/.test(chipId)
    ? database
        .prepare<[number], ChipRow & { chip_pixels: number; cell_i: number; cell_j: number }>(
          "SELECT * FROM chips WHERE chip_id = ?",
        )
        .get(Number(chipId))
    : undefined;
  if (row === undefined) throw new EngineError({ kind: "chip-unknown", chipId });
  return { ...chipOf(row), chipPixels: row.chip_pixels, cellI: row.cell_i, cellJ: row.cell_j };
}

/** What a hit says of its chip, by number. */
export function describeChips(
  { database }: Archive,
  chipIds: readonly number[],
): Map<
  number,
  { chipId: ChipId; groundId: GroundId; sceneId: SceneId; acquiredAt: string; footprint: Footprint }
> {
  const rows = database
    .prepare<[string], ChipRow>("SELECT * FROM chips WHERE chip_id IN (SELECT value FROM json_each(?))")
    .all(JSON.stringify(chipIds));
  return new Map(
    rows.map((row) => {
      const { id, groundId, sceneId, acquiredAt, footprint } = chipOf(row);
      return [row.chip_id, { chipId: id, groundId, sceneId, acquiredAt, footprint }];
    }),
  );
}

/** Chips under the filters, by scene and then from north-west to south-east. */
export function listChips(
  { database }: Archive,
  filters: SearchFilters & { readonly sceneId?: SceneId },
): ChipSummary[] {
  const { where, values } = filterSql(filters);
  const scene = filters.sceneId === undefined ? "" : "AND chips.scene_id = @sceneId";
  return database
    .prepare<unknown[], ChipRow>(
      `SELECT chips.* FROM chips JOIN scenes USING (scene_id) WHERE ${where} ${scene} ORDER BY chip_id`,
    )
    .all({ ...values, sceneId: filters.sceneId })
    .map(chipOf);
}

/** The newest embedded chip that covers a place, of one scene when given; null where there is none. */
export function chipCovering(
  { database }: Archive,
  [lon, lat]: LonLat,
  sceneId?: SceneId,
): ChipSummary | null {
  const rows = database
    .prepare<unknown[], ChipRow>(
      `SELECT chips.* FROM chip_bounds JOIN chips USING (chip_id)
       WHERE west <= @lon AND east >= @lon AND south <= @lat AND north >= @lat
         AND skip_reason IS NULL ${sceneId === undefined ? "" : "AND scene_id = @sceneId"}
       ORDER BY acquired_at DESC, chip_id DESC`,
    )
    .all({ lon, lat, sceneId });
  const inside = rows.map(chipOf).find((chip) => covers(chip.footprint, lon, lat));
  return inside ?? null;
}

/** Even-odd rule; the ring may go on beyond 180 degrees. */
function covers(ring: Footprint, lon: number, lat: number): boolean {
  const crossesAt = (shifted: number) => {
    let isInside = false;
    for (let index = 0; index + 1 < ring.length; index++) {
      const [x1, y1] = ring[index]!;
      const [x2, y2] = ring[index + 1]!;
      if (y1 > lat !== y2 > lat && shifted < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) isInside = !isInside;
    }
    return isInside;
  };
  return crossesAt(lon) || crossesAt(lon + 360) || crossesAt(lon - 360);
}

/** True when any chip of the scene was embedded, in whatever size. */
export function hasEmbeddedChips({ database }: Archive, sceneId: SceneId): boolean {
  const found = database
    .prepare("SELECT 1 FROM chips WHERE scene_id = ? AND skip_reason IS NULL LIMIT 1")
    .get(sceneId);
  return found !== undefined;
}

export function countChips({ database }: Archive): { sceneCount: number; chipCount: number } {
  const scenes = database.prepare("SELECT count(*) FROM scenes").pluck().get();
  const chips = database.prepare("SELECT count(*) FROM chips WHERE skip_reason IS NULL").pluck().get();
  return { sceneCount: Number(scenes), chipCount: Number(chips) };
}

/** Which scenes were cut into chips of which size, smallest first, and how little of a chip had to be valid. */
export function chipSizesOfScenes({ database }: Archive): readonly {
  readonly chipPixels: number;
  readonly sceneIds: readonly SceneId[];
  /** Null where no ingest of that size was finished. */
  readonly minValidFraction: number | null;
}[] {
  const rows = database
    .prepare<[], { chip_pixels: number; scene_id: SceneId; min_valid_fraction: number | null }>(
      `SELECT chip_pixels, scene_id, min(min_valid_fraction) AS min_valid_fraction
       FROM chips LEFT JOIN ingests USING (scene_id, chip_pixels)
       GROUP BY chip_pixels, scene_id ORDER BY chip_pixels, scene_id`,
    )
    .all();
  return [...Map.groupBy(rows, ({ chip_pixels }) => chip_pixels)].map(([chipPixels, group]) => {
    const fractions = group.flatMap(({ min_valid_fraction }) => min_valid_fraction ?? []);
    return {
      chipPixels,
      sceneIds: group.map(({ scene_id }) => scene_id),
      minValidFraction: fractions.length === 0 ? null : Math.min(...fractions),
    };
  });
}
