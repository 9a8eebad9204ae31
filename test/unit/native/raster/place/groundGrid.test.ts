import { describe, expect, it } from "vitest";
import {
  cellBounds,
  cellTransform,
  groundGridOf,
  groundIdOf,
  planCells,
  sceneBoundsIn,
  sceneLocator,
} from "../../../../../native/raster/place/groundGrid.ts";
import { metricCrsAt } from "../../../../../native/raster/place/metricCrs.ts";
import { projectionOf } from "../../../../../native/raster/place/projection.ts";
import { feet, gridOf, northUp, utm, wgs84 } from "../../../../support/grids.ts";

const sentinel = [10, 20, 60];
/** A projected CRS without zones, whose axes cross on land. */
const laea = {
  ...utm(31),
  epsg: null,
  proj4: "+proj=laea +lat_0=52 +lon_0=10 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs",
};

describe("cells of the ground grid", () => {
  const ground = groundGridOf(northUp(utm(31), 10, 600_000, 5_000_000), sentinel, 32);

  it("cover [i*S, (i+1)*S) x [j*S, (j+1)*S) metres, S being chip pixels times ground sample distance", () => {
    expect(cellBounds(ground, { i: 3, j: 7 })).toEqual([960, 2240, 1280, 2560]);
    expect(cellBounds(ground, { i: -1, j: -2 })).toEqual([-320, -640, 0, -320]);
    expect(cellTransform(ground, { i: 3, j: 7 })).toEqual([10, 0, 960, 0, -10, 2560]);
  });

  it("have ids that name CRS, sample distance, chip size and cell, also for negative cells", () => {
    expect(groundIdOf(ground, { i: 3, j: -7 })).toBe("EPSG:32631_10m_32px_3_-7");
  });

  it("are planned from north to south and west to east, edges that are only touched left out", () => {
    const grid = northUp(utm(31), 10, 403_200, 6400, 64);
    expect(planCells(grid, groundGridOf(grid, sentinel, 32)).map(({ i, j }) => [i, j])).toEqual([
      [1260, 19],
      [1261, 19],
      [1260, 18],
      [1261, 18],
    ]);
  });

  it("are planned for every part of a scene that lies across the axes", () => {
    const grid = northUp(laea, 10, -100, 100, 20);
    expect(planCells(grid, groundGridOf(grid, sentinel, 32)).map(({ i, j }) => [i, j])).toEqual([
      [-1, 0],
      [0, 0],
      [-1, -1],
      [0, -1],
    ]);
  });

  it("are the same for scenes shifted by whole pixels, which both lie on the grid", () => {
    const moved = groundGridOf(northUp(utm(31), 10, 600_070, 5_000_130), sentinel, 32);
    expect(moved).toEqual(ground);
    expect(moved.isAligned).toBe(true);
  });
});

describe("groundGridOf", () => {
  it("sees a shift by a part of a pixel, and forgives a thousandth", () => {
    const isAligned = (x: number) => groundGridOf(northUp(utm(31), 10, x, 5_000_000), sentinel, 32).isAligned;
    expect([isAligned(600_000.005), isAligned(600_000.1), isAligned(600_005)]).toEqual([true, false, false]);
  });

  it("sees a pixel size that drifts off the grid over a wide scene", () => {
    const grid = northUp(utm(31), 10.0005, 600_000, 5_000_000, 1000);
    expect(groundGridOf(grid, sentinel, 32)).toMatchObject({ pixelSize: 10, isAligned: false });
  });

  it("gives a scene in degrees the UTM zone of its middle and the sensor's own sample distance", () => {
    const grid = gridOf(wgs84, [0.0001087, 0, -0.600986, 0, -0.0001087, 44.86682], 400);
    expect(groundGridOf(grid, sentinel, 64)).toMatchObject({
      crs: { epsg: 32630 },
      gsdMeters: 10,
      pixelSize: 10,
      isAligned: false,
    });
  });

  it("takes the southern zone south of the equator", () => {
    const grid = gridOf(wgs84, [0.0000919, 0, -48.05, 0, -0.0000919, -15.81], 400);
    expect(groundGridOf(grid, sentinel, 64)).toMatchObject({ crs: { epsg: 32722 }, gsdMeters: 10 });
  });

  it("takes polar stereographic metres near the poles", () => {
    const at = (lat: number) =>
      groundGridOf(gridOf(wgs84, [0.001, 0, 20, 0, -0.0001, lat], 50), sentinel, 64).crs.epsg;
    expect([at(86), at(-85)]).toEqual([32661, 32761]);
  });

  it("takes the zones of Norway and Svalbard as the standard has them", () => {
    const zoneAt = (lon: number, lat: number) => (metricCrsAt(lon, lat).epsg ?? 0) % 100;
    expect([zoneAt(4, 60), zoneAt(2.9, 60), zoneAt(4, 64), zoneAt(4, 55.9)]).toEqual([32, 31, 31, 31]);
    expect([8.9, 9, 20.9, 21, 32.9, 33, 41.9, 42].map((lon) => zoneAt(lon, 78))).toEqual([
      31, 33, 33, 35, 35, 37, 37, 38,
    ]);
    expect([zoneAt(180, 0), zoneAt(-180, 0), zoneAt(179.99, 0), zoneAt(540, 0), zoneAt(-0.1, 0)]).toEqual([
      1, 1, 60, 1, 30,
    ]);
  });

  it("gives a scene in a neighbouring UTM zone the zone that its middle lies in, and its half of the Earth", () => {
    const fromOther = (zone: number, lon: number, lat: number) => {
      const [x, y] = projectionOf(utm(zone)).fromLonLat(lon, lat);
      return groundGridOf(northUp(utm(zone), 10, Math.round(x), Math.round(y), 10), sentinel, 64);
    };
    expect(fromOther(32, 5.35, 49.28)).toMatchObject({
      crs: { epsg: 32631 },
      gsdMeters: 10,
      isAligned: false,
    });
    expect(fromOther(31, 5.35, 49.28)).toMatchObject({ crs: { epsg: 32631 } });
    // Landsat keeps northern zones south of the equator.
    expect(fromOther(23, -47, -15)).toMatchObject({ crs: { epsg: 32623 } });
    expect(fromOther(22, -47, -15)).toMatchObject({ crs: { epsg: 32623 } });
    expect(fromOther(-22, -47, -15)).toMatchObject({ crs: { epsg: 32723 } });
  });

  it("gives rasters too wide for a UTM zone an equal-area grid of the Earth", () => {
    const global = (west: number) => ({ ...gridOf(wgs84, [0.5, 0, west, 0, -0.5, 90], 720), height: 360 });
    for (const west of [-180, 0]) {
      const grid = global(west);
      const ground = groundGridOf(grid, [], 64);
      expect(ground).toMatchObject({ crs: { epsg: 6933 }, gsdMeters: expect.closeTo(51_000, -4) });
      const cells = planCells(grid, ground);
      // Half the Earth is 17,367.53 km by 7314.54 km in this CRS.
      const side = (ground.gsdMeters * 64) / 1000;
      const expected = Math.ceil(17_367.53 / side) * 2 * Math.ceil(7314.54 / side) * 2;
      expect([cells.length, new Set(cells.map(({ i }) => i)).size]).toEqual([
        expected,
        Math.ceil(17_367.53 / side) * 2,
      ]);
      const locate = sceneLocator(grid, ground.crs);
      const [x, y] = projectionOf(ground.crs).fromLonLat(-100.25, 40.25);
      expect(locate(x, y)).toEqual(
        [((-100.25 - west + 360) % 360) * 2, 99.5].map((value) => expect.closeTo(value, 6)),
      );
      expect(locate(0, 7_400_000)).toEqual([Number.NaN, Number.NaN]);
      expect(locate(17_400_000, 0)).toEqual([Number.NaN, Number.NaN]);
    }
    const arctic = { ...gridOf(wgs84, [0.5, 0, -180, 0, -0.5, 90], 720), height: 40 };
    expect(groundGridOf(arctic, [], 64).crs.epsg).toBe(32661);
  });

  it("lets scenes across the antimeridian lie in one zone", () => {
    const grid = gridOf(wgs84, [0.0001, 0, 179.99, 0, -0.0001, -16.5], 200);
    const ground = groundGridOf(grid, sentinel, 32);
    expect(ground).toMatchObject({ crs: { epsg: 32701 }, gsdMeters: 11 });
    const [minX, minY, maxX, maxY] = sceneBoundsIn(grid, ground.crs);
    expect([maxX - minX, maxY - minY].every((side) => side > 2000 && side < 2300)).toBe(true);
    const locate = sceneLocator(grid, ground.crs);
    const [x, y] = projectionOf(ground.crs).fromLonLat(-179.995, -16.51);
    expect(locate(x, y)).toEqual([150, 100].map((value) => expect.closeTo(value, 5)));
  });

  it("leaves out cells in space beside the disc of a geostationary image", () => {
    const crs = {
      ...laea,
      proj4: "+proj=geos +lon_0=-75 +h=35786023 +ellps=GRS80 +units=m +no_defs +sweep=x",
    };
    const grid = gridOf(crs, [20_000, 0, -5_440_000, 0, -20_000, 5_440_000], 544);
    const cells = planCells(grid, groundGridOf(grid, [], 32));
    expect(cells.length).toBeLessThan(17 * 17 * 0.9);
    expect(cells.length).toBeGreaterThan(17 * 17 * 0.78);
  });

  it("gives pixels that are not square the square of their area, resampled", () => {
    const grid = gridOf(utm(31), [20, 0, 600_000, 0, -5, 5_000_000]);
    const ground = groundGridOf(grid, sentinel, 32);
    expect(ground).toMatchObject({ crs: { epsg: 32631 }, isAligned: false });
    expect(ground.pixelSize).toBeCloseTo(10, 6);
  });

  it("resamples rotated scenes at their own sample distance", () => {
    const [cos, sin] = [Math.cos(0.4), Math.sin(0.4)];
    const grid = gridOf(utm(31), [10 * cos, -10 * sin, 600_000, -10 * sin, -10 * cos, 5_000_000]);
    expect(groundGridOf(grid, sentinel, 32)).toMatchObject({ gsdMeters: 10, isAligned: false });
  });

  it("counts in the units of the CRS and says metres", () => {
    const grid = northUp(feet, 10, 6_000_000, 2_000_000);
    const ground = groundGridOf(grid, [], 32);
    expect(ground.pixelSize).toBe(10);
    expect(ground.gsdMeters).toBeCloseTo(3.048006, 6);
    expect(cellBounds(ground, { i: 1, j: 0 })).toEqual([320, 0, 640, 320]);
    expect(groundIdOf(ground, { i: 1, j: 0 })).toBe("EPSG:2225_3.04801m_32px_1_0");
  });

  it("tells CRSs without a code apart by their definition", () => {
    const ids = ["+lon_0=3", "+lon_0=4"].map((lon) => {
      const crs = { ...utm(31), epsg: null, proj4: `+proj=tmerc ${lon} +datum=WGS84 +units=m +no_defs` };
      return groundIdOf(groundGridOf(northUp(crs, 10, 0, 0), [], 32), { i: 0, j: 0 });
    });
    expect(ids[0]).toMatch(/^crs-[0-9a-f]{8}_10m_32px_0_0$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe("sceneLocator", () => {
  it("finds the pixel of a map coordinate", () => {
    expect(sceneLocator(northUp(utm(31), 10, 600_000, 5_000_000), utm(31))(600_025, 4_999_990)).toEqual([
      2.5, 1,
    ]);
  });

  it("goes through longitude and latitude into another CRS and comes back to the same pixel", () => {
    const grid = gridOf(wgs84, [0.0001, 0, 2.3, 0, -0.0001, 48.8]);
    const [minX, , , maxY] = sceneBoundsIn(grid, utm(31));
    const [column, row] = sceneLocator(grid, utm(31))(minX, maxY);
    expect(Math.hypot(column, row)).toBeLessThan(3);
  });
});
