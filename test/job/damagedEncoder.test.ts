import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ModelsFolder } from "../../native/encoders/modelsFolder.ts";
import { cutOff } from "../support/damage.ts";
import { emptyInputs, writeRawInputs } from "../support/rawInputs.ts";
import { type ArgilRun, runArgil } from "../support/runArgil.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { importTiny, writeTinyClay } from "../support/tinyClay.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("damaged-encoder");
const whole = new ModelsFolder(join(folder, "whole"));
const checkpoint = writeTinyClay(join(folder, "tiny.ckpt"));
const scene = join(folder, "S2_20200601.tif");
const inputs = writeRawInputs(join(folder, "inputs"), emptyInputs);
let modelsCount = 0;

beforeAll(async () => {
  await writeTinyScene(scene);
  await importTiny(checkpoint, whole, { id: "tiny" });
});

/** A copy of the encoder with something done to one of its files. */
function damaged(file: string, damage: (path: string) => void): ModelsFolder {
  const models = new ModelsFolder(join(folder, `models${modelsCount++}`));
  cpSync(whole.folder, models.folder, { recursive: true });
  damage(join(models.folder, "tiny", file));
  return models;
}

const argil = ({ folder: models }: ModelsFolder, ...args: string[]): Promise<ArgilRun> =>
  runArgil(["--archive", join(folder, "project"), "--json", ...args], {
    env: { ARGIL_MODELS: models, XDG_DATA_HOME: join(folder, "data") },
  });

/** Another bit in the middle; size and times stay. */
function flipBit(path: string): void {
  const { size, atime, mtime } = statSync(path);
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, size >> 1);
  byte[0]! ^= 1;
  writeSync(file, byte, 0, 1, size >> 1);
  closeSync(file);
  utimesSync(path, atime, mtime);
}

const ways = [
  [
    "one bit of the weights",
    "weights-fp32.bin",
    flipBit,
    /weights-fp32.bin has changed since it was imported/,
  ],
  ["one bit of the front", "front.bin", flipBit, /front.bin has changed since it was imported/],
  [
    "weights cut off",
    "weights-fp32.bin",
    (path) => cutOff(path, -4),
    /weights-fp32.bin has \d+ bytes instead of/,
  ],
  ["a front cut off", "front.bin", (path) => cutOff(path, -4), /front.bin has \d+ bytes instead of \d+/],
  ["weights gone", "weights-fp32.bin", (path) => rmSync(path), /weights-fp32.bin is missing/],
  [
    "a broken encoder.json",
    "encoder.json",
    (path) => writeFileSync(path, "{"),
    /its encoder.json cannot be read/,
  ],
] as const satisfies readonly (readonly [string, string, (path: string) => void, RegExp])[];

describe.each(ways)("an encoder with %s", (_, file, damage, says) => {
  const models = () => damaged(file, damage);

  it("fails by name before it is used: verify, ingest and run", async () => {
    const place = models();
    const run = ["run", "tiny", "--inputs", inputs, "--out", join(folder, "out")];
    for (const args of [["verify", "tiny"], run])
      expectDamaged(await argil(place, "encoder", ...args, "--provider", "cpu"), says);
    const ingest = ["ingest", scene, "--chip", "32", "--encoder", "tiny", "--provider", "cpu"];
    expectDamaged(await argil(place, ...ingest), says);
  });

  it("is made whole by importing its checkpoint again, as the sentence says", async () => {
    const place = models();
    const { isNew } = await importTiny(checkpoint, place, { id: "tiny" });
    expect(isNew).toBe(true);
    expect(await place.isDamaged("tiny")).toBe(false);
    expect(place.find("tiny").encoder.card).toEqual(whole.find("tiny").encoder.card);
  });

  it("can be removed", async () => {
    const place = models();
    await place.remove("tiny");
    expect(() => place.find("tiny")).toThrow("Encoder tiny is not known; use one of baseline.");
  });
});

describe("the list of encoders", () => {
  it("passes over one whose encoder.json is broken, and says what is wrong when it is asked for", async () => {
    const place = damaged("encoder.json", (path) => writeFileSync(path, "null"));
    const list = (await argil(place, "encoder", "list")).json as { id: string }[];
    expect(list.map(({ id }) => id)).toEqual(["baseline"]);
    const { code, stderr } = await argil(place, "encoder", "use", "tiny");
    expect([code, stderr]).toEqual([1, expect.stringMatching(/its encoder.json cannot be read/)]);
  });

  it("says of one with a file cut off that it is damaged", async () => {
    const place = damaged("weights-fp32.bin", (path) => cutOff(path, -1));
    const list = (await argil(place, "encoder", "list")).json as { id: string; damage: string | null }[];
    expect(list.map(({ id, damage }) => [id, damage])).toEqual([
      ["baseline", null],
      ["tiny", expect.stringMatching(/is damaged \(a file is cut off\)/)],
    ]);
  });
});

it("does not remove the built-in encoder, and says so of one that is not there", async () => {
  const { code, stderr } = await argil(whole, "encoder", "remove", "baseline");
  expect([code, stderr]).toEqual([2, expect.stringMatching(/part of the program/)]);
  expect((await argil(whole, "encoder", "remove", "..")).code).toBe(2);
});

it("writes a network file anew that a power cut left hollow", async () => {
  const place = damaged("encoder.json", () => undefined);
  const graphs = readdirSync(join(place.folder, "tiny")).filter((name) => name.startsWith("graph-"));
  expect(graphs.length).toBeGreaterThan(0);
  for (const name of graphs) writeFileSync(join(place.folder, "tiny", name), "");
  const { code, json } = await argil(place, "encoder", "verify", "tiny", "--provider", "cpu");
  expect([code, json]).toEqual([0, expect.objectContaining({ isRight: true })]);
});

function expectDamaged({ code, stdout, stderr }: ArgilRun, says: RegExp): void {
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^The encoder in [^\n]+ is damaged \([^\n]+\); import its checkpoint again\.\n$/);
  expect(stderr).toMatch(says);
}
