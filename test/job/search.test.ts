import { describe, expect, it } from "vitest";
import type { ChipId, SceneId } from "../../models/vocabulary/ids.ts";
import { VectorSearch } from "../../native/archive/vectors.ts";
import type { SearchRequest } from "../../native/contract/search.ts";
import { search } from "../../native/jobs/search.ts";
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

const emptyArchive = archivesIn(tempFolder("search"));
const fullArchive = () => fillArchive(emptyArchive());

const like = (chip: number | string): SearchRequest["like"] => [
  { kind: "chip", chipId: String(chip) as ChipId },
];
const request = (wish: Partial<SearchRequest>): SearchRequest => ({
  like: [],
  unlike: [],
  filters: {},
  limit: 20,
  ...wish,
});

const full = fullArchive();

describe("search", () => {
  it("gives the hits of a plain sort, with exact cosines", () => {
    const { hits, scanned } = search(request({ like: like(17) }), full.parts);
    const expected = full.vectors
      .map((vector, index) => ({ chipId: String(index + 1), cosine: plainCosine(vector, full.vectors[16]!) }))
      .sort((one, other) => other.cosine - one.cosine)
      .slice(0, 20);
    expect(scanned).toBe(300);
    expect(hits.map(({ chipId }) => chipId)).toEqual(expected.map(({ chipId }) => chipId));
    for (const [index, hit] of hits.entries())
      expect(hit.cosineSimilarity).toBeCloseTo(expected[index]!.cosine, 6);
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map((_, index) => index + 1));
  });

  it("puts chips that are equally similar in the order of their ids", () => {
    const archive = emptyArchive();
    const space = addSpace(archive, 4);
    const scene = addScene(archive, "scene");
    const same = Float32Array.of(1, 2, 3, 4);
    addChips(
      archive,
      space,
      Array.from({ length: 9 }, (_, lat) =>
        chipAt(
          scene,
          [0, lat],
          same.map((value) => value * (1 + (lat % 2))),
        ),
      ),
    );
    const { hits } = search(request({ like: like(5), limit: 6 }), {
      archive,
      vectors: new VectorSearch(archive),
    });
    expect(hits.map(({ chipId }) => Number(chipId))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("moves towards plus examples and away from minus examples", () => {
    const [a, b, c] = [full.vectors[0]!, full.vectors[1]!, full.vectors[2]!];
    const unit = (vector: Float32Array) => Array.from(vector, (value) => value / Math.hypot(...vector));
    const query = unit(a).map((value, index) => (value + unit(b)[index]!) / 2 - 0.5 * unit(c)[index]!);
    const answer = search(request({ like: [...like(1), ...like(2)], unlike: like(3) }), full.parts);
    expect(answer.hits[0]!.cosineSimilarity).toBeCloseTo(
      plainCosine(query, full.vectors[Number(answer.hits[0]!.chipId) - 1]!),
      6,
    );
    expect(
      answer.hits
        .slice(0, 2)
        .map(({ chipId }) => chipId)
        .sort(),
    ).toEqual(["1", "2"]);
    expect(answer.hits.map(({ chipId }) => chipId)).not.toContain("3");
  });

  it("counts every scored chip in the histogram", () => {
    const { histogram, scanned } = search(request({ like: like(4), limit: 1 }), full.parts);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(scanned);
    expect([histogram.counts.length, histogram.high]).toEqual([60, expect.closeTo(1, 6)]);
  });

  it("gives as percentile the share of scored chips that are less similar", () => {
    const { hits } = search(request({ like: like(4), limit: 300 }), full.parts);
    for (const [index, { percentile }] of hits.entries())
      expect(percentile).toBeCloseTo((100 * (300 - 1 - index)) / 300, 6);
  });

  it("leaves out hits below the asked similarity but counts them as scanned", () => {
    const { hits, scanned } = search(request({ like: like(4), limit: 300, minSimilarity: 0.2 }), full.parts);
    expect(scanned).toBe(300);
    expect(hits.length).toBeLessThan(60);
    expect(Math.min(...hits.map(({ cosineSimilarity }) => cosineSimilarity))).toBeGreaterThanOrEqual(0.2);
  });

  it("counts chips of other bands or another encoder as not comparable, and scores none of them", () => {
    const { archive, parts } = fullArchive();
    const other = addSpace(archive, 8, "other bands");
    const scene = addScene(archive, "other");
    const chips = Array.from({ length: 5 }, (_, lat) => chipAt(scene, [50, lat], new Random(lat).vector(8)));
    addChips(archive, other, chips);
    const { scanned, notComparable } = search(request({ like: like(1) }), parts);
    expect([scanned, notComparable]).toEqual([300, 5]);
  });

  it("refuses examples of two kinds that cannot be compared", () => {
    const { archive, parts } = fullArchive();
    const other = addSpace(archive, 8, "other bands");
    addChips(archive, other, [chipAt(addScene(archive, "other"), [50, 0], new Random(1).vector(8))]);
    expect(() => search(request({ like: [...like(1), ...like(301)] }), parts)).toThrow("cannot be compared");
  });

  it("refuses a skipped chip and a place without one as examples", () => {
    const { archive, space, parts } = fullArchive();
    const outcome = { kind: "skipped", reason: "nodata" } as const;
    addChips(archive, space, [chipAt("scene0" as SceneId, [80, 0], new Float32Array(0), { outcome })]);
    expect(() => search(request({ like: like(301) }), parts)).toThrow("was skipped and has no embedding");
    const at = [-120, 5] as const;
    expect(() => search(request({ like: [{ kind: "place", at }] }), parts)).toThrow(
      "No embedded chip covers -120, 5",
    );
  });

  it("starts from the newest chip that covers a place", () => {
    const { archive, space, parts } = fullArchive();
    const vector = new Random(9).vector(fullDimensions);
    const scene = addScene(archive, "newer", { acquiredAt: "2021-01-01T00:00:00Z" });
    addChips(archive, space, [chipAt(scene, [3, 3], vector, { acquiredAt: "2021-01-01T00:00:00Z" })]);
    const { query } = search(request({ like: [{ kind: "place", at: [3.01, 3.01] }] }), parts);
    expect(query.like).toEqual(["301"]);
  });

  it("returns as many hits as the filters leave, however far down they rank", () => {
    const { hits, scanned } = search(
      request({ like: like(1), filters: { area: [13.9, 18.9, 14.1, 19.1] } }),
      full.parts,
    );
    expect([hits.length, scanned, hits[0]?.groundId]).toEqual([1, 1, "14,19"]);
  });
});
