import type { Footprint } from "../../models/vocabulary/geometry.ts";
import type { ChipId, SceneId } from "../../models/vocabulary/ids.ts";
import type { ChipSummary } from "../../native/contract/scenes.ts";
import type { SearchAnswer, SearchHit } from "../../native/contract/search.ts";

/** An outline on the map that means something. `otherDate` = the hit lies on a scene that is not shown. */
export interface Mark {
  readonly chipId: ChipId;
  readonly footprint: Footprint;
  readonly role: "like" | "unlike" | "hit";
  readonly rank: number | null;
  readonly isSelected: boolean;
  readonly isOtherDate: boolean;
}

interface MarkedThings {
  readonly answer: SearchAnswer | null;
  readonly hits: readonly SearchHit[];
  /** Where the chips of the query lie, which need not be among the hits. */
  readonly chips: readonly ChipSummary[];
  readonly selectedId: ChipId | null;
  readonly activeSceneId: SceneId | null;
}

/** What to outline, lowest first: hits from bad to good, then the query, then the selected one on top. */
export function marks(things: MarkedThings): readonly Mark[] {
  const { answer, hits, chips, selectedId, activeSceneId } = things;
  if (!answer) return [];
  const query = new Set<ChipId>([...answer.query.like, ...answer.query.unlike]);
  const askedGround = new Set(chips.filter((chip) => query.has(chip.id)).map((chip) => chip.groundId));
  const plainHits = onePerGround(hits, selectedId, activeSceneId)
    .filter((hit) => !query.has(hit.chipId) && !askedGround.has(hit.groundId))
    .map((hit): Mark => markOf(hit, "hit", hit.rank))
    .toReversed();
  const places = new Map<ChipId, { chipId: ChipId; footprint: Footprint; sceneId: SceneId }>();
  for (const hit of answer.hits) places.set(hit.chipId, hit);
  for (const chip of chips) places.set(chip.id, { ...chip, chipId: chip.id });
  const examples = (["unlike", "like"] as const).flatMap((role) =>
    answer.query[role].flatMap((chipId) => {
      const place = places.get(chipId);
      return place ? [markOf(place, role, null)] : [];
    }),
  );
  const all = [...plainHits, ...examples];
  return [...all.filter((mark) => !mark.isSelected), ...all.filter((mark) => mark.isSelected)];

  function markOf(
    place: { chipId: ChipId; footprint: Footprint; sceneId: SceneId },
    role: Mark["role"],
    rank: number | null,
  ): Mark {
    const { chipId, footprint } = place;
    const isSelected = chipId === selectedId;
    return { chipId, footprint, role, rank, isSelected, isOtherDate: place.sceneId !== activeSceneId };
  }
}

// The same ground on six dates would be six outlines on one another.
function onePerGround(
  hits: readonly SearchHit[],
  selectedId: ChipId | null,
  activeSceneId: SceneId | null,
): readonly SearchHit[] {
  const weight = (hit: SearchHit) => (hit.chipId === selectedId ? 2 : hit.sceneId === activeSceneId ? 1 : 0);
  const best = new Map<string, SearchHit>();
  for (const hit of hits) {
    const known = best.get(hit.groundId);
    if (!known || weight(hit) > weight(known)) best.set(hit.groundId, hit);
  }
  return [...best.values()].toSorted((a, b) => a.rank - b.rank);
}
