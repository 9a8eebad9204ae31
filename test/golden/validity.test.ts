import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { RasterFile } from "../../native/raster/pixels/rasterFile.ts";
import { readPixels } from "../../native/raster/pixels/readPixels.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { planValidity } from "../../native/raster/validity/planValidity.ts";
import { openSideMask } from "../../native/raster/validity/sideMask.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";

const folder = path.join(import.meta.dirname, "validity");
const expected: { own: Record<string, number>; odd: Record<string, number> } = JSON.parse(
  readFileSync(path.join(folder, "expected.json"), "utf8"),
);

/** A whole file by its own rules. */
async function validityOf(
  file: string,
  { isDisplay = false, without = {} }: { isDisplay?: boolean; without?: Partial<RasterFile> } = {},
) {
  const opened = await openTiffRaster(file);
  // Alpha stays out of the bands, whether it is believed or not.
  const { alphaSample } = opened;
  const raster = { ...opened, ...without };
  const sideMask = await openSideMask(raster, openTiffRaster);
  try {
    const samples = Array.from({ length: raster.bandCount }, (_, sample) => sample).filter(
      (sample) => sample !== alphaSample,
    );
    const { rule, sentences } = await planValidity({
      raster,
      samples,
      sideMask,
      fill: { zero: "none", hasDarkEdge: false },
      sensorTitle: "any",
      isDisplay,
    });
    const scene = {
      grid: raster,
      bands: samples.map((sample) => ({ sample })),
      validity: rule,
      reader: raster.reader,
      maskReader: raster.mask ?? (sideMask.kind === "used" ? sideMask.reader : null),
    };
    const window = { column: 0, row: 0, width: raster.width, height: raster.height };
    const { valid } = await readPixels(scene, window);
    return { validCount: valid.reduce((sum, value) => sum + value, 0), valid, sentences, ...window };
  } finally {
    if (sideMask.kind === "used") await sideMask.reader.close();
    await raster.close();
  }
}

describe("as many pixels are valid as GDAL says", () => {
  it.for(Object.entries(expected.own))("%s", async ([file, validCount]) => {
    const validity = await validityOf(path.join(folder, file));
    expect(validity.validCount).toBe(validCount);
    expect(validity.sentences).toEqual([`The mask file ${file}.msk is 0 where nothing was measured`]);
  });

  it.for(Object.entries(expected.odd))("%s", async ([file, validCount], { skip }) => {
    const place = sharedPath(`data/odd/${file}`);
    if (place === null) return skip(noSharedData);
    expect((await validityOf(place)).validCount).toBe(validCount);
  });
});

describe("a mask file", () => {
  it("of another size is not used, which is said", async () => {
    const raster = await openTiffRaster(path.join(folder, "mask-for-all-bands.tif"));
    expect(await openSideMask({ ...raster, width: 41 }, openTiffRaster)).toEqual({
      kind: "unused",
      sentence:
        "The mask file mask-for-all-bands.tif.msk is not used: it has 40 × 30 pixels, the raster 41 × 30.",
    });
    await raster.close();
  });

  it("that does not say what it masks, or cannot be read, is not used", async () => {
    const raster = await openTiffRaster(path.join(folder, "mask-for-all-bands.tif"));
    // The raster in place of its mask has no flags.
    const noFlags = await openSideMask(raster, () => openTiffRaster(raster.path));
    expect(noFlags).toMatchObject({ sentence: expect.stringContaining("does not say what it masks") });
    const unread = await openSideMask(raster, () => Promise.reject(new Error("it ends early")));
    expect(unread).toMatchObject({ sentence: expect.stringContaining("cannot be read (it ends early)") });
    await raster.close();
  });

  it("need not be there", async () => {
    expect(await openSideMask({ path: folder, width: 1, height: 1 }, openTiffRaster)).toEqual({
      kind: "none",
    });
  });
});

describe("real pictures", () => {
  // What the file says of its validity is taken away, and must be found again in its pixels.
  it.for([
    {
      file: "scenes/beaufort_s2_20181013.tif",
      without: { nodata: null },
      collar: "White",
      agreement: 0.999,
    },
    { file: "scenes/uav_rgba_035m.tif", without: { alphaSample: null }, collar: "Black", agreement: 0.999 },
    {
      file: "odd/real/riotiler_cog_rgb_mask.tif",
      without: { mask: null },
      collar: "Black",
      agreement: 0.99,
    },
    {
      file: "odd/real/riotiler_cog_rgba.tif",
      without: { alphaSample: null },
      collar: "Black",
      agreement: 0.99,
    },
  ])("$file: its collar is what it says itself", async ({ file, without, collar, agreement }, { skip }) => {
    const place = sharedPath(`data/${file}`);
    if (place === null) return skip(noSharedData);
    const said = await validityOf(place);
    const found = await validityOf(place, { isDisplay: true, without });
    let same = 0;
    for (let index = 0; index < said.valid.length; index++)
      if (said.valid[index] === found.valid[index]) same++;
    const share = same / said.valid.length;
    console.log(`${file}: ${found.sentences} (${(100 * share).toFixed(3)} % of the pixels as the file says)`);
    expect(found.sentences.at(-1)).toMatch(new RegExp(`^${collar} collar connected to the border`));
    expect(share).toBeGreaterThan(agreement);
  });

  it.for(["haiti_rgbn_5m", "colorado_rgb_015m", "olinda_landsat7", "sar_umbra_yasur"])(
    "%s, which has no collar, keeps all its pixels",
    async (name, { skip }) => {
      const place = sharedPath(`data/scenes/${name}.tif`);
      if (place === null) return skip(noSharedData);
      const { validCount, width, height } = await validityOf(place, { isDisplay: true });
      expect(validCount).toBe(width * height);
    },
  );
});
