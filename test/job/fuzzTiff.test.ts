import { expect, it } from "vitest";
import { fuzzSeeds, fuzzTiffs } from "../support/fuzzTiffs.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("fuzz");
/** The whole run is `npm run bench -- fuzz`. */
const few = 300;

it.each(["header", "payload"] as const)(
  "answers TIFFs with a mutated %s by a failure or by consistent numbers, without crash or hang",
  async (kind) => {
    const seeds = await fuzzSeeds(folder);
    const { outcomes, faults, peakMemoryBytes } = await fuzzTiffs({
      seeds,
      folder,
      kind,
      count: few,
      seed: 7,
    });
    expect(faults).toEqual([]);
    expect([...outcomes.values()].reduce((sum, times) => sum + times, 0)).toBe(few);
    expect(peakMemoryBytes).toBeLessThan(700e6);
  },
);
