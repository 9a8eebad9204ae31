import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { checkArchive } from "../../native/archive/checkArchive.ts";
import { countChips } from "../../native/archive/chips.ts";
import { databaseFile, openArchive } from "../../native/archive/openArchive.ts";
import { contentAt } from "../support/archiveContent.ts";
import { processesWith } from "../support/processes.ts";
import { Random } from "../support/random.ts";
import { runArgil, startArgil } from "../support/runArgil.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("sigkill");
const scenes = join(folder, "scenes");
const calm = join(folder, "calm");
const sceneCount = 6;
const chipsInAll = sceneCount * (512 / 32) ** 2;
const killCount = 20;

const ingestInto = (archive: string) => ["--archive", archive, "--json", "ingest", scenes, "--chip", "32"];

beforeAll(async () => {
  mkdirSync(scenes);
  for (let month = 1; month <= sceneCount; month++) {
    const path = join(scenes, `s2_2020${String(month).padStart(2, "0")}15.tif`);
    await writeTinyScene(path, { side: 512, seed: month });
  }
  await runArgil(ingestInto(calm));
});

/** What a killed process left behind, looked at in a copy, so that the next run finds it as it was. */
function lookAt(archive: string) {
  if (!existsSync(join(archive, databaseFile))) return { isWhole: true, chipCount: 0 };
  const copy = join(folder, "copy");
  cpSync(archive, copy, { recursive: true });
  const opened = openArchive(copy);
  try {
    return { ...checkArchive(opened), ...countChips(opened) };
  } finally {
    opened.close();
    rmSync(copy, { recursive: true });
  }
}

/** When to kill: after so many milliseconds, or so long after a number of writes to the database. */
interface Moment {
  readonly milliseconds: number;
  readonly afterWrites?: number;
}

/** Kills the process at that moment, unless it has ended by itself, and waits until it is gone. */
async function killAt(
  { milliseconds, afterWrites = 0 }: Moment,
  archive: string,
  node?: string,
): Promise<void> {
  const { child, ended } = startArgil(ingestInto(archive), node === undefined ? {} : { node });
  let hasEnded = false;
  const end = ended.then(() => (hasEnded = true));
  const writtenAt = () => statSync(join(archive, `${databaseFile}-wal`), { throwIfNoEntry: false })?.mtimeMs;
  let last = writtenAt();
  for (let writes = 0; writes < afterWrites && !hasEnded; await sleep(2)) {
    if (writtenAt() === last) continue;
    last = writtenAt();
    writes++;
  }
  await Promise.race([end, sleep(milliseconds)]);
  child.kill("SIGKILL");
  await ended;
}

describe("argil ingest killed at 20 random moments and run again each time", () => {
  it("ends with exactly the rows and vectors of an undisturbed run", { timeout: 240_000 }, async () => {
    const archive = join(folder, "killed");
    const random = new Random(20_200_615);
    // Some lives end while the program starts; the others soon after a few writes, so that on any machine
    // the kills together reach from the first chip to the last.
    const left: number[] = [];
    for (let kill = 0; kill < killCount; kill++) {
      const isAtStart = random.unit() < 0.25;
      await killAt(
        isAtStart
          ? { milliseconds: random.between(0, 700) }
          : { milliseconds: random.between(0, 60), afterWrites: random.whole(1, 3) },
        archive,
      );
      const { isWhole, chipCount } = lookAt(archive);
      expect(isWhole).toBe(true);
      left.push(chipCount);
    }
    const last = await runArgil(ingestInto(archive));
    console.log(`chips after each kill, of ${chipsInAll}: ${left.join(" ")}`);
    expect(left).toEqual([...left].sort((one, other) => one - other));
    expect(new Set(left.filter((count) => count > 0 && count < chipsInAll)).size).toBeGreaterThan(2);
    expect(last.code).toBe(0);
    expect(contentAt(archive)).toEqual(contentAt(calm));
    expect(contentAt(archive).embeddings.length).toBe(chipsInAll);
    expect(lookAt(archive)).toMatchObject({ isWhole: true });
  });
});

describe("argil ingest started by an older Node", () => {
  it("leaves no orphan that goes on writing when it is killed", async ({ skip }) => {
    const node = olderNode();
    if (node === null) return skip("no Node older than 22.18 on the PATH");
    if (!existsSync("/proc/self/cmdline")) return skip("no /proc here to look for orphans in");
    const archive = join(folder, "orphan");
    await killAt({ milliseconds: 0, afterWrites: 5 }, archive, node);
    const killedAt = performance.now();
    while (processesWith(archive).length > 0 && performance.now() - killedAt < 5_000) await sleep(20);
    expect(processesWith(archive)).toEqual([]);
    const { isWhole, chipCount } = lookAt(archive);
    expect(isWhole).toBe(true);
    expect(chipCount).toBeLessThan(chipsInAll);
    await runArgil(ingestInto(archive), { node });
    expect(contentAt(archive)).toEqual(contentAt(calm));
  });
});

/** A Node on the PATH that argil.mjs hands on from. */
function olderNode(): string | null {
  for (const place of (process.env.PATH ?? "").split(delimiter)) {
    const node = join(place, "node");
    if (!existsSync(node)) continue;
    const [major = 0, minor = 0] = execFileSync(node, ["--version"], { encoding: "utf8" })
      .slice(1)
      .split(".")
      .map(Number);
    if (major < 22 || (major === 22 && minor < 18)) return node;
  }
  return null;
}
