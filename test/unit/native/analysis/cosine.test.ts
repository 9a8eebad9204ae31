import { describe, expect, it } from "vitest";
import { cosineSimilarity, norm, normalized, queryVector } from "../../../../native/analysis/cosine.ts";
import { plainCosine } from "../../../support/plainCosine.ts";
import { Random } from "../../../support/random.ts";

describe("cosineSimilarity", () => {
  it("agrees with its definition and stays between -1 and 1", () => {
    const random = new Random(21);
    for (let trial = 0; trial < 100; trial++) {
      const [one, other] = [random.vector(37), random.vector(37)];
      expect(cosineSimilarity(one, other)).toBeCloseTo(plainCosine(one, other), 12);
      expect(cosineSimilarity(one, one)).toBeLessThanOrEqual(1);
      expect(
        cosineSimilarity(
          one,
          one.map((value) => -3 * value),
        ),
      ).toBeCloseTo(-1, 7);
    }
  });
});

describe("normalized", () => {
  it("keeps the direction and makes the length 1", () => {
    expect([...normalized([3, 4])]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  });

  it.each([[[0, 0]], [[Number.NaN, 1]], [[Infinity, 1]]])("refuses %j, which has no direction", (vector) => {
    expect(() => normalized(vector)).toThrow("no direction");
  });
});

describe("queryVector", () => {
  it("of one example is the example's direction, however long it is", () => {
    expect([...queryVector([[30, 40]], [])]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  });

  it("of several gives each the same weight, whatever their lengths", () => {
    const [x, y] = queryVector(
      [
        [100, 0],
        [0, 1],
      ],
      [],
    );
    expect([x, y]).toEqual([Math.fround(Math.SQRT1_2), Math.fround(Math.SQRT1_2)]);
  });

  it("moves away from the unliked mean by half of its weight", () => {
    const [x, y] = queryVector(
      [[1, 0]],
      [
        [0, 1],
        [0, 5],
      ],
    );
    expect(y! / x!).toBeCloseTo(-0.5, 6);
    expect(norm([x!, y!])).toBeCloseTo(1, 6);
  });

  it("refuses examples that cancel out", () => {
    expect(() =>
      queryVector(
        [
          [1, 0],
          [-1, 0],
        ],
        [],
      ),
    ).toThrow("no direction");
  });
});
