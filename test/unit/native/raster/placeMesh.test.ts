import { describe, expect, it } from "vitest";
import { placesOf } from "../../../../native/raster/placeMesh.ts";

describe("placesOf", () => {
  it("is exact for a map that shifts, scales and turns", () => {
    const locate = (column: number, row: number) => [3 + 2 * column - row, -5 + column + 0.5 * row] as const;
    const { columns, rows } = placesOf(6, 4, locate);
    for (let index = 0; index < 36; index++) {
      const [column, row] = locate((index % 6) + 0.5, Math.floor(index / 6) + 0.5);
      expect(columns[index]).toBeCloseTo(column, 10);
      expect(rows[index]).toBeCloseTo(row, 10);
    }
  });

  it("asks for the corners of its mesh only", () => {
    let askedCount = 0;
    placesOf(256, 4, (column, row) => {
      askedCount++;
      return [column, row];
    });
    expect(askedCount).toBe(25);
  });
});
