import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { baselineEncoder } from "../../../../../models/encoders/baseline/baselineEncoder.ts";
import { gaussianFilters } from "../../../../../models/encoders/baseline/filters.ts";
import { uniformNumbers } from "../../../../../models/encoders/random.ts";
import {
  bandsOf,
  chipOf,
  cosineSimilarity,
  embedChips,
  inputOf,
  largestDifference,
  wish,
} from "./embedChips.ts";
import { referenceEmbedding } from "./reference.ts";

const roles = ["blue", "green", "red", "nir"];
const size = 40;

/** Reflectances with a texture that repeats everywhere, so that half a chip looks like the whole. */
function texture(seed: number, level = 0.1): Float32Array {
  const next = uniformNumbers(seed);
  return Float32Array.from({ length: size * size }, () => level * (0.5 + next()));
}

const planes = (seed: number) => roles.map((_, band) => texture(seed + band, 0.05 * (band + 1)));
const embed = async (...chips: Parameters<typeof embedChips>[0]) =>
  embedChips(chips, { bands: bandsOf(...roles), chipPixels: size });

describe("the built-in encoder", () => {
  it("agrees with its formulas in plain loops", async () => {
    const input = { bands: bandsOf(...roles), chipPixels: size };
    const next = uniformNumbers(9);
    const valid = Uint8Array.from({ length: size * size }, () => (next() < 0.7 ? 1 : 0));
    const chips = [chipOf(planes(1)), chipOf(planes(5), valid)];
    const embeddings = await embedChips(chips, input);
    chips.forEach((chip, index) => {
      const expected = referenceEmbedding(chip, input);
      expect(cosineSimilarity(embeddings[index]!, expected)).toBeGreaterThan(0.99999);
      // float32 sums of a few hundred terms near 1
      expect(largestDifference(embeddings[index]!, expected)).toBeLessThan(2e-5);
    });
  });

  it("gives the same length for any number of bands", async () => {
    for (const count of [1, 2, 13, 160]) {
      const bands = Array.from({ length: count }, (_, band) => ({
        role: `band${band}`,
        wavelengthMicrometers: null,
      }));
      const chip = chipOf(bands.map((_, band) => new Float32Array(64).fill(0.001 * band)));
      const [embedding] = await embedChips([chip], { bands, chipPixels: 8 });
      expect(embedding).toHaveLength(640);
      expect(embedding!.every(Number.isFinite)).toBe(true);
    }
  });

  it("does not depend on the order of the bands in the file", async () => {
    const [blue, green, red, nir] = planes(3);
    const [first] = await embedChips([chipOf([blue!, green!, red!, nir!])], {
      bands: bandsOf(...roles),
      chipPixels: size,
    });
    const [second] = await embedChips([chipOf([red!, green!, blue!, nir!])], {
      bands: bandsOf("red", "green", "blue", "nir"),
      chipPixels: size,
    });
    expect(second).toEqual(first);
  });

  it("embeds a chip that is half invalid like its valid half", async () => {
    const half = Uint8Array.from({ length: size * size }, (_, pixel) => (pixel % size < size / 2 ? 1 : 0));
    const junk = planes(1).map((plane) => plane.map((value, pixel) => (half[pixel] === 1 ? value : 0.9)));
    const otherJunk = planes(1).map((plane) =>
      plane.map((value, pixel) => (half[pixel] === 1 ? value : -0.3)),
    );
    const [whole, first, second, ignoring] = await embed(
      chipOf(planes(1)),
      chipOf(junk, half),
      chipOf(otherJunk, half),
      chipOf(junk),
    );
    expect(second).toEqual(first);
    expect(cosineSimilarity(whole!, first!)).toBeGreaterThan(0.99);
    expect(cosineSimilarity(whole!, ignoring!)).toBeLessThan(0.8);
  });

  it("stays finite for constant chips, one valid pixel, and numbers out of all proportion", async () => {
    const constant = roles.map(() => new Float32Array(size * size).fill(0.2));
    const zero = roles.map(() => new Float32Array(size * size));
    const huge = planes(1).map((plane) => plane.map((value) => value * 1e30));
    const infinite = planes(1).map((plane) => plane.with(3, Number.POSITIVE_INFINITY).with(4, -1e38));
    // The corner that no filter position reaches.
    const one = new Uint8Array(size * size);
    one[one.length - 1] = 1;
    const holes = planes(1).map((plane) =>
      plane.map((value, pixel) => (one[pixel] === 1 ? value : Number.NaN)),
    );
    const embeddings = await embed(
      chipOf(constant),
      chipOf(zero),
      chipOf(huge),
      chipOf(infinite),
      chipOf(holes, one),
    );
    for (const embedding of embeddings) expect(embedding.every(Number.isFinite)).toBe(true);
  });

  it("embeds each chip of a batch as if it were alone", async () => {
    const chips = [chipOf(planes(1)), chipOf(planes(20)), chipOf(planes(40))];
    const together = await embed(...chips);
    const [alone] = await embed(chips[1]!);
    expect(largestDifference(alone!, together[1]!)).toBeLessThan(1e-6);
  });

  it("is fixed by the hash on its card", () => {
    const hash = createHash("sha256");
    for (const { weights } of gaussianFilters(6)) hash.update(new Uint8Array(weights.buffer));
    expect(hash.digest("hex")).toBe(baselineEncoder.card.sha256);
  });
});

describe("what the built-in encoder refuses", () => {
  const bands = bandsOf("red");

  it("refuses no bands and more bands than fit", () => {
    expect(() => baselineEncoder.buildGraph(inputOf([], 64), wish)).toThrow(/1 to 160 bands.*has 0/);
    const many = Array.from({ length: 161 }, () => bands[0]!);
    expect(() => baselineEncoder.buildGraph(inputOf(many, 64), wish)).toThrow(RangeError);
    expect(() => baselineEncoder.spaceKey(many)).toThrow(/161/);
  });

  it("refuses chip sizes that are no whole number of at least 8", () => {
    for (const chipPixels of [0, 7, 16.5, Number.NaN, 4096])
      expect(() => baselineEncoder.buildGraph(inputOf(bands, chipPixels), wish)).toThrow(RangeError);
  });

  it("refuses chips of another size or band count, and chips without a measured pixel", () => {
    const input = inputOf(bands, 8);
    expect(() => baselineEncoder.prepare([chipOf([new Float32Array(63)])], input)).toThrow(
      /63 pixels where 64/,
    );
    expect(() => baselineEncoder.prepare([chipOf([])], input)).toThrow(/0 bands where 1/);
    const empty = chipOf([new Float32Array(64)], new Uint8Array(64));
    expect(() => baselineEncoder.prepare([empty], input)).toThrow(/no measured pixel/);
  });
});
