import { describe, expect, it } from "vitest";
import {
  borderPlaces,
  collarRuns,
  floodCells,
  growCells,
} from "../../../../../native/raster/validity/collarCells.ts";
import { Random } from "../../../../support/random.ts";

/** Repeats until nothing changes: every full cell beside a reached one is reached. */
function connectedSlowly(full: Uint8Array, seeds: Uint8Array, columnCount: number): Uint8Array {
  const reached = Uint8Array.from(seeds);
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (let index = 0; index < full.length; index++) {
      if (reached[index] === 1 || full[index] === 0) continue;
      const [column, row] = [index % columnCount, Math.floor(index / columnCount)];
      const isBeside = reached.some(
        (mark, other) =>
          mark === 1 &&
          Math.abs((other % columnCount) - column) <= 1 &&
          Math.abs(Math.floor(other / columnCount) - row) <= 1,
      );
      if (!isBeside) continue;
      reached[index] = 1;
      isChanged = true;
    }
  }
  return reached;
}

describe("cells of a collar", () => {
  it("are those that a slow search finds connected, on random pictures", () => {
    const random = new Random(11);
    for (let round = 0; round < 60; round++) {
      const columnCount = random.whole(1, 14);
      const rowCount = random.whole(1, 14);
      const density = random.between(0.2, 0.8);
      const marks = (share: number) =>
        Uint8Array.from({ length: columnCount * rowCount }, () => (random.unit() < share ? 1 : 0));
      const full = marks(density);
      const seeds = marks(0.05);
      expect(floodCells(full, seeds, { columnCount, rowCount })).toEqual(
        connectedSlowly(full, seeds, columnCount),
      );
    }
  });

  it("grow by one cell all around, and not over the edge", () => {
    const cells = Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
    expect([...growCells(cells, { columnCount: 4, rowCount: 3 })]).toEqual([
      1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0,
    ]);
    expect([...growCells(Uint8Array.of(0, 0, 0, 1), { columnCount: 4, rowCount: 1 })]).toEqual([0, 0, 1, 1]);
  });
});

describe("runs along the border", () => {
  const least = { share: 0.25, cornerCount: 1 };
  const runsOf = (marks: string, corners = [0, 3, 6, 9], limits = least) =>
    collarRuns(Uint8Array.from(marks, Number), corners, limits).join("");

  it("are kept where they are long and go around a corner", () => {
    expect(runsOf("011100000000")).toBe("011100000000");
    expect(runsOf("011000001100")).toBe("000000000000");
    expect(runsOf("000011000000")).toBe("000000000000");
  });

  it("go on from the last pixel to the first", () => {
    expect(runsOf("110000000001")).toBe("110000000001");
  });

  it("need as many corners as are asked for, all together", () => {
    const two = { share: 0.25, cornerCount: 2 };
    expect(runsOf("011100000000", [0, 3, 6, 9], two)).toBe("000000000000");
    expect(runsOf("000111100000", [0, 3, 6, 9], two)).toBe("000111100000");
    expect(runsOf("011100011100", [0, 3, 6, 9], two)).toBe("011100011100");
  });

  it("may be the whole border", () => {
    expect(runsOf("111111111111")).toBe("111111111111");
    expect(runsOf("000000000000")).toBe("000000000000");
  });

  it("follow every border pixel once, clockwise", () => {
    const places = borderPlaces(4, 3);
    expect(places.map(({ column, row }) => `${column}${row}`).join(" ")).toBe(
      "00 10 20 30 31 32 22 12 02 01",
    );
  });
});
