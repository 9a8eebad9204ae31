import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { estimateClouds } from "../../models/clouds/estimateClouds.ts";
import { classFractions, pixelClass } from "../../models/clouds/pixelClass.ts";
import { detectSensor } from "../../models/sensors/detectSensor.ts";
import type { Grid } from "../../models/vocabulary/raster.ts";
import { openCloudMask } from "../../native/raster/clouds/openCloudMask.ts";
import { windowPlaces } from "../../native/raster/place/placeMesh.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

const { nodata, cloud, thinCloud, shadow } = pixelClass;

interface Estimated {
  readonly classes: Uint8Array;
  readonly valid: Uint8Array;
  readonly grid: Grid;
}

const level = (path: string) =>
  /oscd|slovenia/.test(path) ? ("top-of-atmosphere" as const) : ("surface" as const);

/** Estimate over a whole scene of reflectances x 10000. */
async function estimate(path: string): Promise<Estimated> {
  const raster = await openTiffRaster(path);
  const { width, height, metadata, nodata: fill } = raster;
  const samples = Array.from({ length: raster.bandCount }, (_, sample) => sample);
  const planes = await raster.reader.read({ column: 0, row: 0, width, height }, samples);
  await raster.close();
  const match = detectSensor({
    fileName: raster.fileName,
    metadata: metadata.dataset,
    descriptions: samples.map((sample) => metadata.descriptions.get(sample) ?? ""),
    isRgb: false,
    hasAlpha: false,
    dataType: raster.dataType,
    gsdMeters: null,
    product: null,
  });
  if (match.kind !== "matched") throw new Error(`${path} is ${match.kind}`);
  const valid = new Uint8Array(width * height).map((_, index) =>
    planes.some((plane) => plane[index] === (fill ?? Number.NaN)) ? 0 : 1,
  );
  const bands = planes.map((digitalNumbers, index) => ({
    role: match.bands[index]!.role,
    digitalNumbers,
  }));
  const classes = estimateClouds({ bands, valid, scaling: { scale: 1e-4, offset: 0 }, level: level(path) });
  const grid = { width, height, transform: raster.transform!, crs: raster.crs as Grid["crs"] };
  return { classes: classes!, valid, grid };
}

/** Classes of a mask at every pixel of a scene, by the way that chips go. */
async function maskOf(kind: string, path: string, grid: Grid): Promise<Uint8Array> {
  const outcome = await openCloudMask({ kind, path }, grid, openTiffRaster);
  if (outcome.kind === "unused") throw new Error(outcome.sentence);
  const classes = await outcome.mask.classesAt(windowPlaces({ column: 0, row: 0 }, grid));
  await outcome.mask.close();
  return classes;
}

const isCloud = (value: number) => value === cloud || value === thinCloud;

/** Pixels that both know: found and missed clouds, false ones and clear ground. Cloud shadows are left out. */
class Agreement {
  found = 0;
  missed = 0;
  falseOnes = 0;
  clear = 0;

  add({ classes, valid }: Pick<Estimated, "classes" | "valid">, reference: Uint8Array) {
    for (let index = 0; index < classes.length; index++) {
      if (valid[index] === 0 || reference[index] === nodata || reference[index] === shadow) continue;
      if (isCloud(reference[index]!)) isCloud(classes[index]!) ? this.found++ : this.missed++;
      else isCloud(classes[index]!) ? this.falseOnes++ : this.clear++;
    }
  }

  get recall() {
    return this.found / (this.found + this.missed);
  }

  get falseAlarms() {
    return this.falseOnes / (this.falseOnes + this.clear);
  }

  get balancedAccuracy() {
    return (this.recall + 1 - this.falseAlarms) / 2;
  }
}

const lines: string[] = [];
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const note = (name: string, agreement: Agreement) => {
  lines.push(
    `${name}: balanced accuracy ${percent(agreement.balancedAccuracy)}, clouds found ${percent(agreement.recall)}, false alarms ${percent(agreement.falseAlarms)}`,
  );
};
const notePair = (name: string, one: Pick<Estimated, "classes" | "valid">, reference: Uint8Array | null) => {
  const share = (classes: Uint8Array) => classFractions(classes, one.valid)?.cloud ?? Number.NaN;
  const against = reference === null ? "" : `, mask ${percent(share(reference))}`;
  lines.push(`  ${name}: estimate ${percent(share(one.classes))}${against}`);
};

afterAll(() => console.log(lines.join("\n")));

const filesIn = (folder: string, pattern: RegExp) => {
  const path = sharedPath(`data/${folder}`);
  return path === null
    ? []
    : readdirSync(path)
        .filter((name) => pattern.test(name))
        .sort()
        .map((name) => `${path}/${name}`);
};

describe("the estimate of clouds against masks of others", () => {
  it("Landsat surface reflectance and Fmask (Chiapas, a clear and a cloudy date)", async ({ skip }) => {
    if (sharedPath("data/landcover") === null) return skip(noSharedData);
    const agreement = new Agreement();
    const fractions: number[] = [];
    for (const path of filesIn("landcover", /^chiapas_\d+\.tif$/)) {
      const one = await estimate(path);
      const mask = await maskOf("fmask", path.replace(".tif", "_fmask.tif"), one.grid);
      agreement.add(one, mask);
      fractions.push(classFractions(mask, one.valid)!.cloud, classFractions(one.classes, one.valid)!.cloud);
      notePair(basename(path), one, mask);
    }
    note("chiapas", agreement);
    expect(fractions[0]).toBe(0);
    expect(fractions[1]).toBeLessThan(0.005);
    expect(fractions[2]).toBeCloseTo(0.203, 2);
    // Fmask grows its clouds by three pixels and knows their temperature: thin rims are in it and not in the estimate.
    expect(agreement.balancedAccuracy).toBeGreaterThan(0.75);
  });

  it("Sentinel-2 surface reflectance and MAJA (fordead)", async ({ skip }) => {
    const masks = filesIn("timeseries/fordead31ufq/masks", /_clm\.tif$/);
    if (masks.length === 0) return skip(noSharedData);
    const agreement = new Agreement();
    for (const mask of masks) {
      const one = await estimate(mask.replace("/masks/", "/").replace("_clm", ""));
      const reference = await maskOf("maja-clm", mask, one.grid);
      agreement.add(one, reference);
      notePair(basename(mask), one, reference);
    }
    note("fordead", agreement);
    // MAJA compares dates and grows its clouds by hundreds of metres: whole dates of haze at 2 % blue are cloud in it.
    expect(agreement.balancedAccuracy).toBeGreaterThan(0.6);
    expect(agreement.falseAlarms).toBeLessThan(0.12);
  });

  it("finds none on the clear dates of fordead", async ({ skip }) => {
    if (sharedPath("data/timeseries") === null) return skip(noSharedData);
    const clearDates =
      /_(20160607|20170622|20180508|20180627|20180826|20181015|20190222|20190319|20190329|20190418|20190602|20190717|20190910|20200407|20200527)\.tif$/;
    for (const path of filesIn("timeseries/fordead31ufq", clearDates)) {
      const { classes, valid } = await estimate(path);
      expect([basename(path), classFractions(classes, valid)!.cloud < 0.01]).toEqual([basename(path), true]);
    }
  });

  it.for(["earthnet29sqc_a", "earthnet29sqc_b"])(
    "Sentinel-2 surface reflectance without shortwave infrared (%s)",
    async (set, { skip }) => {
      const masks = filesIn(`timeseries/${set}/masks`, /_mask\.tif$/);
      if (masks.length === 0) return skip(noSharedData);
      const dates: { masked_fraction?: number; file: string | null }[] = JSON.parse(
        readFileSync(sharedPath(`data/timeseries/${set}/dates.json`)!, "utf8"),
      );
      const agreement = new Agreement();
      for (const mask of masks) {
        const path = mask.replace("/masks/", "/").replace("_mask", "");
        const one = await estimate(path);
        const reference = await maskOf("clear-or-cloud", mask, one.grid);
        const said = dates.find(({ file }) => file === basename(path))!.masked_fraction!;
        const everywhere = new Uint8Array(reference.length).fill(1);
        expect(classFractions(reference, everywhere)!.cloud).toBeCloseTo(said, 3);
        agreement.add(one, reference);
        notePair(basename(path), one, reference);
      }
      note(set, agreement);
      // Its masks hold shadows and what is beside clouds as well.
      expect(agreement.balancedAccuracy).toBeGreaterThan(0.8);
      expect(agreement.falseAlarms).toBeLessThan(0.02);
    },
  );

  it("Sentinel-2 top of atmosphere and the masks of eo-learn (two dates all cloud, three clear)", async ({
    skip,
  }) => {
    const folder = sharedPath("data/landcover/eolearn_slovenia");
    if (folder === null) return skip(noSharedData);
    const stack = await openTiffRaster(`${folder}/eolearn_slovenia_cloud68.tif`);
    const { width, height } = stack;
    const agreement = new Agreement();
    for (const path of filesIn("landcover/eolearn_slovenia", /_2015\d{4}\.tif$/)) {
      const [, year, month, day] = path.match(/_(\d{4})(\d\d)(\d\d)\.tif$/)!;
      const sample = [...stack.metadata.descriptions].find(
        ([, text]) => text === `${year}-${month}-${day}`,
      )![0];
      const [mask] = await stack.reader.read({ column: 0, row: 0, width, height }, [sample]);
      const reference = Uint8Array.from(mask!, (value) => (value === 1 ? cloud : pixelClass.clear));
      const one = await estimate(path);
      agreement.add(one, reference);
      notePair(basename(path), one, reference);
    }
    await stack.close();
    note("eolearn_slovenia", agreement);
    expect(agreement.balancedAccuracy).toBeGreaterThan(0.9);
    expect(agreement.falseAlarms).toBeLessThan(0.005);
  });

  it("finds the cloud of Paris 2017 and little on the other pairs, which are clear", async ({ skip }) => {
    const paths = filesIn("change_pairs", /^oscd_.*_\d{8}\.tif$/);
    if (paths.length === 0) return skip(noSharedData);
    const fractions = new Map<string, number>();
    for (const path of paths) {
      const one = await estimate(path);
      notePair(basename(path), one, null);
      fractions.set(basename(path, ".tif"), classFractions(one.classes, one.valid)!.cloud);
    }
    expect(fractions.get("oscd_paris_20171107")).toBeGreaterThan(2 * fractions.get("oscd_paris_20161130")!);
    expect(fractions.get("oscd_paris_20171107")).toBeGreaterThan(0.02);
    // Beihai 2016 lies under haze.
    for (const [name, fraction] of fractions)
      expect([name, fraction < (name.includes("beihai_2016") ? 0.2 : 0.06)]).toEqual([name, true]);
  });
});
