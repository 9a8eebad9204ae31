import { describe, expect, it } from "vitest";
import type { ChipId, GroundId, SceneId } from "../../../models/vocabulary/ids.ts";
import type { ChipSummary, SceneSummary } from "../../../native/contract/scenes.ts";
import { unwrapLine, unwrapRing, worldCopies } from "../../../renderer/map/antimeridian.ts";
import { coveredFraction, drawnScenes } from "../../../renderer/map/drawnScenes.ts";
import { scaleBar } from "../../../renderer/map/scaleBar.ts";
import { nearestChip, neighbourChip } from "../../../renderer/map/walk.ts";

function scene(id: string, west: number, isFileThere = true): SceneSummary {
  return {
    id: id as SceneId,
    title: id,
    file: `${id}.tif`,
    acquiredAt: "2021-01-01T00:00:00Z",
    sensorId: "s",
    sensorTitle: "S",
    crsName: "UTM",
    gsdMeters: 10,
    footprint: [],
    bounds: [west, 0, west + 1, 1],
    bandNames: [],
    chipCount: 1,
    skippedCount: 0,
    isComplete: true,
    isFileThere,
  };
}

function chip(column: number, row: number): ChipSummary {
  const [west, south] = [column, row];
  return {
    id: `${column},${row}` as ChipId,
    groundId: "g" as GroundId,
    sceneId: "s" as SceneId,
    acquiredAt: "2021-01-01T00:00:00Z",
    footprint: [
      [west, south],
      [west + 1, south],
      [west + 1, south + 1],
      [west, south + 1],
      [west, south],
    ],
    validFraction: 1,
    cloudFraction: null,
    status: "embedded",
    skipReason: null,
  };
}

describe("drawnScenes", () => {
  it("draws only the active one of scenes that cover the same place", () => {
    const drawn = drawnScenes([scene("new", 0), scene("old", 0)], "old" as SceneId, new Set());
    expect(drawn.map(({ id }) => id)).toEqual(["old"]);
  });

  it("draws neighbours together, the active one on top", () => {
    const drawn = drawnScenes([scene("west", 0), scene("east", 0.8)], "east" as SceneId, new Set());
    expect(drawn.map(({ id }) => id)).toEqual(["east", "west"]);
  });

  it("leaves out hidden scenes and those whose file is gone", () => {
    const scenes = [scene("a", 0), scene("b", 5), scene("c", 9, false)];
    expect(drawnScenes(scenes, null, new Set(["a" as SceneId])).map(({ id }) => id)).toEqual(["b"]);
  });

  it("measures the covered share of a box, not of both", () => {
    expect(coveredFraction([0, 0, 2, 1], [1, 0, 9, 9])).toBe(0.5);
  });
});

describe("walking chips", () => {
  const chips = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => chip(column, row)));
  const middle = chips[4]!;

  it("goes to the neighbour in each direction", () => {
    const ids = (["left", "right", "up", "down"] as const).map(
      (way) => neighbourChip(chips, middle, way)?.id,
    );
    expect(ids).toEqual(["0,1", "2,1", "1,2", "1,0"]);
  });

  it("stays where the scene ends", () => {
    expect(neighbourChip(chips, chips[0]!, "left")).toBeNull();
  });

  it("starts with the chip nearest to the middle of the view", () => {
    expect(nearestChip(chips, [1.4, 1.6])?.id).toBe("1,1");
  });
});

describe("scaleBar", () => {
  it("takes the longest round length that fits", () => {
    expect(scaleBar(10, 140)).toEqual({ label: "1 km", widthPixels: 100 });
    expect(scaleBar(4, 140)).toEqual({ label: "500 m", widthPixels: 125 });
  });
});

describe("the world's edge", () => {
  it("goes on past 180° instead of jumping to the other side", () => {
    expect(
      unwrapLine([
        [179, 0],
        [-179, 1],
      ]),
    ).toEqual([
      [179, 0],
      [181, 1],
    ]);
  });

  it("draws what leaves the world once more on the other side", () => {
    expect(
      worldCopies([
        [179, 0],
        [181, 1],
      ]),
    ).toEqual([
      [
        [179, 0],
        [181, 1],
      ],
      [
        [-181, 0],
        [-179, 1],
      ],
    ]);
  });

  it("closes a ring round the pole along the lower edge", () => {
    const ring = unwrapRing([
      [-180, -70],
      [-60, -70],
      [60, -70],
      [179, -70],
    ]);
    expect(ring.slice(-3)).toEqual([
      [179, -85],
      [-180, -85],
      [-180, -70],
    ]);
  });
});
