import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listChips } from "../../native/archive/chips.ts";
import { openArchive } from "../../native/archive/openArchive.ts";
import { VectorSearch } from "../../native/archive/vectors.ts";
import { search } from "../../native/jobs/search.ts";
import { readChip } from "../../native/raster/pixels/readChip.ts";
import { groundGridOf, groundIdOf, planCells } from "../../native/raster/place/groundGrid.ts";
import { openReadyScene } from "../../native/raster/scene/openScene.ts";
import { ingestPaths, testEmbedder } from "../support/ingestParts.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("spruce");
const embedder = testEmbedder();
const stand = sharedPath("data/timeseries/fordead31ufq");
const chipPixels = 8;
/** Clear dates before the clear-cut of spring 2019. */
const days = ["2018-05-08", "2018-06-27", "2018-08-26", "2018-10-15"];
const fileOf = (day: string) => join(stand!, `fordead31ufq_${day.replaceAll("-", "")}.tif`);

/** Positions of red, narrow infrared and short-wave infrared 2 in the scenes. */
const [red, nir, swir2] = [2, 3, 5] as const;

/**
 * What grows in each chip, from data that the search does not see: the reference of the later clear-cut, and the
 * clear winter date 2019-02-22, the last one before the felling.
 *
 * - Spruce: every pixel was felled in 2019, and in winter the canopy is green (NDVI >= 0.85). The second half leaves
 *   out chips with the openings that data/README names (2017, in the north): they are part spruce, part grass.
 * - Open: no pixel was felled, and in winter SWIR2 is above 900 (the stand had 350-570): meadow and bare wood. Chips
 *   between are left out of both, since dark woods that were not felled are spruce for all the reference knows.
 */
async function coverOfChips(): Promise<Map<string, "spruce" | "open" | "between">> {
  const reference = await openReadyScene(join(stand!, "reference", "fordead31ufq_clearcut2019.tif"), {
    sensorId: "generic",
    acquiredAt: "2019-04-18",
  });
  const winter = await openReadyScene(fileOf("2019-02-22"));
  const ground = groundGridOf(winter.grid, [10], chipPixels);
  const cover = new Map<string, "spruce" | "open" | "between">();
  for (const cell of planCells(winter.grid, ground)) {
    const felled = (await readChip(reference, ground, cell)).bands[0]!.filter((step) => step > 0).length;
    const { bands } = await readChip(winter, ground, cell);
    const mean = (band: number) => bands[band]!.reduce((sum, value) => sum + value, 0) / chipPixels ** 2;
    const ndvi = (mean(nir) - mean(red)) / (mean(nir) + mean(red));
    const isSpruce = felled === chipPixels ** 2 && ndvi >= 0.85;
    const isOpen = felled === 0 && mean(swir2) > 900;
    cover.set(groundIdOf(ground, cell), isSpruce ? "spruce" : isOpen ? "open" : "between");
  }
  await reference.close();
  await winter.close();
  return cover;
}

describe("a search from a spruce chip", () => {
  it("ranks every spruce chip of the same date above every open one", async ({ skip }) => {
    if (stand === null) return skip(noSharedData);
    const cover = await coverOfChips();
    const archive = openArchive(join(folder, "archive"));
    await ingestPaths(days.map(fileOf), { archive, embedder }, { chipPixels, minValidFraction: 1 });
    const vectors = new VectorSearch(archive);
    for (const day of days) {
      const filters = { from: day, to: day };
      const spruce = listChips(archive, filters).filter(({ groundId }) => cover.get(groundId) === "spruce");
      expect(spruce.length).toBeGreaterThan(7);
      for (const { id } of spruce) {
        const like = [{ kind: "chip", chipId: id }] as const;
        const { hits } = search({ like, unlike: [], filters, limit: 1000 }, { archive, vectors });
        const covers = hits.map(({ groundId }) => cover.get(groundId));
        expect(covers.filter((one) => one === "open").length).toBeGreaterThan(7);
        expect([day, id, covers.lastIndexOf("spruce") < covers.indexOf("open")]).toEqual([day, id, true]);
      }
    }
    archive.close();
  });
});
