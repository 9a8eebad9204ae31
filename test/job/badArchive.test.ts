import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { checkArchive } from "../../native/archive/checkArchive.ts";
import { databaseFile, openArchive } from "../../native/archive/openArchive.ts";
import { contentAt } from "../support/archiveContent.ts";
import { type ArgilRun, runArgil } from "../support/runArgil.ts";
import { mountSmallDisk } from "../support/smallDisk.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("bad-archive");
const scene = join(folder, "s2_20200101.tif");

beforeAll(async () => {
  await writeTinyScene(scene);
});

const ingestInto = (archive: string, path = scene) =>
  runArgil(["--archive", archive, "--json", "ingest", path, "--chip", "16"]);

/** The job failed: code 1, nothing on standard output, one sentence that names the folder. */
function expectFailure({ code, stdout, stderr }: ArgilRun, named: string, says: RegExp): void {
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
  expect(stderr).toContain(named);
  expect(stderr).toMatch(says);
}

function databaseAt(name: string, sql: string): string {
  const archive = join(folder, name);
  mkdirSync(archive, { recursive: true });
  const database = new DatabaseSync(join(archive, databaseFile));
  database.exec(sql);
  database.close();
  return archive;
}

describe("argil with an archive that cannot be used", () => {
  it("refuses an archive from a newer version and leaves it as it is", async () => {
    await ingestInto(join(folder, "newer"));
    const archive = databaseAt("newer", "PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
    const before = readFileSync(join(archive, databaseFile));
    expectFailure(await ingestInto(archive), archive, /written by a newer Argil \(format 999/);
    expect(readFileSync(join(archive, databaseFile)).equals(before)).toBe(true);
  });

  it("refuses a database of another program and leaves it as it is", async () => {
    const archive = databaseAt("foreign", "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('a')");
    const before = readFileSync(join(archive, databaseFile));
    expectFailure(await ingestInto(archive), archive, /not an Argil archive/);
    expect(readFileSync(join(archive, databaseFile)).equals(before)).toBe(true);
  });

  it("refuses a file that is no database at all", async () => {
    const archive = join(folder, "text");
    mkdirSync(archive);
    writeFileSync(join(archive, databaseFile), "Dear diary, ".repeat(100));
    expectFailure(await ingestInto(archive), archive, /not an Argil archive/);
  });

  it("refuses a project folder that is a file", async () => {
    expectFailure(await ingestInto(scene), scene, /is a file/);
  });

  it("refuses a project folder below a file", async () => {
    expectFailure(await ingestInto(join(scene, "project")), scene, /is a file/);
  });

  it("refuses a folder that the system does not let it make, and does not hang there", async ({ skip }) => {
    if (process.platform !== "linux") return skip("only Linux has /proc");
    expectFailure(await ingestInto("/proc/argil/project"), "/proc/argil", /cannot be written to/);
  });

  it("refuses a read-only folder", async ({ skip }) => {
    const place = join(folder, "read-only");
    const disk = mountSmallDisk(place, 2);
    if (disk === null) return skip("this user may not mount a read-only disk");
    try {
      disk.makeReadOnly();
      expectFailure(await ingestInto(join(place, "project")), place, /cannot be written to/);
    } finally {
      disk.unmount();
    }
  });

  it("refuses to write to an archive whose disk became read-only", async ({ skip }) => {
    const place = join(folder, "became-read-only");
    const disk = mountSmallDisk(place, 4);
    if (disk === null) return skip("this user may not mount a read-only disk");
    try {
      await ingestInto(place);
      disk.makeReadOnly();
      expectFailure(await ingestInto(place), place, /cannot be written to/);
    } finally {
      disk.unmount();
    }
  });

  it("keeps what was saved when the disk runs full, and goes on when there is room", async ({ skip }) => {
    const large = join(folder, "large_20200301.tif");
    await writeTinyScene(large, { side: 512 });
    const place = join(folder, "full");
    const disk = mountSmallDisk(place, 2);
    if (disk === null) return skip("this user may not mount a small disk");
    try {
      await ingestInto(place);
      const before = contentAt(place);
      expectFailure(await ingestInto(place, large), place, /The disk that holds .* is full/);
      const archive = openArchive(place);
      expect(checkArchive(archive)).toEqual({ isWhole: true, problems: [] });
      archive.close();
      const after = contentAt(place);
      expect(after.embeddings).toEqual(expect.arrayContaining([...before.embeddings]));
      expect(after.embeddings.length).toBeLessThan(16 + 1024);
    } finally {
      disk.unmount();
    }
  });
});

describe("argil used wrongly", () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["an unknown option", ["ingest", "--chop", "16", "a.tif"], /--chop/],
    ["an unknown command", ["ingset", "a.tif"], /ingset/],
    ["no command", [], /Name a command/],
    ["half a command", ["encoder"], /Name a command/],
    ["no path", ["ingest"], /path/],
    ["an unknown sensor", ["ingest", "a.tif", "--sensor", "sentinel-9"], /Sensor sentinel-9 is not known/],
    ["an unknown encoder", ["ingest", "a.tif", "--encoder", "clay-9"], /Encoder clay-9 is not known/],
    ["a bad date", ["ingest", "a.tif", "--date", "2019-06-31"], /2019-06-31/],
    ["a date in words", ["scenes", "--from", "yesterday"], /Date yesterday/],
    ["a chip size out of range", ["ingest", "a.tif", "--chip", "4"], /--chip 4/],
    ["a place outside the globe", ["search", "--at", "200,10"], /Place 200,10/],
    ["a place in words", ["search", "--at", "here"], /Place here/],
    ["an area with its south above its north", ["scenes", "--area", "1,9,2,3"], /Area 1,9,2,3/],
    ["a search without an example", ["search"], /--chip, --at or --image/],
    ["two first examples", ["search", "--chip", "1", "--at", "1,2"], /--chip, --at or --image/],
  ];

  it.each(wrong)("answers %s with code 2, one sentence and no output", async (_, args, says) => {
    const run = await runArgil(["--archive", join(folder, "usage"), "--json", ...args]);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/^[^\n]+\.\n$/);
    expect(run.stderr).toMatch(says);
  });

  it("answers a chip that is not there with code 1", async () => {
    const run = await runArgil(["--archive", join(folder, "usage"), "--json", "search", "--chip", "77"]);
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toMatch(/^Chip 77 is not in this archive/);
  });
});
