import { describe, expect, it } from "vitest";
import type { EncoderSummary } from "../../../native/contract/encoders.ts";
import type { SearchAnswer } from "../../../native/contract/search.ts";
import { patchCells } from "../../../renderer/map/patchCells.ts";
import { whereWords } from "../../../renderer/search/whereWords.ts";
import { whyNotWhere } from "../../../renderer/state/whereIn.ts";
import { rampColour, rampStops, scorePixels } from "../../../renderer/ui/scoreRamp.ts";

const stops = rampStops("#000000, #646464 , #FF0000");

describe("the score ramp", () => {
  it("runs through its stops and stays within them", () => {
    expect([0, 0.25, 0.5, 1, 2, -1].map((share) => rampColour(stops, share)[0])).toEqual([
      0, 50, 100, 255, 255, 0,
    ]);
  });

  it("colours the least and the most of some scores with its ends", () => {
    const pixels = scorePixels([0.7, 0.9, 0.8], stops);
    expect([...pixels.filter((_, i) => i % 4 === 0)]).toEqual([0, 255, 100]);
    expect([...scorePixels([0.7, 0.7], stops)]).toEqual([100, 100, 100, 255, 100, 100, 100, 255]);
  });
});

describe("where in a chip", () => {
  it("is told in words", () => {
    expect(whereWords([0.1, 0.2, 0.3, 0.9, 0.2, 0.2, 0.2, 0.2, -0.5], 3)).toBe(
      "Most like the query at the middle left, cosine 0.900; least at the lower right, -0.500.",
    );
    expect(whereWords([0.1, 0.1, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0], 3)).toContain("in the middle, cosine");
  });

  it("lies on the ground patch by patch, row by row from the upper left", () => {
    const footprint = [
      [0, 2],
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ] as const;
    const cells = patchCells(footprint, 2);
    expect(cells.map(([first]) => first)).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
      [1, 1],
    ]);
    expect(cells[3]).toEqual([
      [1, 1],
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 1],
    ]);
    expect(patchCells([...footprint, [0, 2]], 2)).toEqual([]);
  });

  it("cannot be told by an encoder that sees a chip as a whole", () => {
    const encoder = (id: string, isBuiltIn: boolean) => ({ id, isBuiltIn }) as EncoderSummary;
    const encoders = [encoder("baseline", true), encoder("clay", false)];
    const answer = (encoderId: string) => ({ query: { encoderId } }) as SearchAnswer;
    expect(whyNotWhere(answer("clay"), encoders)).toBeNull();
    expect(whyNotWhere(answer("baseline"), encoders)).toContain("as a whole");
    expect(whyNotWhere(null, encoders)).toContain("Search first");
  });
});
