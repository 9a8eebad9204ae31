import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rememberAnswer } from "../../native/archive/answers.ts";
import type { Archive } from "../../native/archive/openArchive.ts";
import { findScene, listScenes } from "../../native/archive/scenes.ts";
import { inspectScene } from "../../native/raster/scene/reportScene.ts";
import { type IngestWish, inArchivesBelow, ingestPaths, testEmbedder } from "../support/ingestParts.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("ingest-again");
const embedder = testEmbedder();
const inArchive = inArchivesBelow(folder);

const ingestInto = (archive: Archive, wish: IngestWish, paths: readonly string[]) =>
  ingestPaths(paths, { archive, embedder }, wish);

describe("a scene that is taken in again", () => {
  it("with another answer about its offset is embedded anew, and its old chips are gone", async () => {
    const file = await writeTinyScene(
      join(folder, "S2B_MSIL2A_20230911T141709_N0509_R010_T31UFQ_20230911T180000.tif"),
    );
    await inArchive(async (archive) => {
      const take = async (offset: "removed" | "still-in") => {
        const { scenes } = await ingestInto(archive, { choices: { offset } }, [file]);
        return scenes.map(({ status, chips }) => [status, chips.embedded, chips.alreadyThere]);
      };
      const readings = () => listScenes(archive).map(({ id }) => findScene(archive, id)!.scaling.offset);
      expect([await take("removed"), readings()]).toEqual([[["done", 16, 0]], [0]]);
      expect([await take("removed"), readings()]).toEqual([[["done", 0, 16]], [0]]);
      expect([await take("still-in"), readings()]).toEqual([[["done", 16, 0]], [-0.1]]);
    });
  });

  it("takes the answer that was given before for files like it, and keeps it with the scene", async () => {
    const name = (day: string) => `S2B_MSIL2A_202309${day}T141709_N0509_R010_T31UFQ_202309${day}T180000.tif`;
    const [first, second] = [join(folder, name("12")), join(folder, name("13"))];
    for (const file of [first, second]) await writeTinyScene(file);
    await inArchive(async (archive) => {
      const [asked] = (await ingestInto(archive, {}, [first])).scenes;
      expect([asked?.status, asked?.reason]).toEqual(["question", expect.stringContaining("offset of 1000")]);
      const { productType } = await inspectScene(first);
      rememberAnswer(archive, productType!, { offset: "removed" });
      const [taken] = (await ingestInto(archive, {}, [second])).scenes;
      expect([taken?.status, findScene(archive, taken!.id!)?.choices]).toEqual([
        "done",
        { offset: "removed" },
      ]);
    });
  });
});
