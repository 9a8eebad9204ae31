import { describe, expect, it } from "vitest";
import { placesOf } from "../../../../../native/raster/place/placeMesh.ts";

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

  it("asks for the corners of its mesh and the middles between only, where the map is straight", () => {
    let askedCount = 0;
    placesOf(256, 4, (column, row) => {
      askedCount++;
      return [column, row];
    });
    expect(askedCount).toBe(25 + 16);
  });

  it("follows a map that bends to a fiftieth of a pixel, and a seam pixel by pixel", () => {
    const bend = (column: number, row: number) =>
      [column + 6 * Math.sin(row / 30), row + (column < 100 ? 0 : 5000)] as const;
    let askedCount = 0;
    const { columns, rows } = placesOf(256, 4, (column, row) => {
      askedCount++;
      return bend(column, row);
    });
    for (let index = 0; index < 256 * 256; index++) {
      const [column, row] = bend((index % 256) + 0.5, Math.floor(index / 256) + 0.5);
      expect(Math.hypot(columns[index]! - column, rows[index]! - row)).toBeLessThan(0.05);
    }
    expect(askedCount).toBeLessThan(256 * 256 * 0.2);
  });

  it("says nowhere for what lies beyond the projection, and only for that", () => {
    const { columns } = placesOf(64, 4, (column, row) => [column < 41.3 ? column : Number.NaN, row]);
    for (let index = 0; index < 64 * 64; index++)
      expect(Number.isNaN(columns[index]!)).toBe((index % 64) + 0.5 >= 41.3);
  });
});
