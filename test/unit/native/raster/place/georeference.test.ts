import { describe, expect, it } from "vitest";
import type { Transform } from "../../../../../models/vocabulary/geometry.ts";
import type { Crs } from "../../../../../models/vocabulary/raster.ts";
import { toMap } from "../../../../../native/raster/place/affine.ts";
import { fitGcps, type GroundControlPoint } from "../../../../../native/raster/place/gcps.ts";
import { georeferenceOf, georeferenceOfGcps } from "../../../../../native/raster/place/georeference.ts";
import {
  cornersOf,
  liesOnEarth,
  mapToPixel,
  pixelToMap,
} from "../../../../../native/raster/place/gridPlaces.ts";
import {
  georeferenceFromPam,
  transformFromWorldFile,
} from "../../../../../native/raster/place/sideGeoreference.ts";
import { utm, wgs84 } from "../../../../support/grids.ts";
import { Random } from "../../../../support/random.ts";

const none = { matrix: [], pixelScale: [], tiePoints: [], isPixelPoint: false };
const size = { width: 400, height: 300 };
const turned: Transform = [9, 4, 691_690, 4, -9, 4_968_910];

/** Control points on a lattice, placed by `place`. */
function lattice(
  place: (column: number, row: number) => readonly [number, number],
  across = 5,
  down = 4,
): GroundControlPoint[] {
  return Array.from({ length: across * down }, (_, index) => {
    const column = ((index % across) * size.width) / (across - 1);
    const row = (Math.floor(index / across) * size.height) / (down - 1);
    const [x, y] = place(column, row);
    return { column, row, x, y };
  });
}

const tagsOf = (points: readonly GroundControlPoint[]) =>
  points.flatMap(({ column, row, x, y }) => [column, row, 0, x, y, 0]);

/** Bent as radar is: a hundredth of the width at the edges. */
const bend = (column: number, row: number) => {
  const [u, v] = [column / 200 - 1, row / 150 - 1];
  return toMap(turned, column + 4 * u * u + 2 * u * v, row - 3 * v * v + u * u * v);
};

describe("georeferenceOf", () => {
  it("takes the matrix, or scale and tie point, and moves pixel-is-point by half a pixel", () => {
    const matrix = [9, 4, 0, 691_690, 4, -9, 0, 4_968_910, 0, 0, 0, 0, 0, 0, 0, 1];
    expect(georeferenceOf({ ...none, matrix }, size)).toEqual({ transform: turned });
    const tied = { ...none, pixelScale: [10, 20, 0], tiePoints: [2, 3, 0, 1000, 5000, 0] };
    expect(georeferenceOf(tied, size)).toEqual({ transform: [10, 0, 980, 0, -20, 5060] });
    expect(georeferenceOf({ ...tied, isPixelPoint: true }, size)).toEqual({
      transform: [10, 0, 975, 0, -20, 5070],
    });
  });

  it("is null where nothing is said, and refuses a transform that flattens the image", () => {
    expect(georeferenceOf(none, size)).toBeNull();
    expect(georeferenceOf({ ...none, tiePoints: [0, 0, 0, 5, 5, 0] }, size)).toBeNull();
    const matrix = [1, 2, 0, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    expect(georeferenceOf({ ...none, matrix }, size)).toHaveProperty("problem");
    expect(georeferenceOf({ ...none, matrix: matrix.fill(Number.NaN) }, size)).toHaveProperty("problem");
  });

  it("lets further tie points repeat the first, and takes them for control points where they do not", () => {
    const plain: Transform = [10, 0, 1000, 0, -10, 5000];
    const repeated = lattice((column, row) => toMap(plain, column, row), 2, 2);
    const tags = { ...none, pixelScale: [10, 10, 0], tiePoints: tagsOf(repeated) };
    expect(georeferenceOf(tags, size)).toEqual({ transform: plain });
    const other = { ...tags, tiePoints: tagsOf(lattice((column, row) => toMap(turned, column, row), 2, 2)) };
    expect(georeferenceOf(other, size)).toMatchObject({ transform: turned });
  });

  it("finds the exact straight map of control points, pixel-is-point included, and says so", () => {
    const tiePoints = tagsOf(lattice((column, row) => toMap(turned, column, row)));
    expect(georeferenceOf({ ...none, tiePoints }, size)).toEqual({
      transform: turned,
      evidence: "Placed by 20 ground control points, which a straight map fits exactly.",
    });
    const [a, b, c, d, e, f] = turned;
    expect(georeferenceOf({ ...none, tiePoints, isPixelPoint: true }, size)).toMatchObject({
      transform: [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2],
    });
  });

  it("keeps control points across the antimeridian in one piece", () => {
    const points = lattice((column, row) => [
      179.99 + column * 1e-4 - (column > 100 ? 360 : 0),
      -16 - row * 1e-4,
    ]);
    expect(georeferenceOfGcps(points, size, true)).toMatchObject({
      transform: [1e-4, 0, 179.99, 0, -1e-4, -16],
    });
    expect(georeferenceOfGcps(points, size, false)).toHaveProperty("problem");
  });

  it("says why control points do not place an image", () => {
    const random = new Random(4);
    const wild = lattice((column, row) => toMap(turned, column + random.between(-20, 20), row));
    expect(georeferenceOfGcps(wild, size, false)).toMatchObject({
      problem: expect.stringMatching(
        /^no map fits its 20 ground control points: the best is off by \d+\.\d pixels$/,
      ),
    });
    const line = lattice((column) => [column * 10, 5], 5, 2).slice(0, 5);
    const nowhere = lattice(() => [Number.NaN, 5], 5, 2).slice(0, 5);
    const onePlace = lattice(() => [5, 5], 5, 2).slice(2, 7);
    for (const points of [line, nowhere, onePlace])
      expect(georeferenceOfGcps(points, size, false)).toMatchObject({
        problem: "its 5 ground control points lie on a line or are too few to place it",
      });
  });
});

describe("fitGcps", () => {
  it("bends the map where a straight one would not do, and leads back to every pixel", () => {
    const fit = fitGcps(lattice(bend, 7, 6), size);
    if (fit.kind !== "bent") throw new Error(fit.kind);
    expect(fit.order).toBe(3);
    expect(fit.residualPixels).toBeLessThan(1e-6);
    const [there, back] = [pixelToMap(fit), mapToPixel(fit)];
    for (const [column, row] of [
      [0, 0],
      [400, 300],
      [13.7, 251.2],
      [200, 150],
    ] as const) {
      const [x, y] = bend(column, row);
      expect(there(column, row)).toEqual([expect.closeTo(x, 5), expect.closeTo(y, 5)]);
      expect(back(x, y)).toEqual([expect.closeTo(column, 5), expect.closeTo(row, 5)]);
    }
  });

  it("smooths points that are noisy within a pixel", () => {
    const random = new Random(5);
    const noisy = lattice(
      (column, row) => bend(column + random.between(-0.4, 0.4), row + random.between(-0.4, 0.4)),
      12,
      10,
    );
    const fit = fitGcps(noisy, size);
    if (fit.kind !== "bent") throw new Error(fit.kind);
    const there = pixelToMap(fit);
    const [x, y] = bend(100, 100);
    const [atX, atY] = there(100, 100);
    // A pixel is 9.85 m.
    expect(Math.hypot(atX - x, atY - y)).toBeLessThan(3);
  });

  it("takes the straight map of few points within 1.5 pixels, and refuses it beyond", () => {
    const off = (pixels: number) => {
      const points = lattice((column, row) => toMap(turned, column, row), 2, 2);
      return fitGcps([{ ...points[0]!, x: points[0]!.x + 9.85 * pixels }, ...points.slice(1)], size).kind;
    };
    expect([off(0.1), off(4), off(10)]).toEqual(["straight", "straight", "contradictory"]);
  });
});

describe("georeferences beside the raster", () => {
  it("a world file places the middle of the first pixel", () => {
    expect(transformFromWorldFile("10\n0\n0\n-10\n691695\n4968905\n")).toEqual([
      10, 0, 691_690, 0, -10, 4_968_910,
    ]);
    expect(transformFromWorldFile("9,0\r\n4,0\r\n4,0\r\n-9,0\r\n100\r\n200")).toEqual([
      9, 4, 93.5, 4, -9, 202.5,
    ]);
    for (const text of ["", "1 2 3", "1\n0\n0\n0\n5\n5", "a\nb\nc\nd\ne\nf", "<html></html>"])
      expect(transformFromWorldFile(text)).toBeNull();
  });

  it("a side file of GDAL gives CRS, transform and control points", () => {
    const xml = `<PAMDataset>
  <SRS dataAxisToSRSAxisMapping="2,1">GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]]]</SRS>
  <GeoTransform>  6.9169e+05,  1.0e+01,  0.0,  4.96891e+06,  0.0, -1.0e+01</GeoTransform>
  <PAMRasterBand band="1"><Description>a &lt; b</Description></PAMRasterBand>
</PAMDataset>`;
    expect(georeferenceFromPam(xml)).toEqual({
      wkt: 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]]]',
      transform: [10, 0, 691_690, 0, -10, 4_968_910],
      gcps: [],
    });
    const points = `<PAMDataset><GCPList Projection='LOCAL_CS["x"]'><GCP Id="1" Pixel="0.5" Line="2" X="7" Y="8" Z="0" /></GCPList></PAMDataset>`;
    expect(georeferenceFromPam(points)).toEqual({
      wkt: 'LOCAL_CS["x"]',
      transform: null,
      gcps: [{ column: 0.5, row: 2, x: 7, y: 8 }],
    });
    for (const other of [
      "",
      "no xml",
      "<PAMDataset></PAMDataset>",
      "<a><b></a>",
      "<PAMDataset><GCPList/></PAMDataset>",
    ])
      expect(georeferenceFromPam(other)).toBeNull();
  });
});

describe("liesOnEarth", () => {
  it("refuses metres that are said to be degrees, and grids beyond a projection, but lets a disc see space", () => {
    const metres: Transform = [10, 0, 500_000, 0, -10, 5_000_000];
    const at = (crs: Crs, transform: Transform) => liesOnEarth({ width: 500, height: 500, transform, crs });
    expect([at(utm(31), metres), at(wgs84, metres)]).toEqual([true, false]);
    expect(at(utm(31), [1e6, 0, 500_000, 0, -1e6, 5_000_000])).toBe(false);
    const geos = {
      ...utm(31),
      proj4: "+proj=geos +lon_0=-75 +h=35786023 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs",
    };
    expect([
      at(geos, [22_000, 0, -5.5e6, 0, -22_000, 5.5e6]),
      at(geos, [10, 0, 5.5e6, 0, -10, 5.5e6]),
    ]).toEqual([true, false]);
  });
});

describe("cornersOf", () => {
  it("lists upper left, upper right, lower right and lower left, as the raster has them", () => {
    const grid = { width: 10, height: 20, transform: [1, 0, 175, 0, -1, 50] as const, crs: wgs84 };
    expect(cornersOf(grid)).toEqual([
      [175, 50],
      [185, 50],
      [185, 30],
      [175, 30],
    ]);
  });
});
