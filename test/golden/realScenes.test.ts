import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SceneReport } from "../../native/contract/scenes.ts";
import { inspectScene } from "../../native/raster/scene/reportScene.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

interface ManifestFile {
  readonly file: string;
  readonly size: readonly [number, number];
  readonly bands: number;
  readonly dtype: string;
  readonly crs: string;
  /** GDAL's order: c, a, b, f, d, e. */
  readonly geotransform: readonly [number, number, number, number, number, number];
  readonly nodata: number | null;
  readonly date: string | null;
}

const manifest = sharedPath("data/manifest.json");
const datasets: readonly { readonly id: string; readonly files: readonly ManifestFile[] }[] =
  manifest === null ? [] : JSON.parse(readFileSync(manifest, "utf8")).datasets;

const allS2 = "coastal blue green red rededge071 rededge075 rededge078 nir nir08 nir09 cirrus swir16 swir22";
const tenS2 = "blue green red rededge071 rededge075 rededge078 nir nir08 swir16 swir22";
const sixLandsat = "blue green red nir08 swir16 swir22";

/** What each set was taken with; roles by number of bands where files of a set differ, else the same for all. */
const sets: readonly {
  readonly id: string;
  readonly sensorId: string;
  /** Scale and verdict; all have offset 0. */
  readonly scaling: string;
  readonly roles: Readonly<Record<string, string>>;
}[] = [
  { id: "fordead31ufq", sensorId: "sentinel-2-l2a", scaling: "0.0001 removed", roles: { 6: sixLandsat } },
  {
    id: "earthnet29sqc_a",
    sensorId: "sentinel-2-l2a",
    scaling: "0.0001 removed",
    roles: { 4: "blue green red nir08" },
  },
  {
    id: "earthnet29sqc_b",
    sensorId: "sentinel-2-l2a",
    scaling: "0.0001 removed",
    roles: { 4: "blue green red nir08" },
  },
  { id: "oscd", sensorId: "sentinel-2-l1c", scaling: "0.0001 removed", roles: { 13: allS2, 10: tenS2 } },
  { id: "taizhou", sensorId: "landsat-7", scaling: "0.00392 assumed", roles: { 6: sixLandsat } },
  {
    id: "rondonia20llq",
    sensorId: "sentinel-2-l2a",
    scaling: "0.0001 removed",
    roles: { "2021-09-06": "green nir08 swir16", "2021-09-22": "blue nir08 swir16" },
  },
  { id: "chiapas", sensorId: "landsat-7", scaling: "0.0001 tagged", roles: { 6: sixLandsat } },
  { id: "gewata_west", sensorId: "landsat-7", scaling: "0.0001 tagged", roles: { 6: sixLandsat } },
  { id: "eolearn_slovenia", sensorId: "sentinel-2-l1c", scaling: "0.0001 removed", roles: { 13: allS2 } },
  // NDVI x 10000 of a composite of 16 days, in MODIS's own sinusoidal CRS, which has no code.
  { id: "sinop_ndvi", sensorId: "modis-mod13q1-ndvi", scaling: "0.0001 tagged", roles: { 1: "ndvi" } },
  // The file marks its fourth band, B08, as alpha; its description knows better.
  {
    id: "beaufort_s2",
    sensorId: "sentinel-2-l1c",
    scaling: "0.00392 assumed",
    roles: { 4: "blue green red nir" },
  },
];

const filesOf = (id: string) => datasets.find((dataset) => dataset.id === id)?.files ?? [];
const companions = /_(clm|mask|fmask|lulc|change|clearcut2019|reference|training|class_model)\.tif$/;

/** A report in the words of the manifest. */
function inManifestWords(report: SceneReport) {
  const [a, b, c, d, e, f] = report.transform ?? [];
  return {
    status: report.status,
    size: [report.width, report.height],
    bands: report.bandCount,
    dtype: report.dataType?.replace("uint8", "byte"),
    crs: report.crs?.epsg === null ? "unnamed" : `EPSG:${report.crs?.epsg}`,
    geotransform: [c, a, b, f, d, e],
    nodata: report.nodata,
    acquiredAt: report.acquiredAt,
    sensorId: report.sensor?.id,
    scaling: `${Number(report.scaling?.scale.toPrecision(3))} ${report.scaling?.verdict}`,
    offset: report.scaling?.offset,
    roles: report.bands.map(({ role }) => role).join(" "),
  };
}

describe("inspect reads real scenes as GDAL does, and knows their sensor, bands, scaling and date", () => {
  it.for(sets)("$id", async ({ id, sensorId, scaling, roles }, { skip }) => {
    if (manifest === null) return skip(noSharedData);
    const scenes = filesOf(id).filter(({ file, date }) => date !== null && !companions.test(file));
    expect(scenes.length).toBeGreaterThan(0);
    for (const scene of scenes) {
      const day = scene.date!.slice(0, 10);
      expect(inManifestWords(await inspectScene(sharedPath(`data/${scene.file}`)!))).toEqual({
        status: "ready",
        size: scene.size,
        bands: scene.bands,
        dtype: scene.dtype.toLowerCase(),
        crs: scene.crs,
        geotransform: scene.geotransform.map((value) => expect.closeTo(value, 9)),
        nodata: scene.nodata,
        acquiredAt: `${day}T00:00:00Z`,
        sensorId,
        scaling,
        offset: 0,
        roles: roles[scene.bands] ?? roles[day],
      });
    }
  });

  it("refuses the masks, labels and references beside them, each with its reason", async ({ skip }) => {
    if (manifest === null) return skip(noSharedData);
    const files = datasets.flatMap(({ files }) => files).filter(({ file }) => companions.test(file));
    expect(files.length).toBeGreaterThan(50);
    for (const { file } of files) {
      const { status, reason } = await inspectScene(sharedPath(`data/${file}`)!);
      expect([file, status]).toEqual([file, "refused"]);
      expect(reason).toContain("is not taken for imagery");
    }
  });

  it("asks for the date of a scene that has none, and never makes one up", async ({ skip }) => {
    const path = sharedPath("data/scenes/haiti_rgbn_5m.tif");
    if (path === null) return skip(noSharedData);
    expect(await inspectScene(path)).toMatchObject({
      status: "question",
      acquiredAt: null,
      sensor: { id: "orthophoto" },
    });
  });
});
