import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  bandsOf,
  chipOf,
  cosineSimilarity,
  embedChips,
  largestDifference,
} from "../../unit/models/encoders/baseline/embedChips.ts";

interface Case {
  readonly roles: readonly string[];
  readonly chipPixels: number;
  readonly hasHoles: boolean;
}

const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const roleNumbers = ["blue", "green", "red", "nir", "nir08", "swir16", "swir22"];

const readJson = (name: string, file: string) =>
  JSON.parse(readFileSync(path.join(folder, name, file), "utf8"));

/** The pattern that make.py makes too. */
function patternChip({ roles, chipPixels, hasHoles }: Case) {
  const places = Array.from({ length: chipPixels ** 2 }, (_, pixel) => ({
    x: pixel % chipPixels,
    y: Math.floor(pixel / chipPixels),
  }));
  const planes = roles.map((role) => {
    const shift = (roleNumbers.indexOf(role) + 1) * 29;
    return Float32Array.from(places, ({ x, y }) => (((x * 7 + y * 13 + x * y + shift) % 31) + 1) / 100);
  });
  return chipOf(
    planes,
    Uint8Array.from(places, ({ x, y }) => (hasHoles && (x * y) % 11 === 3 ? 0 : 1)),
  );
}

describe("the built-in encoder against NumPy", () => {
  it.each(cases.map(({ name }) => name))("%s", async (name) => {
    const input: Case = readJson(name, "input.json");
    const expected = Float32Array.from(readJson(name, "expected.json") as number[]);
    const [embedding] = await embedChips([patternChip(input)], {
      bands: bandsOf(...input.roles),
      chipPixels: input.chipPixels,
    });
    expect(cosineSimilarity(embedding!, expected)).toBeGreaterThan(0.99999);
    // float32 pixels and sums against double precision
    expect(largestDifference(embedding!, expected)).toBeLessThan(2e-5);
  });
});
