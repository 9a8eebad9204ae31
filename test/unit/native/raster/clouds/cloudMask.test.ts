import { describe, expect, it } from "vitest";
import { pixelClass } from "../../../../../models/clouds/pixelClass.ts";
import type { CloudReport } from "../../../../../native/contract/intake.ts";
import { cloudSourceOf } from "../../../../../native/raster/clouds/cloudSource.ts";
import { cloudClasses, cloudsOf } from "../../../../../native/raster/clouds/cloudsOf.ts";
import { openCloudMask } from "../../../../../native/raster/clouds/openCloudMask.ts";
import type { RasterFile } from "../../../../../native/raster/pixels/rasterFile.ts";
import { windowPlaces } from "../../../../../native/raster/place/placeMesh.ts";
import { gridOf, northUp, utm } from "../../../../support/grids.ts";
import { Random } from "../../../../support/random.ts";
import { planeRaster } from "../../../../support/rasters.ts";

const scl = { kind: "sentinel-2-scl", path: "/scene/SCL_20m.tif" };
/** 8 x 8 pixels of 10 m. */
const grid = northUp(utm(31), 10, 500_000, 5_000_000, 8);
const whole = { column: 0, row: 0, width: 8, height: 8 };

/** A mask of 20 m: cloud in the upper left quarter, snow in the lower right one. */
const quarters = (said: Partial<RasterFile> = {}) =>
  planeRaster(
    [
      Uint8Array.from({ length: 16 }, (_, index) =>
        index % 4 < 2 ? (index < 8 ? 9 : 4) : index < 8 ? 4 : 11,
      ),
    ],
    4,
    { transform: [20, 0, 500_000, 0, -20, 5_000_000], ...said },
  );

async function classesOf(raster: RasterFile, window = whole, sceneGrid = grid): Promise<string> {
  const outcome = await openCloudMask(scl, sceneGrid, async () => raster);
  if (outcome.kind === "unused") return outcome.sentence;
  return [...(await outcome.mask.classesAt(windowPlaces(window, window)))].join("");
}

const { clear, cloud, snow } = pixelClass;

describe("a cloud mask over a scene", () => {
  it("of 20 m lies over pixels of 10 m", async () => {
    const top = `${cloud}`.repeat(4) + `${clear}`.repeat(4);
    const bottom = `${clear}`.repeat(4) + `${snow}`.repeat(4);
    expect(await classesOf(quarters())).toBe(top.repeat(4) + bottom.repeat(4));
  });

  it("gives nodata beyond its extent", async () => {
    const shifted = quarters({ transform: [20, 0, 500_040, 0, -20, 5_000_040] });
    // Its lower left quarter (clear) lies over the upper right of the scene, its right half beyond.
    expect(await classesOf(shifted, { ...whole, height: 1 })).toBe("0000".concat("1111"));
    expect(await classesOf(shifted, { column: 0, row: 4, width: 8, height: 1 })).toBe("00000000");
  });

  it("is read only as far as the window reaches", async () => {
    const raster = quarters();
    await classesOf(raster, { column: 6, row: 6, width: 2, height: 2 });
    expect(raster.reader.pixelsRead()).toBe(1);
  });

  it("follows a rotated scene", async () => {
    // The scene's columns run south, its rows east.
    const turned = gridOf(utm(31), [0, 10, 500_000, -10, 0, 5_000_000], 8);
    expect(await classesOf(quarters(), { column: 0, row: 0, width: 8, height: 1 }, turned)).toBe("55551111");
  });

  it("in another CRS, without a place, beside the scene, of another kind or unreadable is not used, and it is said why", async () => {
    expect(await classesOf(quarters({ crs: utm(32) }))).toBe(
      "The cloud mask SCL_20m.tif is not used: it is in UTM 32, the scene in UTM 31.",
    );
    expect(await classesOf(quarters({ transform: null }))).toContain("does not say where it lies");
    expect(await classesOf(quarters({ transform: [20, 0, 900_000, 0, -20, 5_000_000] }))).toContain(
      "lies beside the scene",
    );
    const udm2 = await openCloudMask({ ...scl, kind: "planetscope-udm2" }, grid, async () => quarters());
    expect(udm2).toMatchObject({
      kind: "unused",
      sentence: expect.stringContaining("it has 1 bands, too few"),
    });
    const broken = await openCloudMask(scl, grid, () => Promise.reject(new Error("it ends early")));
    expect(broken).toMatchObject({ sentence: expect.stringContaining("it cannot be read (it ends early)") });
  });

  it("of many pixels is read in pieces, with the same answer as pixel by pixel", async () => {
    const width = 3000;
    const random = new Random(2);
    const values = Uint8Array.from({ length: width * width }, () => random.whole(0, 11));
    const raster = planeRaster([values], width, { transform: [1, 0, 500_000, 0, -1, 5_000_000] });
    const wide = northUp(utm(31), 100, 500_000, 5_000_000, 30);
    const all = await classesOf(raster, { column: 0, row: 0, width: 30, height: 30 }, wide);
    let one = "";
    for (let row = 0; row < 30; row++)
      one += await classesOf(raster, { column: 0, row, width: 30, height: 1 }, wide);
    expect(all).toBe(one);
  });
});

describe("clouds of a scene", () => {
  const pixels = (value: number) => ({
    width: 8,
    height: 8,
    bands: Array.from({ length: 3 }, () => new Float32Array(64).fill(value)),
    valid: new Uint8Array(64).fill(1),
  });
  const basis = {
    roles: ["blue", "green", "red"],
    scaling: { scale: 0.0001, offset: 0 },
    level: "surface",
  } as const;

  it("come from the mask where there is one", async () => {
    const outcome = await openCloudMask(scl, grid, async () => quarters());
    const mask = outcome.kind === "used" ? outcome.mask : null;
    const source = cloudSourceOf(mask, basis)!;
    const copy = pixels(100);
    expect(await cloudsOf(source, copy, () => windowPlaces(whole, copy))).toEqual<CloudReport>({
      fraction: 0.25,
      source: "mask",
      sentence: "25 % cloud, 25 % snow, from the Sentinel-2 scene classification SCL_20m.tif.",
    });
  });

  it("say how much of the scene the mask covers where it is not all", async () => {
    const half = quarters({ transform: [20, 0, 500_040, 0, -20, 5_000_000] });
    const outcome = await openCloudMask(scl, grid, async () => half);
    const source = cloudSourceOf(outcome.kind === "used" ? outcome.mask : null, basis)!;
    const copy = pixels(100);
    expect((await cloudsOf(source, copy, () => windowPlaces(whole, copy)))?.sentence).toBe(
      "50 % cloud, from the Sentinel-2 scene classification SCL_20m.tif, which covers 50 % of the scene.",
    );
  });

  it("are else an estimate, which says that it is one and what it cannot know", async () => {
    const source = cloudSourceOf(null, basis)!;
    const copy = pixels(6000);
    expect(await cloudsOf(source, copy, () => windowPlaces(whole, copy))).toEqual<CloudReport>({
      fraction: 1,
      source: "estimate",
      sentence:
        "About 100 % cloud: an estimate from the reflectances, which without a shortwave infrared band takes snow for cloud, and finds no shadows.",
    });
  });

  it("are unknown without a mask, and without reflectances of blue, green and red", async () => {
    expect(cloudSourceOf(null, null)).toBeNull();
    expect(cloudSourceOf(null, { ...basis, roles: ["green", "nir08", "swir16"] })).toBeNull();
  });

  it("of a reduced copy are sampled where its pixels lie", async () => {
    const outcome = await openCloudMask(scl, grid, async () => quarters());
    const source = cloudSourceOf(outcome.kind === "used" ? outcome.mask : null, null)!;
    const small = { ...pixels(1), width: 2, height: 2, valid: new Uint8Array(4).fill(1) };
    const classes = await cloudClasses(source, small, () => windowPlaces(whole, small, 4, 4));
    expect([...classes!]).toEqual([cloud, clear, clear, snow]);
  });
});
