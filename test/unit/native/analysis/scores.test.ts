import { describe, expect, it } from "vitest";
import { histogramOf, percentilesOf, topPositions } from "../../../../native/analysis/scores.ts";
import { Random } from "../../../support/random.ts";

/** Scores with many ties and some NaN. */
function scoresOf(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () =>
    random.unit() < 0.05 ? Number.NaN : random.whole(-20, 20) / 20,
  );
}

describe("topPositions", () => {
  it("agrees with a plain sort, also in ties and beside NaN", () => {
    const random = new Random(11);
    for (let trial = 0; trial < 200; trial++) {
      const scores = scoresOf(random, random.whole(0, 60));
      const wanted = random.whole(0, 70);
      const expected = Array.from(scores.keys())
        .filter((position) => !Number.isNaN(scores[position]!))
        .sort((one, other) => scores[other]! - scores[one]! || one - other)
        .slice(0, wanted);
      expect(Array.from(topPositions(scores, wanted))).toEqual(expected);
    }
  });
});

describe("histogramOf", () => {
  it("counts every score once, the largest in the last bin", () => {
    expect(histogramOf(Float32Array.of(0, 0.25, 0.5, 0.75, 1), 4)).toEqual({
      low: 0,
      high: 1,
      counts: [1, 1, 1, 2],
    });
  });

  it("puts equal scores into the first bin of a range without width", () => {
    expect(histogramOf(Float32Array.of(0.5, 0.5), 3)).toEqual({ low: 0.5, high: 0.5, counts: [2, 0, 0] });
  });

  it("is empty without scores", () => {
    expect(histogramOf(new Float32Array(0), 2)).toEqual({ low: 0, high: 0, counts: [0, 0] });
  });

  it("loses no score whatever the numbers are", () => {
    const random = new Random(12);
    for (let trial = 0; trial < 100; trial++) {
      const scores = Float32Array.from({ length: random.whole(1, 500) }, () => random.between(-1, 1));
      const { counts } = histogramOf(scores, 60);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(scores.length);
    }
  });
});

describe("percentilesOf", () => {
  it("gives the share of scores below each value, in the order of the values", () => {
    const random = new Random(13);
    for (let trial = 0; trial < 100; trial++) {
      const scores = Float32Array.from({ length: random.whole(1, 80) }, () => random.whole(-10, 10) / 8);
      const values = Array.from({ length: random.whole(1, 10) }, () => random.whole(-12, 12) / 8);
      const expected = values.map(
        (value) => (100 * scores.filter((score) => score < value).length) / scores.length,
      );
      expect(percentilesOf(scores, values)).toEqual(expected.map((share) => expect.closeTo(share, 9)));
    }
  });

  it("is 0 where there are no scores", () => {
    expect(percentilesOf(new Float32Array(0), [0.5])).toEqual([0]);
  });
});
