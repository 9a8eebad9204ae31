import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EngineError } from "../../../../../native/engineError.ts";
import { sceneSourceOf } from "../../../../../native/raster/bundle/sceneSourceOf.ts";
import { openZip } from "../../../../../native/raster/bundle/zipContainer.ts";
import { readText } from "../../../../../native/raster/files/readText.ts";
import { Random } from "../../../../support/random.ts";
import { safeEntries } from "../../../../support/sceneFolders.ts";
import { tempFolder } from "../../../../support/tempFolder.ts";
import { writeZip, type ZipEntry } from "../../../../support/writeZip.ts";

const folder = tempFolder("zip");
const text = new TextEncoder().encode("pixels ".repeat(500));
const zipped = (name: string, ...entries: readonly ZipEntry[]) => writeZip(join(folder, name), entries);

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (error instanceof EngineError) return `${error.failure.kind}: ${error.message}`;
  if (error !== null) throw error;
  return "fine";
}

describe("a zip", () => {
  it.each([false, true])("gives any range of an entry, deflated: %s", async (isDeflated) => {
    const zip = await openZip(
      zipped(
        `range-${isDeflated}.zip`,
        { name: "first", bytes: text, isDeflated },
        { name: "a/b.txt", bytes: text, isDeflated },
      ),
    );
    expect(zip.entries).toEqual(["first", "a/b.txt"]);
    const entry = await zip.open("a/b.txt");
    expect([entry.byteLength, new TextDecoder().decode(await entry.read(7 * 300, 6))]).toEqual([
      3500,
      "pixels",
    ]);
    expect(await failureOf(entry.read(3499, 2))).toMatch(/^file-damaged/);
    expect(await failureOf(readText(entry, 100))).toMatch(/3500 bytes are too many/);
    await entry.close();
    expect(await failureOf(zip.open("c"))).toMatch(/^file-missing/);
    await zip.close();
  });

  it.each<[string, ZipEntry, RegExp]>([
    ["climbs out of its folder", { name: "../evil", bytes: text }, /^zip-refused: .*\.\.\/evil/],
    ["names a place on the disk", { name: "/etc/evil", bytes: text }, /^zip-refused: .*\/etc\/evil/],
    ["is encrypted", { name: "a", bytes: text, isDeflated: true, flags: 1 }, /^zip-refused: .*encrypted/],
    ["is compressed in an unusual way", { name: "a", bytes: text, method: 14 }, /^zip-refused: .*method 14/],
    [
      "would swell",
      { name: "a", bytes: new Uint8Array(32 << 20), isDeflated: true },
      /^zip-refused: .*swell \d+-fold/,
    ],
    [
      "says that it is huge",
      { name: "a", bytes: text, isDeflated: true, saidBytes: 3e9 },
      /^zip-refused: .*3 GB/,
    ],
  ])("is refused when an entry %s", async (name, entry, reason) => {
    expect(await failureOf(openZip(zipped(`${name}.zip`, entry)))).toMatch(reason);
  });

  it("is refused when an entry is larger than it said, before more than that is written", async () => {
    const zip = await openZip(
      zipped("liar.zip", { name: "a", bytes: text, isDeflated: true, saidBytes: 100 }),
    );
    expect(await failureOf(zip.open("a"))).toMatch(/^file-damaged/);
    await zip.close();
  });

  it("is refused when it is no zip, cut off or empty", async () => {
    const whole = zipped("whole.zip", { name: "a", bytes: text });
    const bytes = readFileSync(whole);
    for (const [name, content] of [
      ["none.zip", Buffer.from("not a zip at all, but long enough to look for the end of one")],
      ["cut.zip", bytes.subarray(0, bytes.length - 30)],
      ["empty.zip", Buffer.alloc(0)],
    ] as const) {
      writeFileSync(join(folder, name), content);
      expect([name, await failureOf(openZip(join(folder, name)))]).toEqual([
        name,
        expect.stringMatching(/^file-damaged/),
      ]);
    }
  });

  it("of something else is no scene", async () => {
    expect(await failureOf(sceneSourceOf(zipped("other.zip", { name: "a.txt", bytes: text })))).toMatch(
      /^no-rasters/,
    );
  });

  it("always ends in a scene or a failure, whatever bytes of its directory are changed", async () => {
    const path = writeZip(join(folder, "mutated.SAFE.zip"), safeEntries(true));
    const original = readFileSync(path);
    const random = new Random(7);
    for (let round = 0; round < 150; round++) {
      const bytes = Buffer.from(original);
      for (let change = random.whole(1, 5); change > 0; change--)
        bytes[random.whole(bytes.length - 1200, bytes.length - 1)] = random.whole(0, 255);
      writeFileSync(path, bytes);
      await failureOf(sceneSourceOf(path));
    }
  });
});
