import { open, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { countChips } from "../../native/archive/chips.ts";
import { openArchive } from "../../native/archive/openArchive.ts";
import { ingestPaths, testEmbedder } from "../support/ingestParts.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("damaged-later");
const embedder = testEmbedder();

it("keeps the chips of one size when the file breaks while another size is cut", async () => {
  const path = await writeTinyScene(join(folder, "S2_20200601.tif"), { side: 512, compression: "deflate" });
  const moment = new Date("2020-06-02T00:00:00Z");
  await utimes(path, moment, moment);
  const archive = openArchive(join(folder, "project"));
  await ingestPaths([path], { archive, embedder }, { chipPixels: 16 });
  const before = countChips(archive);

  // The archive takes the file for unchanged: same size and time, other bytes where the last tile lies.
  const { size } = await stat(path);
  const file = await open(path, "r+");
  await file.write(Buffer.alloc(2000, 0xff), 0, 2000, Math.floor(size * 0.7));
  await file.close();
  await utimes(path, moment, moment);

  const report = await ingestPaths([path], { archive, embedder }, { chipPixels: 32 });
  expect(report.scenes.map(({ status }) => status)).toEqual(["refused"]);
  expect(countChips(archive).chipCount).toBeGreaterThanOrEqual(before.chipCount);
  archive.close();
});
