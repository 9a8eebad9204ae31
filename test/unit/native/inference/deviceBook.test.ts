import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DeviceBook } from "../../../../native/inference/deviceBook.ts";
import type { SystemEvidence } from "../../../../native/inference/evidence.ts";
import { probeProvider } from "../../../../native/inference/probeProvider.ts";
import { tempFolder } from "../../../support/tempFolder.ts";
import { fakeEvidence, fakeStart, foundGpu, shortPatience } from "./fakeInference.ts";

const folder = tempFolder("devices");
let lastFile = 0;

/** A book with a counted probe, on a machine that can change. */
function open(file = join(folder, `${++lastFile}`, "devices.json")) {
  const probed: string[] = [];
  const machine: { evidence: SystemEvidence } = { evidence: fakeEvidence() };
  let running = 0;
  const book = new DeviceBook({
    file,
    dataFolder: folder,
    start: fakeStart({ words: [foundGpu] }).start,
    readEvidence: async () => machine.evidence,
    probe: async (record, means) => {
      probed.push(record.id);
      if (++running > 1) throw new Error("two probes at once");
      const verdict = await probeProvider(record, { ...means, patience: shortPatience });
      running -= 1;
      return verdict;
    },
  });
  return { book, file, probed, machine };
}

it("probes each provider of the platform once, one at a time, fastest first", async () => {
  const { book, probed } = open();
  const [all, again, cuda] = await Promise.all([book.all(), book.all(), book.verdict("cuda")]);
  expect(all.map(({ provider, works }) => [provider, works])).toEqual([
    ["cuda", true],
    ["webgpu", true],
    ["cpu", true],
  ]);
  expect([again, cuda]).toEqual([all, all[0]]);
  expect(probed).toEqual(["cuda", "webgpu", "cpu"]);
});

it("believes the file of an earlier start while nothing has changed", async () => {
  const first = open();
  const verdicts = await first.book.all();
  const second = open(first.file);
  expect(await second.book.known()).toEqual(verdicts);
  expect(await second.book.all()).toEqual(verdicts);
  expect(second.probed).toEqual([]);
});

it("probes again when the driver is another", async () => {
  const { book, file, probed, machine } = open();
  await book.verdict("cuda");
  machine.evidence = fakeEvidence({ nvidia: { driverVersion: "590.1", models: [] } });
  expect(await book.known()).toEqual([]);
  await book.verdict("cuda");
  expect(probed).toEqual(["cuda", "cuda"]);
  const next = open(file);
  expect(await next.book.known()).toEqual([]);
});

it("knows only what was probed, without probing", async () => {
  const { book, probed } = open();
  expect(await book.known()).toEqual([]);
  await book.verdict("webgpu");
  expect((await book.known()).map(({ provider }) => provider)).toEqual(["webgpu"]);
  expect(probed).toEqual(["webgpu"]);
});

it("tests everything again when asked", async () => {
  const { book, probed } = open();
  await book.all();
  expect(await book.testAgain()).toHaveLength(3);
  expect(probed).toHaveLength(6);
});

it("keeps a device off that failed in use, over a new start, until it is tested again", async () => {
  const { book, file } = open();
  await book.verdict("cuda");
  const reason = await book.noteFailure("cuda", { message: "it stopped answering", lastWords: [] });
  expect(reason).toBe("CUDA failed: it stopped answering.");
  const next = open(file).book;
  const refused = await next.verdict("cuda");
  expect(refused).toMatchObject({
    works: false,
    reason,
    precisions: ["fp32", "fp16"],
  });
  expect(refused.findings.at(-1)).toEqual({ tone: "rules-out", sentence: reason });
  expect((await next.testAgain())[0]).toMatchObject({ provider: "cuda", works: true });
});

it("notes the failure of a device that was never probed", async () => {
  const { book, probed } = open();
  await book.noteFailure("webgpu", { message: "it gave no numbers", lastWords: [] });
  expect(await book.verdict("webgpu")).toMatchObject({ title: "WebGPU", works: false });
  expect(probed).toEqual([]);
});

it("says that a platform has no such provider", async () => {
  const { book, probed } = open();
  expect(await book.verdict("dml")).toMatchObject({
    works: false,
    reason: "onnxruntime has no DirectML for linux-x64.",
  });
  expect(probed).toEqual([]);
});

it.each([
  ["broken", "{"],
  ["of another make", '{"key": "x", "verdicts": [{"provider": "abacus"}]}'],
  ["empty", ""],
])("probes when the file is %s, and replaces it whole", async (_, text) => {
  const path = join(folder, `${++lastFile}`);
  mkdirSync(path);
  writeFileSync(join(path, "devices.json"), text);
  const { book, file, probed } = open(join(path, "devices.json"));
  await book.verdict("cpu");
  expect(probed).toEqual(["cpu"]);
  expect(JSON.parse(readFileSync(file, "utf8")).verdicts).toHaveLength(1);
  expect(readdirSync(path)).toEqual(["devices.json"]);
});

it("remembers for itself where nothing can be written", async () => {
  const blocked = join(folder, `${++lastFile}`);
  writeFileSync(blocked, "a file where a folder is wanted");
  const { book, file, probed } = open(join(blocked, "devices.json"));
  await book.verdict("cpu");
  await book.verdict("cpu");
  expect([probed, existsSync(file)]).toEqual([["cpu"], false]);
});
