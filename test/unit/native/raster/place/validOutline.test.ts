import { describe, expect, it } from "vitest";
import { boundsOf } from "../../../../../models/vocabulary/bounds.ts";
import type { Footprint } from "../../../../../models/vocabulary/geometry.ts";
import { crsFromEpsg } from "../../../../../native/raster/place/crs/epsg.ts";
import { gridFootprint, validOutline } from "../../../../../native/raster/place/footprint.ts";
import { outlineOf } from "../../../../../native/raster/place/maskOutline.ts";
import { projectionOf } from "../../../../../native/raster/place/projection.ts";
import { gridOf, northUp, utm, wgs84 } from "../../../../support/grids.ts";
import { Random } from "../../../../support/random.ts";

function maskOf(width: number, height: number, isValid: (column: number, row: number) => boolean) {
  const at = (index: number) => [index % width, Math.floor(index / width)] as const;
  return {
    width,
    height,
    valid: Uint8Array.from({ length: width * height }, (_, index) => (isValid(...at(index)) ? 1 : 0)),
  };
}

type Point = readonly [number, number];
const area = (ring: readonly Point[]) =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

/** Distance of a point outside a ring from it; 0 inside. */
function outside([x, y]: Point, ring: readonly Point[]): number {
  let isInside = false;
  let nearest = Infinity;
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
    const part = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    nearest = Math.min(nearest, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
  }
  return isInside ? 0 : nearest;
}

/** The farthest that a valid pixel reaches out of the outline, in pixels of the mask. */
function cutOff(mask: ReturnType<typeof maskOf>): number {
  const ring = outlineOf(mask)!;
  let most = 0;
  mask.valid.forEach((value, index) => {
    if (value === 0) return;
    const middle = [(index % mask.width) + 0.5, Math.floor(index / mask.width) + 0.5] as const;
    most = Math.max(most, outside(middle, ring));
  });
  return most;
}

const isClosedAndCounterClockwise = (ring: Footprint) =>
  ring.length > 3 && ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1] && area(ring) > 0;

describe("the outline of valid pixels", () => {
  const grid = northUp(utm(31), 10, 500_000, 5_000_000, 640);

  it("is the raster's own, with its exact corners, where all is valid, holes or not", () => {
    const all = maskOf(64, 64, () => true);
    const holed = maskOf(64, 64, (column, row) => Math.hypot(column - 30, row - 30) > 12);
    expect(validOutline(all, grid)).toEqual(gridFootprint(grid));
    expect(validOutline(holed, grid)).toEqual(gridFootprint(grid));
  });

  it("is null where nothing is valid", () => {
    expect(
      validOutline(
        maskOf(8, 8, () => false),
        grid,
      ),
    ).toBeNull();
  });

  it("follows a triangle to within a pixel of the mask, in few points", () => {
    const mask = maskOf(200, 200, (column, row) => column + row < 150);
    const ring = outlineOf(mask)!;
    expect(ring.length).toBeLessThanOrEqual(5);
    expect(Math.abs(Math.abs(area(ring)) - 150 * 151 * 0.5)).toBeLessThan(200);
    expect(cutOff(mask)).toBeLessThanOrEqual(1);
    const footprint = validOutline(mask, grid)!;
    expect(isClosedAndCounterClockwise(footprint)).toBe(true);
    const [west, south, east, north] = boundsOf(footprint);
    const whole = boundsOf(gridFootprint(grid));
    expect([west, north]).toEqual([expect.closeTo(whole[0], 4), expect.closeTo(whole[3], 4)]);
    expect((east - west) / (whole[2] - whole[0])).toBeCloseTo(0.75, 2);
    expect((north - south) / (whole[3] - whole[1])).toBeCloseTo(0.75, 2);
  });

  it("of one pixel is that pixel", () => {
    const ring = outlineOf(maskOf(9, 9, (column, row) => column === 4 && row === 6))!;
    expect(new Set(ring.map(String))).toEqual(new Set(["4,6", "5,6", "5,7", "4,7"]));
  });

  it("of two islands is the hull that holds both, specks left out", () => {
    const islands = maskOf(
      100,
      100,
      (column, row) => Math.hypot(column - 20, row - 20) < 10 || Math.hypot(column - 70, row - 80) < 12,
    );
    expect(cutOff(islands)).toBe(0);
    const speck = maskOf(100, 100, (column, row) => column < 30 || (column === 90 && row === 90));
    expect(Math.max(...outlineOf(speck)!.map(([column]) => column))).toBe(30);
  });

  it("takes parts that touch at a corner for one", () => {
    const mask = maskOf(20, 20, (column, row) => column < 10 === row < 10);
    expect(Math.abs(area(outlineOf(mask)!))).toBe(200);
  });

  it("never cuts off a valid pixel by more than one pixel, on 200 random blobs", () => {
    const random = new Random(7);
    for (let trial = 0; trial < 200; trial++) {
      const bumps = Array.from({ length: random.whole(1, 4) }, () => [
        random.unit(),
        random.unit(),
        random.unit(),
      ]);
      const mask = maskOf(40, 30, (column, row) =>
        bumps.some(([x, y, r]) => Math.hypot(column - 40 * x!, row - 30 * y!) < 3 + 8 * r!),
      );
      const parts = outlineOf(mask);
      if (parts !== null) expect(cutOff(mask)).toBeLessThanOrEqual(1);
    }
  });

  it("of a thin slanting line keeps an area", () => {
    const mask = maskOf(60, 60, (column, row) => Math.abs(column - row) < 1);
    expect(Math.abs(area(outlineOf(mask)!))).toBeGreaterThan(25);
  });

  it("counts a cropped last column of a decimated mask by the step, not by the mask's width", () => {
    const wide = northUp(utm(31), 10, 500_000, 5_000_000, 95);
    const mask = { ...maskOf(10, 10, (column) => column < 5), columnStep: 10, rowStep: 10 };
    const [, , east] = boundsOf(validOutline(mask, wide)!);
    const [expected] = projectionOf(utm(31)).toLonLat(500_500, 5_000_000);
    expect(east).toBeCloseTo(expected, 4);
  });
});

describe("outlines beside the edges of the map", () => {
  it("go round a pole as a band from -180 to 180", () => {
    for (const [code, pole] of [
      [3031, -90],
      [3413, 90],
    ] as const) {
      const grid = {
        ...gridOf(crsFromEpsg(code)!, [1000, 0, -400_000, 0, -1000, 300_000], 700),
        height: 700,
      };
      const ring = gridFootprint(grid);
      expect(isClosedAndCounterClockwise(ring)).toBe(true);
      const [west, south, east, north] = boundsOf(ring);
      expect([west, east]).toEqual([-180, 180]);
      expect(pole < 0 ? south : north).toBe(pole);
      // The farthest corner lies 510 km from the pole.
      expect(Math.abs(pole < 0 ? north : south)).toBeGreaterThan(84);
      const edge = ring.filter(([, lat]) => Math.abs(lat) < 90).map(([lon]) => lon);
      const eastward = edge.at(-1) === edge[0] ? edge.slice(0, -1) : edge;
      const sorted = [...eastward].sort((one, two) => one - two);
      expect([sorted, [...sorted].reverse()]).toContainEqual(eastward);
    }
  });

  it("of the whole Earth have the bounds of the whole Earth, wherever they start", () => {
    for (const west of [-180, -179.999997728, 0, -20])
      expect(
        boundsOf(gridFootprint({ ...gridOf(wgs84, [1, 0, west, 0, -1, 90], 360), height: 180 })),
      ).toEqual([-180, -90, 180, 90]);
  });

  it("have longitudes from 0 to 360 at home between -180 and 180", () => {
    const ring = gridFootprint(gridOf(wgs84, [0.0001, 0, 200, 0, -0.0001, 19.5], 100));
    expect(boundsOf(ring)).toEqual([-160, 19.49, -159.99, 19.5].map((value) => expect.closeTo(value, 9)));
  });

  it("of a geostationary image are the disc of the Earth", () => {
    const crs = {
      ...utm(31),
      epsg: null,
      proj4: "+proj=geos +lon_0=-75 +h=35786023 +ellps=GRS80 +units=m +no_defs +sweep=x",
    };
    const ring = gridFootprint(
      gridOf(crs, [20054.962950561665, 0, -5434895.08164, 0, -20054.962950561665, 5434895.08164], 542),
    );
    expect(isClosedAndCounterClockwise(ring)).toBe(true);
    const [west, south, east, north] = boundsOf(ring);
    expect([west, east]).toEqual([expect.closeTo(-75 - 79, -1), expect.closeTo(-75 + 79, -1)]);
    expect([south, north]).toEqual([expect.closeTo(-79, -1), expect.closeTo(79, -1)]);
  });
});
