import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findScenes } from "../../native/jobs/findScenes.ts";
import { type OpenedSource, openSceneSource } from "../../native/raster/bundle/openSceneSource.ts";
import { sceneSourceOf } from "../../native/raster/bundle/sceneSourceOf.ts";
import { openTiff, openTiffs } from "../support/openTiff.ts";
import {
  landsatName,
  safeEntries,
  safeName,
  writeLandsat,
  writeSafe,
  writeStac,
} from "../support/sceneFolders.ts";
import { mountSmallDisk } from "../support/smallDisk.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeZip } from "../support/writeZip.ts";

const folder = tempFolder("scene-files");

async function opened<Result>(path: string, look: (scene: OpenedSource) => Promise<Result>): Promise<Result> {
  const scene = await openSceneSource(await sceneSourceOf(path), { openTiff });
  try {
    return await look(scene);
  } finally {
    await scene.raster.close();
  }
}

const bandNames = ({ raster }: OpenedSource) => [...raster.metadata.descriptions.values()];
const epsgOf = ({ raster: { crs } }: OpenedSource) => (crs !== null && "epsg" in crs ? crs.epsg : null);

/** Checks the small Sentinel-2 product, from wherever it was opened. */
async function expectSafe(scene: OpenedSource): Promise<void> {
  const { raster, product, findings, companions } = scene;
  expect(bandNames(scene)).toEqual(["B01", "B02", "B04", "B8A", "B11"]);
  expect([raster.width, raster.height, raster.bandCount, raster.dataType, raster.nodata]).toEqual([
    60,
    60,
    5,
    "uint16",
    0,
  ]);
  // The place comes from the tile's metadata, not from the boxes of the files, which say 600000.
  expect([epsgOf(scene), raster.transform]).toEqual([32631, [10, 0, 699960, 0, -10, 5500020]]);
  const planes = await raster.reader.readExact({ column: 7, row: 12, width: 2, height: 2 }, [0, 1, 2, 3, 4]);
  // Pixel (column, row) of a file of the fixture is base + 7 row + column.
  expect(planes.map((plane) => [...plane])).toEqual([
    [5015, 5015, 5015, 5015],
    [1091, 1092, 1098, 1099],
    [2091, 2092, 2098, 2099],
    [3045, 3046, 3045, 3046],
    [4045, 4046, 4045, 4046],
  ]);
  expect([product?.level, product?.processingBaseline, product?.scaling, product?.acquiredAt]).toEqual([
    "Level-2A",
    "05.09",
    { scale: 0.0001, offset: -0.1 },
    "2023-06-05T10:50:37Z",
  ]);
  expect(findings).toEqual([]);
  expect(companions.map(({ kind }) => kind)).toEqual(["scl"]);
  const classes = await companions[0]!.open();
  expect([classes.width, classes.transform]).toEqual([30, [20, 0, 699960, 0, -20, 5500020]]);
  const [plane] = await classes.reader.read({ column: 0, row: 2, width: 1, height: 2 }, [0]);
  expect([...plane!]).toEqual([9, 4]);
  await classes.close();
}

describe("a scene of many files", () => {
  it("is a Sentinel-2 product's folder, from any path that leads there", async () => {
    const safe = writeSafe(join(folder, "safe"));
    await opened(safe, expectSafe);
    const band = "GRANULE/L2A_T31UFQ/IMG_DATA/R60m/T31UFQ_20230605T104629_B01_60m.jp2";
    for (const path of ["MTD_MSIL2A.xml", "GRANULE/L2A_T31UFQ", "GRANULE/L2A_T31UFQ/MTD_TL.xml", band]) {
      expect((await sceneSourceOf(join(safe, path))).path).toBe(safe);
    }
    const { candidates, refused } = await findScenes([join(folder, "safe")]);
    expect([candidates.map(({ path }) => path), refused]).toEqual([[safe], []]);
  });

  it.each([
    ["stored", false],
    ["deflated", true],
  ])("is a zip of one with %s entries, and leaves nothing unpacked", async (name, isDeflated) => {
    mkdirSync(join(folder, name), { recursive: true });
    const zip = writeZip(join(folder, name, `${safeName}.zip`), safeEntries(isDeflated));
    const unpacked = () => readdirSync(tmpdir()).filter((one) => one.startsWith(`argil-zip-${process.pid}-`));
    await opened(zip, async (scene) => {
      await expectSafe(scene);
      expect(unpacked().length).toBe(isDeflated ? 1 : 0);
    });
    expect(unpacked()).toEqual([]);
    const { candidates } = await findScenes([join(folder, name)]);
    expect(candidates.map(({ path, source }) => [path, source.kind])).toEqual([[zip, "safe-zip"]]);
  });

  it("is refused with a sentence about the disk when there is no room to unpack it", async ({ skip }) => {
    const disk = join(folder, "disk");
    const mounted = mountSmallDisk(disk, 1);
    if (mounted === null) return skip("no small disk can be mounted here");
    const before = process.env.TMPDIR;
    try {
      const zip = writeZip(join(folder, `full-${safeName}.zip`), safeEntries(true));
      expect(() => writeFileSync(join(disk, "full"), Buffer.alloc(2 << 20))).toThrow("ENOSPC");
      process.env.TMPDIR = disk;
      await expect(opened(zip, async () => undefined)).rejects.toThrow(`The disk that holds ${disk} is full`);
      expect(readdirSync(disk)).toEqual(["full"]);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      mounted.unmount();
    }
  });

  it("is a Landsat product without its heat and its masks", async () => {
    const anchor = await writeLandsat(join(folder, "landsat"));
    const { candidates } = await findScenes([join(folder, "landsat")]);
    expect(candidates.map(({ path }) => path)).toEqual([anchor]);
    await opened(anchor, async (scene) => {
      expect(bandNames(scene)).toEqual([1, 2, 3, 4, 5, 6, 7].map((band) => `SR_B${band}`));
      const planes = await scene.raster.reader.readExact(
        { column: 31, row: 31, width: 1, height: 1 },
        [6, 0],
      );
      expect(planes.map((plane) => plane[0])).toEqual([7000, 1000]);
      expect([scene.product?.platform, scene.product?.level, scene.product?.scaling]).toEqual([
        "LANDSAT_9",
        "L2SP",
        { scale: 2.75e-5, offset: -0.2 },
      ]);
      expect(scene.companions.map(({ kind, path }) => [kind, basename(path)])).toEqual([
        ["qa-pixel", `${landsatName}_QA_PIXEL.TIF`],
      ]);
      expect(scene.findings).toEqual([
        { tone: "fact", sentence: "ST_B10 is left out: it measures heat, not reflected light." },
      ]);
    });
    expect([...openTiffs]).toEqual([]);
  });

  it("is the files of a STAC item, the coarser ones repeated on the finest grid", async () => {
    const anchor = await writeStac(join(folder, "stac", "S2B_31UFQ_20230605_0_L2A"));
    const { candidates } = await findScenes([join(folder, "stac")]);
    expect(candidates.map(({ path }) => path)).toEqual([anchor]);
    await opened(join(anchor, "..", "B11.tif"), async (scene) => {
      expect([scene.source.path, bandNames(scene)]).toEqual([anchor, ["B02", "B04", "B11"]]);
      expect([scene.raster.width, scene.raster.transform, epsgOf(scene)]).toEqual([
        40,
        [10, 0, 655_360, 0, -10, 5_242_880],
        32631,
      ]);
      const [swir] = await scene.raster.reader.read({ column: 1, row: 3, width: 4, height: 2 }, [2]);
      expect([...swir!]).toEqual([1200, 1201, 1201, 1202, 1300, 1301, 1301, 1302]);
      expect([scene.product?.source, scene.product?.bands.map(({ commonName }) => commonName)]).toEqual([
        "S2B_31UFQ_20230605_0_L2A.json",
        ["blue", "red", "swir16"],
      ]);
      expect(scene.companions.map(({ kind }) => kind)).toEqual(["scl"]);
    });
  });

  it("opens nothing but the files of the bands that are read", async () => {
    const anchor = await writeLandsat(join(folder, "few"));
    const asked: string[] = [];
    const source = await sceneSourceOf(anchor);
    const { raster } = await openSceneSource(source, {
      async openTiff(path) {
        const file = await openTiff(path);
        const reader = {
          ...file.reader,
          readExact(...[window, samples]: Parameters<typeof file.reader.readExact>) {
            asked.push(file.fileName);
            return file.reader.readExact(window, samples);
          },
        };
        return { ...file, reader };
      },
    });
    await raster.reader.readExact({ column: 0, row: 0, width: 4, height: 4 }, [1, 3]);
    await raster.close();
    expect(asked.sort()).toEqual([`${landsatName}_SR_B2.TIF`, `${landsatName}_SR_B4.TIF`]);
  });
});
