import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkArchive } from "../../native/archive/checkArchive.ts";
import { openArchive } from "../../native/archive/openArchive.ts";
import type { IngestReport } from "../../native/jobs/ingest.ts";
import { contentAt } from "../support/archiveContent.ts";
import { cutOff, hideTag } from "../support/damage.ts";
import { type ArgilRun, runArgil } from "../support/runArgil.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("bad-input");
const geoKeyDirectory = 34735;
const modelPixelScale = 33550;

interface Bad {
  readonly what: string;
  readonly name: string;
  readonly status: "refused" | "question";
  readonly says: RegExp;
  make(path: string): unknown;
}

const scene = (path: string) => writeTinyScene(path);
const cut = (name: string, bytes: number, says: RegExp): Bad => ({
  what: `a TIFF cut off ${bytes < 0 ? `${-bytes} bytes before its end` : `after ${bytes} bytes`}`,
  name,
  status: "refused",
  says,
  make: async (path) => cutOff(await scene(path), bytes),
});

const bad: readonly Bad[] = [
  {
    what: "a missing file",
    name: "missing_20200101.tif",
    status: "refused",
    says: /does not exist; check/,
    make: () => null,
  },
  {
    what: "a folder without rasters",
    name: "empty-folder",
    status: "refused",
    says: /holds no imagery/,
    make: (path) => mkdirSync(path),
  },
  {
    what: "a text file named .tif",
    name: "text_20200101.tif",
    status: "refused",
    says: /is not a TIFF/,
    make: (path) => writeFileSync(path, "II is how a TIFF starts, and this is a letter"),
  },
  {
    what: "an empty file",
    name: "nothing_20200101.tif",
    status: "refused",
    says: /is not a TIFF/,
    make: (path) => writeFileSync(path, ""),
  },
  cut("cut3_20200101.tif", 3, /is not a TIFF/),
  cut("cut8_20200101.tif", 8, /is damaged/),
  cut("cut60_20200101.tif", 60, /is damaged/),
  cut("cut300_20200101.tif", 300, /is damaged/),
  cut("cutHalf_20200101.tif", 100_000, /is damaged \(it ends after 100000 bytes/),
  cut("cutLast_20200101.tif", -1, /is damaged \(it ends after/),
  {
    what: "a raster without CRS",
    name: "nocrs_20200101.tif",
    status: "refused",
    says: /does not say which CRS/,
    make: async (path) => hideTag(await scene(path), geoKeyDirectory),
  },
  {
    what: "a raster without a place",
    name: "noplace_20200101.tif",
    status: "refused",
    says: /does not say where it lies/,
    make: async (path) => hideTag(await scene(path), modelPixelScale),
  },
  {
    what: "a raster with one band that nothing describes",
    name: "oneband_20200101.tif",
    status: "question",
    says: /has 1 band and nothing says what they measure/,
    make: (path) => writeTinyScene(path, { bandCount: 1, bandDescriptions: [] }),
  },
  {
    what: "a raster without a date",
    name: "undated.tif",
    status: "question",
    says: /does not say when it was taken/,
    make: scene,
  },
  {
    what: "a raster smaller than a chip",
    name: "small_20200101.tif",
    status: "refused",
    says: /is 10 x 10 pixels and holds no whole cell of 16/,
    make: (path) => writeTinyScene(path, { side: 10, metadata: { PROCESSING_BASELINE: "02.09" } }),
  },
  {
    what: "a raster of no-data only",
    name: "nodata_20200101.tif",
    status: "refused",
    says: /holds no valid pixel/,
    make: (path) => writeTinyScene(path, { nodata: 7, sample: () => 7 }),
  },
];

describe("argil ingest of a good scene among bad inputs", () => {
  const good = join(folder, "good_20200101.tif");
  const last = join(folder, "last_20200102.tif");
  const archive = join(folder, "archive");
  let run: ArgilRun;
  let scenes: IngestReport["scenes"];

  beforeAll(async () => {
    await writeTinyScene(good);
    await writeTinyScene(last, { seed: 2 });
    for (const { name, make } of bad) await make(join(folder, name));
    const paths = [good, ...bad.map(({ name }) => join(folder, name)), last];
    run = await runArgil(["--archive", archive, "--json", "ingest", ...paths, "--chip", "16"]);
    scenes = (run.json as IngestReport).scenes;
  });

  it.each(bad)("answers $what with one sentence that names it", ({ name, status, says }) => {
    const path = join(folder, name);
    const answer = scenes.find(({ file }) => file === path);
    expect(answer?.status).toBe(status);
    expect(answer?.reason).toMatch(says);
    expect(answer?.reason).toContain(path);
    expectOneSentence(answer?.reason ?? "");
  });

  it("takes the good scenes all the same and says so by exit code 3", () => {
    const done = scenes.filter((one) => one.status === "done").map((one) => [one.file, one.chips]);
    const chips = { embedded: 16, alreadyThere: 0, skipped: { nodata: 0, cloud: 0 } };
    expect([run.code, run.stderr, done]).toEqual([
      3,
      "",
      [
        [good, chips],
        [last, chips],
      ],
    ]);
  });

  it("leaves a whole archive with the rows of the good scenes only", () => {
    const opened = openArchive(archive);
    const check = checkArchive(opened);
    opened.close();
    expect(check).toEqual({ isWhole: true, problems: [] });
    const { scenes: kept, chips } = contentAt(archive);
    expect([kept.length, chips.length]).toEqual([2, 32]);
  });

  it("prints the same sentences without --json, and no stack trace", async () => {
    const { code, stdout, stderr } = await runArgil([
      ...["--archive", join(folder, "archive-text")],
      ...["ingest", good, join(folder, "text_20200101.tif"), "--chip", "16"],
    ]);
    expect(code).toBe(3);
    expect(stdout).toContain("text_20200101.tif is not a TIFF");
    expect(stdout + stderr).not.toMatch(/\n\s+at .*:\d+/);
  });

  it("fails with code 3 and no scene when nothing else was given", async () => {
    const missing = join(folder, "missing_20200101.tif");
    const { code, json } = await runArgil(["--archive", join(folder, "none"), "--json", "ingest", missing]);
    expect([code, (json as IngestReport).scenes.map(({ status }) => status)]).toEqual([3, ["refused"]]);
  });
});

describe("argil inspect", () => {
  it("reports each bad file with its reason and goes on", async () => {
    const files = bad.filter(({ name }) => name.endsWith(".tif")).map(({ name }) => join(folder, name));
    const { code, json, stderr } = await runArgil(["--json", "inspect", ...files, "--stats"]);
    const { scenes } = json as { scenes: { file: string; status: string }[] };
    expect([code, stderr]).toEqual([3, ""]);
    expect(new Set(scenes.map(({ file }) => file))).toEqual(new Set(files));
    // Size of a chip and no-data come up at ingest only.
    const ready = scenes.filter(({ status }) => status === "ready").map(({ file }) => file);
    expect(ready).toEqual([join(folder, "small_20200101.tif"), join(folder, "nodata_20200101.tif")]);
  });
});

/** One line that ends in a full stop. */
function expectOneSentence(text: string): void {
  expect(text).toMatch(/^[^\n]+\.$/);
  expect(text).not.toMatch(/\bat \S+:\d+:\d+/);
}
