import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findScenes } from "../../native/jobs/findScenes.ts";
import { sceneSourceOf } from "../../native/raster/bundle/sceneSourceOf.ts";
import { landsatName, safeName, writeLandsat, writeSafe } from "../support/sceneFolders.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeZip } from "../support/writeZip.ts";

const folder = tempFolder("find-scenes");

/** Empty files: nothing is opened to find scenes. */
function touch(...names: readonly string[]): string[] {
  return names.map((name) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
    return path;
  });
}

async function found(...paths: readonly string[]) {
  const { candidates, refused } = await findScenes(paths);
  return { scenes: candidates.map(({ path }) => path.slice(folder.length + 1)), candidates, refused };
}

describe("finding scenes", () => {
  it("lists what is below a folder in a fixed order, without hidden folders and files of other kinds", async () => {
    touch(
      "order/b.tif",
      "order/a/z.TIFF",
      "order/a/y.jp2",
      "order/.trash/x.tif",
      "order/notes.md",
      "order/._b.tif",
    );
    expect((await found(join(folder, "order"))).scenes).toEqual([
      "order/a/y.jp2",
      "order/a/z.TIFF",
      "order/b.tif",
    ]);
  });

  it("reports every named file, once, whatever its name", async () => {
    const [mask, scene, text] = touch("named/a_fmask.tif", "named/a.tif", "named/readme.txt");
    const { candidates } = await found(mask!, scene!, text!, scene!);
    expect(candidates.map(({ path, isNamed }) => [basename(path), isNamed])).toEqual([
      ["a_fmask.tif", true],
      ["a.tif", true],
      ["readme.txt", true],
    ]);
  });

  it("makes one scene of its band files, however many of them are named", async () => {
    const files = touch(...["B02", "B03", "B04"].map((band) => `bands/S2A_20190329_${band}.tif`));
    const { scenes, candidates } = await found(files[2]!, files[0]!);
    expect([scenes, candidates[0]!.source.members.length]).toEqual([["bands/S2A_20190329_B02.tif"], 3]);
    expect(await sceneSourceOf(candidates[0]!.path)).toEqual(candidates[0]!.source);
  });

  it("takes the masks beside scenes for no scenes, in their folder neither", async () => {
    const beside = ["masked/a.tif", "masked/a_clm.tif", "masked/a_mask.tif"];
    touch(...beside, "masked/masks/a_mask.tif", "masked/masks/gone_mask.tif");
    const { scenes, candidates } = await found(join(folder, "masked"));
    // Only a folder of masks makes a mask of what is called one and nothing more.
    expect(scenes).toEqual(["masked/a.tif", "masked/a_mask.tif", "masked/masks/gone_mask.tif"]);
    expect(candidates[0]!.source.companions.map(({ kind }) => kind)).toEqual(["clm", "mask"]);
  });

  it("refuses what is not there and folders without imagery, and goes on", async () => {
    touch("empty/notes.md");
    const [file] = touch("there.tif");
    const { scenes, refused } = await found(join(folder, "gone.tif"), join(folder, "empty"), file!);
    expect(scenes).toEqual(["there.tif"]);
    expect(refused.map(({ reason }) => reason.slice(folder.length + 1))).toEqual([
      "gone.tif does not exist; check the path.",
      "empty holds no imagery (GeoTIFF, JPEG 2000 or a Sentinel-2 product); choose a folder that does.",
    ]);
  });

  it("lets one broken product hide no other", async () => {
    const safe = writeSafe(join(folder, "broken"));
    rmSync(join(safe, "GRANULE/L2A_T31UFQ/IMG_DATA"), { recursive: true });
    writeFileSync(join(folder, "broken", `${safeName}.zip`), "no zip");
    await writeLandsat(join(folder, "broken", "landsat"));
    const { scenes, refused } = await found(join(folder, "broken"));
    expect(scenes).toEqual([`broken/landsat/${landsatName}_MTL.txt`]);
    expect(refused.map(({ file }) => basename(file)).sort()).toEqual([safeName, `${safeName}.zip`]);
  });

  it("passes over zips of other things, but says so of one that is named", async () => {
    touch("zips/a.tif");
    const zip = writeZip(join(folder, "zips", "photos.zip"), [{ name: "a.txt", bytes: new Uint8Array(3) }]);
    expect((await found(join(folder, "zips"))).scenes).toEqual(["zips/a.tif"]);
    expect((await found(zip)).refused.length).toBe(1);
  });

  it("makes a scene of each tile of a product from before 2016", async () => {
    const safe = "old/S2A_OPER_PRD_MSIL1C_PDMC_20151231T000000_R008_V20151230T105153_20151230T105153.SAFE";
    touch(`${safe}/S2A_OPER_MTD_SAFL1C_PDMC_20151231T000000_R008_V20151230T105153_20151230T105153.xml`);
    for (const tile of ["T31UFQ", "T31UGQ"]) {
      const granule = `${safe}/GRANULE/S2A_OPER_MSI_L1C_TL_EPA__20151230T105505_A002730_${tile}_N02.01`;
      const stem = `S2A_OPER_MSI_L1C_TL_EPA__20151230T105505_A002730_${tile}`;
      touch(`${granule}/S2A_OPER_MTD_L1C_TL_EPA__20151230T105505_A002730_${tile}.xml`);
      touch(...["B02", "B03", "B8A"].map((band) => `${granule}/IMG_DATA/${stem}_${band}.jp2`));
    }
    const { candidates, refused } = await found(join(folder, "old"));
    expect([candidates.map(({ source }) => source.members.map(({ name }) => name)), refused]).toEqual([
      [
        ["B02", "B03", "B8A"],
        ["B02", "B03", "B8A"],
      ],
      [],
    ]);
    for (const { path, source } of candidates) expect(await sceneSourceOf(path)).toEqual(source);
    await expect(sceneSourceOf(join(folder, safe))).rejects.toThrow("it holds 2 tiles and each is a scene");
  });

  it("finds each file of the shared data once, its masks with their scenes", async ({ skip }) => {
    const data = sharedPath("data");
    if (data === null) return skip(noSharedData);
    const { candidates, refused } = await findScenes([data]);
    expect([refused, candidates.every(({ source }) => source.members.length === 1)]).toEqual([[], true]);
    const files = candidates.flatMap(({ source }) => [...source.members, ...source.companions]);
    expect([files.length, new Set(files.map(({ path }) => path)).size]).toEqual([489, 489]);
    const kinds = Map.groupBy(
      candidates.flatMap(({ source }) => source.companions),
      ({ kind }) => kind,
    );
    const countOf = (kind: string) =>
      kinds.get(kind as "clm")?.filter(({ path }) => !path.includes("/odd/")).length;
    expect([countOf("fmask"), countOf("clm"), countOf("mask")]).toEqual([2, 31, 56]);
  });
});
