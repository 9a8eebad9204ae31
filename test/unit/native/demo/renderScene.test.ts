import { describe, expect, it } from "vitest";
import { burn, clearCut } from "../../../../native/demo/events.ts";
import { type Landscape, makeLandscape } from "../../../../native/demo/landscape.ts";
import type { Patch } from "../../../../native/demo/patches.ts";
import { renderScene } from "../../../../native/demo/renderScene.ts";
import { planScenes, type ScenePlan } from "../../../../native/demo/sceneDates.ts";
import { demoBandCount } from "../../../../native/demo/spectra.ts";

const size = 128;
const landscape = makeLandscape({ seed: 1, size });
const red = 2;
const nir = 6;
const swir16 = 8;

function planOn(date: string, more: Partial<ScenePlan> = {}): ScenePlan {
  const year = Number(date.slice(0, 4));
  const dayOfYear = (Date.parse(date) - Date.UTC(year, 0, 1)) / 86_400_000 + 1;
  return { date, year, dayOfYear, seed: year + dayOfYear, cloudTarget: 0, swathEdge: null, ...more };
}

type IsMeant = (patch: Patch, pixel: number) => boolean;

/** Mean reflectance of the meant pixels in a band. */
function meanOn(date: string, band: number, isMeant: IsMeant): number {
  const { samples } = renderScene(landscape, planOn(date));
  const { patches, patchOf } = landscape;
  const values: number[] = [];
  for (let pixel = 0; pixel < size * size; pixel++) {
    if (isMeant(patches[patchOf[pixel]!]!, pixel)) values.push(samples[band * size * size + pixel]! / 10_000);
  }
  expect(values.length).toBeGreaterThan(50);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function ndviOn(date: string, isMeant: IsMeant): number {
  const [low, high] = [meanOn(date, red, isMeant), meanOn(date, nir, isMeant)];
  return (high - low) / (high + low);
}

const isQuiet = ({ felled, burnt }: Landscape, pixel: number) => felled[pixel]! + burnt[pixel]! === 0;
const conifers: IsMeant = (patch, pixel) =>
  patch.kind === "stand" && patch.coniferFraction > 0.9 && isQuiet(landscape, pixel);
const broadleaves: IsMeant = (patch, pixel) =>
  patch.kind === "stand" && patch.coniferFraction < 0.2 && isQuiet(landscape, pixel);
const fields: IsMeant = (patch) => patch.kind === "field";
const water: IsMeant = (patch, pixel) => patch.kind === "water" && landscape.paved[pixel] === 0;
const isStand = (patch: Patch) => patch.kind === "stand";
const felled: IsMeant = (patch, pixel) => isStand(patch) && landscape.felled[pixel]! > 0.9;
const burnt: IsMeant = (patch, pixel) => isStand(patch) && landscape.burnt[pixel]! > 0.8;

describe("renderScene", () => {
  it("draws the same scene from the same seed and another from another", () => {
    const plan = planOn("2019-06-20", { cloudTarget: 0.3 });
    const again = renderScene(makeLandscape({ seed: 1, size }), plan);
    const other = renderScene(makeLandscape({ seed: 2, size }), plan);
    const { samples } = renderScene(landscape, plan);
    expect(Buffer.compare(bytesOf(again.samples), bytesOf(samples))).toBe(0);
    expect(Buffer.compare(bytesOf(other.samples), bytesOf(samples))).not.toBe(0);
  });

  it("keeps conifers green all year and takes the leaves of the others in winter", () => {
    expect(ndviOn("2019-07-15", conifers) - ndviOn("2019-02-10", conifers)).toBeLessThan(0.15);
    expect(ndviOn("2019-02-10", conifers)).toBeGreaterThan(0.6);
    expect(ndviOn("2019-07-15", broadleaves)).toBeGreaterThan(0.8);
    expect(ndviOn("2019-02-10", broadleaves)).toBeLessThan(0.55);
  });

  it("greens the fields in late spring and empties them after the harvest", () => {
    expect(ndviOn("2019-05-25", fields)).toBeGreaterThan(0.6);
    expect(ndviOn("2019-08-15", fields)).toBeLessThan(ndviOn("2019-05-25", fields) - 0.25);
  });

  it.each(["2019-02-10", "2019-07-15"])("leaves water below zero NDVI on %s", (date) => {
    expect(ndviOn(date, water)).toBeLessThan(0);
  });

  it("fells a stand once: less near infrared and NDVI, more short-wave infrared, for good", () => {
    expect(ndviOn("2020-07-20", felled)).toBeGreaterThan(0.75);
    for (const date of ["2021-03-05", "2021-07-20", "2022-07-20", "2023-07-20"]) {
      const before = `2020${date.slice(4)}`;
      expect(date > clearCut.cutAt).toBe(true);
      expect(ndviOn(date, felled)).toBeLessThan(ndviOn(before, felled) - 0.2);
      expect(meanOn(date, swir16, felled)).toBeGreaterThan(meanOn(before, swir16, felled) + 0.1);
    }
    expect(meanOn("2021-03-05", red, felled)).toBeGreaterThan(2 * meanOn("2020-03-05", red, felled));
  });

  it("burns a stand that is green again after fourteen months", () => {
    const before = ndviOn("2019-07-20", burnt);
    expect(ndviOn("2020-07-20", burnt)).toBeLessThan(before - 0.3);
    expect(meanOn("2020-07-20", nir, burnt)).toBeLessThan(0.5 * meanOn("2019-07-20", nir, burnt));
    expect(Math.abs(ndviOn("2022-07-20", burnt) - before)).toBeLessThan(0.03);
    expect(Math.abs(ndviOn(burn.recoveredAt, burnt) - ndviOn("2019-09-01", burnt))).toBeLessThan(0.03);
  });

  it("writes 0 beyond the swath's edge and nowhere else", () => {
    const { samples, nodataFraction } = renderScene(landscape, planOn("2019-01-20", { swathEdge: 0.6 }));
    const zeros = samples.reduce((count, sample) => count + (sample === 0 ? 1 : 0), 0);
    expect(nodataFraction).toBeGreaterThan(0.2);
    expect(zeros / samples.length).toBeCloseTo(nodataFraction, 10);
    const pixels = Array.from({ length: size * size }, (_, pixel) => pixel);
    const isZero = (pixel: number, band: number) => samples[band * size * size + pixel] === 0;
    expect(pixels.every((pixel) => isZero(pixel, 0) === isZero(pixel, demoBandCount - 1))).toBe(true);
    expect(renderScene(landscape, planOn("2019-01-20")).samples.includes(0)).toBe(false);
  });

  it("brightens what clouds cover and darkens what they shade", () => {
    const plan = planOn("2019-06-20", { cloudTarget: 0.4 });
    const clear = renderScene(landscape, { ...plan, cloudTarget: 0 }).samples;
    const { samples, cloudFraction } = renderScene(landscape, plan);
    const blue = Array.from({ length: size * size }, (_, pixel) => samples[pixel]! - clear[pixel]!);
    expect(cloudFraction).toBeGreaterThan(0.15);
    expect(cloudFraction).toBeLessThan(0.5);
    expect(blue.filter((difference) => difference > 2000).length).toBeGreaterThan(0.1 * size * size);
    expect(blue.filter((difference) => difference < -40).length).toBeGreaterThan(0.03 * size * size);
  });
});

describe("planScenes", () => {
  const plans = planScenes(1);

  it("spreads 36 dates over five years, in order and none twice", () => {
    const dates = plans.map(({ date }) => date);
    expect(new Set(dates).size).toBe(36);
    expect(dates).toEqual([...dates].sort());
    expect(new Set(plans.map(({ year }) => year))).toEqual(new Set([2019, 2020, 2021, 2022, 2023]));
  });

  it("has clouds on some dates, gaps on a few, and shows the first scene after each event whole", () => {
    expect(plans.filter(({ cloudTarget }) => cloudTarget > 0).length).toBeGreaterThan(8);
    expect(plans.filter(({ swathEdge }) => swathEdge !== null).length).toBeGreaterThan(1);
    for (const day of [clearCut.cutAt, burn.burntAt]) {
      expect(plans.find(({ date }) => date >= day)).toMatchObject({ cloudTarget: 0, swathEdge: null });
    }
  });
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint16Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
