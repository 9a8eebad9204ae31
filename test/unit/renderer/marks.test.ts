import { describe, expect, it } from "vitest";
import type { ChipId, GroundId, SceneId } from "../../../models/vocabulary/ids.ts";
import type { SearchAnswer, SearchHit } from "../../../native/contract/search.ts";
import { marks } from "../../../renderer/map/marks.ts";
import { markLook } from "../../../renderer/map/styles.ts";

const shown = "scene-shown" as SceneId;
const other = "scene-other" as SceneId;
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [0, 0],
] as const;

function hit(rank: number, ground: string, sceneId = shown): SearchHit {
  return {
    rank,
    chipId: `${sceneId}/${ground}` as ChipId,
    groundId: ground as GroundId,
    sceneId,
    acquiredAt: "2021-09-06T00:00:00Z",
    cosineSimilarity: 1 - rank / 100,
    percentile: 99,
    footprint: square,
  };
}

function answer(hits: readonly SearchHit[], like: readonly ChipId[] = []): SearchAnswer {
  return {
    query: { encoderId: "e", precision: "fp32", like, unlike: [], filters: {} },
    scanned: hits.length,
    notComparable: 0,
    milliseconds: 1,
    hits,
    histogram: { low: 0, high: 1, counts: [1] },
  };
}

function marksOf(hits: readonly SearchHit[], selectedId: ChipId | null = null, like: readonly ChipId[] = []) {
  return marks({ answer: answer(hits, like), hits, chips: [], selectedId, activeSceneId: shown });
}

describe("marks", () => {
  it("draws the best hit above the others", () => {
    expect(marksOf([hit(1, "a"), hit(2, "b")]).map((mark) => mark.rank)).toEqual([2, 1]);
  });

  it("draws the selected hit above all", () => {
    const [, second] = [hit(1, "a"), hit(2, "b")];
    expect(marksOf([hit(1, "a"), second], second.chipId).at(-1)?.rank).toBe(2);
  });

  it("outlines ground that was hit on two dates once, on the date that is shown", () => {
    const drawn = marksOf([hit(1, "a", other), hit(2, "a")]);
    expect(drawn.map((mark) => [mark.rank, mark.isOtherDate])).toEqual([[2, false]]);
  });

  it("shows a chip of the query as an example and not as a hit", () => {
    const first = hit(1, "a");
    expect(marksOf([first, hit(2, "b")], null, [first.chipId]).map((mark) => mark.role)).toEqual([
      "hit",
      "like",
    ]);
  });

  it("tells likes from unlikes by sign as well as by colour", () => {
    const base = {
      chipId: "c" as ChipId,
      footprint: square,
      rank: null,
      isSelected: false,
      isOtherDate: false,
    };
    const [like, unlike] = (["like", "unlike"] as const).map((role) => markLook({ ...base, role }));
    expect([like?.tag, unlike?.tag]).toEqual(["+", "−"]);
    expect(like?.colour).not.toBe(unlike?.colour);
  });

  it("dashes hits of another date", () => {
    const base = {
      chipId: "c" as ChipId,
      footprint: square,
      rank: 3,
      isSelected: false,
      role: "hit",
    } as const;
    expect(markLook({ ...base, isOtherDate: true }).dash).not.toEqual([]);
    expect(markLook({ ...base, isOtherDate: false }).dash).toEqual([]);
  });
});
