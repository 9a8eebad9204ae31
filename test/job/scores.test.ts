import { describe, expect, it } from "vitest";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import { findChip } from "../../native/archive/chips.ts";
import type { Archive } from "../../native/archive/openArchive.ts";
import type { EmbeddingSpace } from "../../native/archive/saveChips.ts";
import { removeScene } from "../../native/archive/scenes.ts";
import { VectorSearch, vectorOf } from "../../native/archive/vectors.ts";
import type { SearchFilters } from "../../native/contract/search.ts";
import { plainCosine } from "../support/plainCosine.ts";
import { Random } from "../support/random.ts";
import { tempFolder } from "../support/tempFolder.ts";
import {
  addChips,
  addScene,
  addSpace,
  archivesIn,
  chipAt,
  fillArchive,
  fullDimensions,
} from "../support/vectorArchive.ts";

const emptyArchive = archivesIn(tempFolder("scores"));
const ways = ["sqlite", "memory"] as const;
const full = fillArchive(emptyArchive());

/** Chip ids that a search under these filters scores, both ways. */
function scannedUnder(
  filters: SearchFilters,
  { archive, space } = full as { archive: Archive; space: EmbeddingSpace },
) {
  const [bySqlite, byMemory] = ways.map((way) =>
    Array.from(
      new VectorSearch(archive).scoreAll(space, new Random(1).vector(fullDimensions), filters, way).chipIds,
    ).sort((one, other) => one - other),
  );
  expect(byMemory).toEqual(bySqlite);
  return bySqlite!.map((chipId) => findChip(archive, String(chipId)));
}

describe("scores", () => {
  it.each(ways)("are the exact cosine of every chip, worked out in %s", (way) => {
    const query = new Random(3).vector(fullDimensions);
    const { chipIds, scores } = new VectorSearch(full.archive).scoreAll(full.space, query, {}, way);
    const worst = Array.from(chipIds, (chipId, index) =>
      Math.abs(scores[index]! - plainCosine(query, full.vectors[chipId - 1]!)),
    );
    expect(worst.length).toBe(300);
    expect(Math.max(...worst)).toBeLessThan(1e-6);
  });

  it("take in chips that were added since, and leave out a scene that was deleted", () => {
    const archive = emptyArchive();
    const space = addSpace(archive, fullDimensions);
    const random = new Random(5);
    const vectors = new VectorSearch(archive);
    const scenes = ["one", "two", "three"].map((name) => addScene(archive, name));
    const query = random.vector(fullDimensions);
    const add = (scene: SceneId, lon: number, count: number) =>
      addChips(
        archive,
        space,
        Array.from({ length: count }, (_, lat) => chipAt(scene, [lon, lat], random.vector(fullDimensions))),
      );
    const check = (count: number) => {
      const { chipIds, scores } = vectors.scoreAll(space, query, {}, "memory");
      expect(chipIds.length).toBe(count);
      for (const [index, chipId] of chipIds.entries()) {
        const stored = vectorOf(archive, space.spaceId, String(chipId))!;
        expect(Math.abs(scores[index]! - plainCosine(query, stored))).toBeLessThan(1e-6);
      }
    };
    add(scenes[0]!, 0, 10);
    check(10);
    add(scenes[1]!, 1, 25);
    check(35);
    removeScene(archive, scenes[0]!);
    check(25);
    removeScene(archive, scenes[1]!);
    add(scenes[2]!, 2, 25);
    check(25);
    check(25);
  });

  it.each([
    ["not a number", Number.NaN],
    ["infinite", Infinity],
  ])(
    "are never asked of a vector that is %s: it is refused at the door, with its whole batch",
    (_, value) => {
      const archive = emptyArchive();
      const space = addSpace(archive, 4);
      const scene = addScene(archive, "scene");
      const good = chipAt(scene, [0, 0], Float32Array.of(1, 2, 3, 4));
      expect(() =>
        addChips(archive, space, [good, chipAt(scene, [1, 1], Float32Array.of(1, value, 3, 4))]),
      ).toThrow("not a direction");
      expect(archive.database.prepare("SELECT count(*) FROM chips").pluck().get()).toBe(0);
    },
  );

  it("are never asked of a zero vector or one of another length", () => {
    const archive = emptyArchive();
    const space = addSpace(archive, 4);
    const scene = addScene(archive, "scene");
    expect(() => addChips(archive, space, [chipAt(scene, [0, 0], new Float32Array(4))])).toThrow(
      "not a direction",
    );
    expect(() => addChips(archive, space, [chipAt(scene, [0, 0], Float32Array.of(1, 2, 3))])).toThrow(
      "3 numbers instead of 4",
    );
  });
});

describe("filters inside the search", () => {
  it("keep the chips that touch a box", () => {
    const chips = scannedUnder({ area: [2.5, 3.5, 4.5, 6.5] });
    expect(new Set(chips.map(({ groundId }) => groundId))).toEqual(
      new Set(["3,4", "3,5", "3,6", "4,4", "4,5", "4,6"]),
    );
  });

  it("keep the chips that touch a polygon, not all in its box", () => {
    const triangle = [
      [-0.5, -0.5],
      [3.5, -0.5],
      [-0.5, 3.5],
      [-0.5, -0.5],
    ] as const;
    const chips = scannedUnder({ area: triangle });
    expect(new Set(chips.map(({ groundId }) => groundId))).toEqual(
      new Set(["0,0", "0,1", "0,2", "0,3", "1,0", "1,1", "1,2", "2,0", "2,1", "3,0"]),
    );
  });

  it("take a last day without a time as the whole day, and a first day from its beginning", () => {
    const days = (filters: SearchFilters) =>
      new Set(scannedUnder(filters).map(({ acquiredAt }) => acquiredAt.slice(0, 10)));
    expect(days({ to: "2020-06-01" })).toEqual(new Set(["2020-05-31", "2020-06-01"]));
    expect(days({ from: "2020-06-01", to: "2020-06-01" })).toEqual(new Set(["2020-06-01"]));
    expect(days({ from: "2020-06-02" })).toEqual(new Set(["2020-06-02"]));
    expect(days({ to: "2020-06-01T12:00:00Z" })).toEqual(new Set(["2020-05-31"]));
    expect(days({ to: "2020-06-01T10:30" })).toEqual(days({ to: "2020-06-01T10:30:59Z" }));
  });

  it("keep the chips of one sensor", () => {
    expect(scannedUnder({ sensorId: "landsat-8-9" }).length).toBe(100);
  });

  it("know boxes and polygons that cross the antimeridian", () => {
    const archive = emptyArchive();
    const space = addSpace(archive, fullDimensions);
    const scene = addScene(archive, "fiji");
    const places = [179, 179.98, -179, 170, 0] as const;
    addChips(
      archive,
      space,
      places.map((lon) => chipAt(scene, [lon, -17], new Random(lon).vector(fullDimensions))),
    );
    const lons = scannedUnder({ area: [178.5, -18, -178.5, -16] }, { archive, space }).map(({ groundId }) =>
      Number(groundId.split(",")[0]),
    );
    expect(new Set(lons)).toEqual(new Set([179, 179.98, -179]));
    const diamond = [
      [180, -18.5],
      [181.5, -17],
      [180, -15.5],
      [178.5, -17],
      [180, -18.5],
    ] as const;
    const inDiamond = scannedUnder({ area: diamond }, { archive, space }).map(({ groundId }) =>
      Number(groundId.split(",")[0]),
    );
    expect(new Set(inDiamond)).toEqual(new Set([179, 179.98, -179]));
  });
});
