import { describe, expect, it } from "vitest";
import { boundsOf } from "../../../../../models/vocabulary/bounds.ts";
import { gridFootprint, pixelFootprint } from "../../../../../native/raster/place/footprint.ts";
import { gridOf, northUp, utm, wgs84 } from "../../../../support/grids.ts";

/** Shoelace formula: positive when counter-clockwise. */
const area = (ring: readonly (readonly [number, number])[]) =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + ring[index]![0] * y - x * ring[index]![1], 0) / 2;

describe("an outline", () => {
  it("is a closed ring, counter-clockwise", () => {
    const ring = gridFootprint(northUp(utm(31), 10, 600_000, 5_000_000));
    expect(ring[0]).toEqual(ring.at(-1));
    expect(area(ring)).toBeGreaterThan(0);
    expect(ring.length).toBe(33);
  });

  it("is counter-clockwise also for a scene with south up", () => {
    const ring = gridFootprint(gridOf(wgs84, [0.125, 0, 5, 0, 0.125, 40]));
    expect(area(ring)).toBeGreaterThan(0);
    expect(boundsOf(ring)).toEqual([5, 40, 17.5, 52.5].map((degrees) => expect.closeTo(degrees, 9)));
  });

  it("lies where the projection says", () => {
    const [west, south, east, north] = boundsOf(gridFootprint(northUp(utm(31), 10, 500_000, 0, 100)));
    expect([west, north]).toEqual([expect.closeTo(3, 9), expect.closeTo(0, 9)]);
    expect([east, south]).toEqual([expect.closeTo(3.008983, 5), expect.closeTo(-0.0090469, 5)]);
  });

  it("goes on beyond 180 degrees where it crosses the antimeridian, and its box says west > east", () => {
    const ring = pixelFootprint([0.5, 0, 179.5, 0, -0.5, -16], wgs84, { width: 4, height: 2 });
    expect(ring.map(([lon]) => lon)).toEqual([179.5, 179.5, 181.5, 181.5, 179.5]);
    expect(boundsOf(ring)).toEqual([179.5, -17, -178.5, -16]);
  });

  it("stays in one piece across the antimeridian in a UTM zone at its edge", () => {
    const ring = gridFootprint(northUp(utm(-60), 1000, 800_000, 8_100_000, 50));
    const lons = ring.map(([lon]) => lon);
    expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(1);
    const [west, , east] = boundsOf(ring);
    expect([west > 0, east < 0]).toEqual([true, true]);
  });
});
