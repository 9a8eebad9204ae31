import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkArchive } from "../../native/archive/checkArchive.ts";
import { listChips } from "../../native/archive/chips.ts";
import type { Archive } from "../../native/archive/openArchive.ts";
import { listScenes } from "../../native/archive/scenes.ts";
import type { IngestReport } from "../../native/jobs/ingest.ts";
import { contentAt, contentOf } from "../support/archiveContent.ts";
import { type IngestWish, inArchivesBelow, ingestPaths, testEmbedder } from "../support/ingestParts.ts";
import { runArgil } from "../support/runArgil.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("ingest");
const embedder = testEmbedder();
const scenes = join(folder, "scenes");
const inArchive = inArchivesBelow(folder);

const ingestInto = (archive: Archive, wish: IngestWish = {}, paths: readonly string[] = [scenes]) =>
  ingestPaths(paths, { archive, embedder }, wish);

/** With the numbers SQLite gave the rows, which a second run must not change either. */
const embeddingRows = ({ database }: Archive) =>
  database.prepare("SELECT embedding_id, chip_id, space_id FROM embeddings").all();

const vectorsOf = ({ database }: Archive) =>
  database
    .prepare<[], Buffer>(
      "SELECT vector FROM embeddings JOIN chips USING (chip_id) ORDER BY ground_id, acquired_at, scene_id",
    )
    .pluck()
    .all()
    .flatMap((blob) => Array.from(new Float32Array(Uint8Array.from(blob as unknown as Buffer).buffer)));

const largestDifference = (one: readonly number[], other: readonly number[]) =>
  one.reduce((most, value, index) => Math.max(most, Math.abs(value - other[index]!)), 0);

const countsOf = ({ scenes }: IngestReport) =>
  scenes.map(({ chips }) => [chips.embedded, chips.alreadyThere, chips.skippedNodata]);

beforeAll(async () => {
  mkdirSync(scenes);
  await writeTinyScene(join(scenes, "s2_20200601.tif"), { seed: 1 });
  await writeTinyScene(join(scenes, "s2_20200611.tif"), { seed: 2, shift: { columns: 16, rows: -16 } });
  // Its left 24 columns were not measured: of each row of four chips one is empty and one half empty.
  await writeTinyScene(join(scenes, "s2_20200621.tif"), {
    seed: 3,
    nodata: 0,
    sample: ({ band, column, x, y }) => (column < 24 ? 0 : 500 + 300 * band + ((x * 7 + y * 3) % 50)),
  });
});

describe("ingest", () => {
  it("embeds every chip with enough valid pixels and counts the others as skipped", async () => {
    await inArchive(async (archive) => {
      expect(countsOf(await ingestInto(archive))).toEqual([
        [16, 0, 0],
        [16, 0, 0],
        [12, 0, 4],
      ]);
    });
  });

  it("keeps how much of a partly measured chip was valid", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive);
      const fractions = listChips(archive, { from: "2020-06-21" }).map(({ validFraction }) => validFraction);
      expect(fractions).toEqual([0, 0.5, 1, 1, 0, 0.5, 1, 1, 0, 0.5, 1, 1, 0, 0.5, 1, 1]);
    });
  });

  it("does nothing the second time and leaves every row and vector as it was", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive);
      const before = [contentOf(archive), embeddingRows(archive)];
      expect(countsOf(await ingestInto(archive))).toEqual([
        [0, 16, 0],
        [0, 16, 0],
        [0, 12, 4],
      ]);
      expect([contentOf(archive), embeddingRows(archive)]).toEqual(before);
    });
  });

  it("keeps chips of another size beside those already there", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive);
      const before = contentOf(archive);
      expect(countsOf(await ingestInto(archive, { chipPixels: 32 }))).toEqual([
        [4, 0, 0],
        [5, 0, 4],
        [2, 0, 2],
      ]);
      const after = contentOf(archive);
      expect(after.embeddings).toEqual(expect.arrayContaining([...before.embeddings]));
      expect(after.chips.length).toBe(before.chips.length + 17);
    });
  });

  it("embeds chips that were skipped once the asked valid fraction is lower", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive, { minValidFraction: 0.9 });
      expect(countsOf(await ingestInto(archive, { minValidFraction: 0.3 }))[2]).toEqual([4, 8, 4]);
      await inArchive(async (other) => {
        await ingestInto(other, { minValidFraction: 0.3 });
        const { embeddings: _, ...rows } = contentOf(archive);
        expect(contentOf(other)).toMatchObject(rows);
        // The runtime sums in another order when a batch holds other chips: float32 accuracy, not every bit.
        expect(largestDifference(vectorsOf(archive), vectorsOf(other))).toBeLessThan(1e-5);
      });
    });
  });

  it("keeps chips embedded when the asked valid fraction is raised later", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive, { minValidFraction: 0.3 });
      const { embeddings } = contentOf(archive);
      await ingestInto(archive, { minValidFraction: 0.9 });
      expect(contentOf(archive).embeddings).toEqual(embeddings);
    });
  });

  it("never embeds a chip without a measured pixel, even when any fraction will do", async () => {
    await inArchive(async (archive) => {
      expect(countsOf(await ingestInto(archive, { minValidFraction: 0 }))[2]).toEqual([12, 0, 4]);
    });
  });

  it("keeps what was saved when it is cancelled, and completes to the rows of an undisturbed run", async () => {
    await inArchive(async (archive) => {
      const abort = new AbortController();
      const stopped = ingestInto(archive, {
        signal: abort.signal,
        onProgress: ({ chipsDone }) => {
          if (chipsDone >= 20) abort.abort();
        },
      });
      await expect(stopped).rejects.toThrow("aborted");
      const saved = contentOf(archive).embeddings.length;
      expect(saved).toBeGreaterThan(0);
      expect(saved).toBeLessThan(44);
      expect(checkArchive(archive)).toEqual({ isWhole: true, problems: [] });
      await ingestInto(archive);
      const undisturbed = await inArchive(async (other) => {
        await ingestInto(other);
        return contentOf(other);
      });
      expect(contentOf(archive)).toEqual(undisturbed);
    });
  });

  it("says of a scene that was cut off that it is not complete", async () => {
    await inArchive(async (archive) => {
      const abort = new AbortController();
      const signal = abort.signal;
      await ingestInto(archive, { signal, onProgress: (now) => now.chipsDone >= 16 && abort.abort() }).catch(
        () => undefined,
      );
      expect(listScenes(archive).map(({ isComplete }) => isComplete)).toContain(false);
      await ingestInto(archive);
      expect(listScenes(archive).map(({ isComplete }) => isComplete)).toEqual([true, true, true]);
    });
  });
});

describe("ground ids", () => {
  const groundIds = (archive: Archive, day: string) =>
    listChips(archive, { from: day, to: day }).map(({ groundId }) => groundId);

  it("are the same for the same ground on every date", async () => {
    await inArchive(async (archive) => {
      await ingestInto(archive);
      const first = groundIds(archive, "2020-06-01");
      expect(groundIds(archive, "2020-06-21")).toEqual(first);
      const shifted = groundIds(archive, "2020-06-11");
      expect(shifted.filter((groundId) => first.includes(groundId)).length).toBe(9);
    });
  });

  it("and vectors are the same for a scene whose edges lie elsewhere by some pixels", async () => {
    const [plain, moved] = [join(folder, "plain_20200701.tif"), join(folder, "moved_20200701.tif")];
    await writeTinyScene(plain, { seed: 9 });
    await writeTinyScene(moved, { seed: 9, shift: { columns: 5, rows: 11 } });
    await inArchive(async (archive) => {
      await ingestInto(archive, {}, [plain, moved]);
      const rows = archive.database
        .prepare<[], { ground_id: string; vectors: number; scenes: number }>(
          `SELECT ground_id, count(DISTINCT vector) AS vectors, count(*) AS scenes
           FROM embeddings JOIN chips USING (chip_id) WHERE valid_fraction = 1 GROUP BY ground_id`,
        )
        .all();
      const shared = rows.filter(({ scenes }) => scenes === 2);
      expect(shared.length).toBe(9);
      expect(shared.filter(({ vectors }) => vectors !== 1)).toEqual([]);
    });
  });
});

describe("companions of a scene", () => {
  const withMask = join(folder, "with-mask");
  const mask = join(withMask, "s2_20200601_mask.tif");
  beforeAll(async () => {
    mkdirSync(withMask);
    await writeTinyScene(join(withMask, "s2_20200601.tif"));
    const one = { bandCount: 1, dataType: "uint8" as const, bandDescriptions: ["1 = cloud; 0 = clear"] };
    await writeTinyScene(mask, { ...one, sample: ({ row }) => row % 2 });
  });

  it("in a folder are passed over by name and do not fail the command", async () => {
    const { code, json } = await runArgil([
      ...["--archive", join(folder, "cli-folder"), "--json"],
      ...["ingest", withMask, "--chip", "16"],
    ]);
    const { scenes: done, ignored } = json as IngestReport;
    expect([code, done.length, done[0]?.status, ignored.map(({ file }) => file)]).toEqual([
      0,
      1,
      "done",
      [mask],
    ]);
  });

  it("are refused when they are named themselves", async () => {
    const archive = join(folder, "cli-file");
    const { code, json } = await runArgil(["--archive", archive, "--json", "ingest", mask, "--chip", "16"]);
    const { scenes: refused, ignored } = json as IngestReport;
    expect([code, refused[0]?.status, ignored]).toEqual([3, "refused", []]);
    expect(refused[0]?.reason).toContain(mask);
    expect(contentAt(archive).scenes).toEqual([]);
  });

  it("and scenes are never written to", async () => {
    const before = readFileSync(mask);
    await inArchive((archive) => ingestInto(archive, {}, [withMask]));
    expect(readFileSync(mask).equals(before)).toBe(true);
  });
});
