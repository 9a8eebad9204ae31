import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sidecarText } from "./sidecars.ts";
import { writeTinyScene } from "./tinyScene.ts";
import type { ZipEntry } from "./writeZip.ts";

const golden = path.join(import.meta.dirname, "..", "golden");
const tile = "T31UFQ_20230605T104629";

export const safeName = "S2B_MSIL2A_20230605T104629_N0509_R051_T31UFQ_20230605T151244.SAFE";

/** Files of a small Sentinel-2 L2A product as [path inside the product, fixture]. */
const safeFiles: readonly (readonly [string, string])[] = [
  ["MTD_MSIL2A.xml", "sidecars/MTD_MSIL2A.xml"],
  ["GRANULE/L2A_T31UFQ/MTD_TL.xml", "sidecars/MTD_TL.xml"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R10m/${tile}_B02_10m.jp2`, "safe/B02_10m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R10m/${tile}_B04_10m.jp2`, "safe/B04_10m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R10m/${tile}_TCI_10m.jp2`, "jp2/rgb-eight-bits/input.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R20m/${tile}_B02_20m.jp2`, "safe/B8A_20m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R20m/${tile}_B11_20m.jp2`, "safe/B11_20m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R20m/${tile}_B8A_20m.jp2`, "safe/B8A_20m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R20m/${tile}_SCL_20m.jp2`, "safe/SCL_20m.jp2"],
  [`GRANULE/L2A_T31UFQ/IMG_DATA/R60m/${tile}_B01_60m.jp2`, "safe/B01_60m.jp2"],
];

/** Writes a `.SAFE` folder below `folder`. */
export function writeSafe(folder: string, name = safeName): string {
  for (const [inside, fixture] of safeFiles) {
    const file = path.join(folder, name, inside);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(path.join(golden, fixture), file);
  }
  return path.join(folder, name);
}

/** The same product as entries of a zip. */
export function safeEntries(isDeflated = false): ZipEntry[] {
  return safeFiles.map(([inside, fixture]) => ({
    name: `${safeName}/${inside}`,
    bytes: readFileSync(path.join(golden, fixture)),
    isDeflated,
  }));
}

const one = (value: number) => ({ bandCount: 1, bandDescriptions: [""], sample: () => value });

export const landsatName = "LC09_L2SP_196026_20220615_20230411_02_T1";

/** Writes a Landsat Collection 2 level 2 product; the number of a band is its value, unless it is told otherwise. */
export async function writeLandsat(
  folder: string,
  { side = 32, numberOf = (band: number) => 1000 * band } = {},
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const band of [1, 2, 3, 4, 5, 6, 7])
    await writeTinyScene(path.join(folder, `${landsatName}_SR_B${band}.TIF`), {
      ...one(numberOf(band)),
      side,
    });
  for (const name of ["ST_B10", "QA_PIXEL", "QA_RADSAT", "SR_QA_AEROSOL", "ST_QA"])
    await writeTinyScene(path.join(folder, `${landsatName}_${name}.TIF`), { ...one(21824), side });
  for (const format of ["txt", "json", "xml"])
    writeFileSync(
      path.join(folder, `${landsatName}_MTL.${format}`),
      sidecarText(`${landsatName}_MTL.${format}`),
    );
  writeFileSync(path.join(folder, `${landsatName}_ANG.txt`), "GROUP = FILE_HEADER\n");
  return path.join(folder, `${landsatName}_MTL.txt`);
}

/** Writes the files of a STAC item as they are downloaded: 10 m bands, one of 20 m, the classes and the item. */
export async function writeStac(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of [
    ["B02", 2000],
    ["B04", 4000],
  ] as const)
    await writeTinyScene(path.join(folder, `${name}.tif`), { ...one(value), side: 40 });
  for (const [name, value] of [
    ["B11", 1100],
    ["SCL", 4],
  ] as const)
    await writeTinyScene(path.join(folder, `${name}.tif`), {
      bandCount: 1,
      bandDescriptions: [""],
      side: 20,
      transform: [20, 0, 655_360, 0, -20, 5_242_880],
      sample: ({ column, row }) => value + (name === "B11" ? column + 100 * row : 0),
    });
  writeFileSync(path.join(folder, "S2B_31UFQ_20230605_0_L2A.json"), sidecarText("stac-earth-search.json"));
  return path.join(folder, "S2B_31UFQ_20230605_0_L2A.json");
}
