import { closeSync, copyFileSync, existsSync, openSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cosineSimilarity } from "../../native/analysis/cosine.ts";
import type { PrecisionAgreement } from "../../native/contract/encoders.ts";
import { forkInference } from "../../native/inference/forkInference.ts";
import { ensurePrecision } from "../../native/jobs/ensurePrecision.ts";
import { computerIn, type PrintedIngest, type PrintedSearch, vectorsOf } from "../support/clayProject.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { importTiny, writeTinyClay } from "../support/tinyClay.ts";
import { writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("precision");
const { models, argil } = computerIn(folder);
const scene = join(folder, "S2_20200601.tif");
const generic = join(folder, "G_20200601.tif");
const onCpu = ["--provider", "cpu"];
const checkpoint = writeTinyClay(join(folder, "tiny.ckpt"));

beforeAll(async () => {
  await writeTinyScene(scene);
  await writeTinyScene(generic, { bandCount: 3, bandDescriptions: ["a", "b", "c"] });
  await importTiny(checkpoint, models, { id: "tiny" });
  const ingested = await argil("project", "ingest", scene, "--chip", "16", "--encoder", "tiny", ...onCpu);
  expect(ingested.code).toBe(0);
});

const measure = (project: string, precision: string, ...args: string[]) =>
  argil(project, "encoder", "measure", "tiny", "--precision", precision, ...onCpu, ...args);
const refusal = async (project: string, ...args: string[]) => {
  const { code, stdout, stderr } = await argil(project, ...args);
  expect(stdout).toBe("");
  return [code, stderr];
};

describe("a precision beside fp32", () => {
  it.each(["int8", "fp16"])("cannot be chosen before %s was made and measured", async (precision) => {
    const says = `Encoder tiny has no ${precision} weights yet; make and measure them with argil encoder measure tiny --precision ${precision}.\n`;
    expect(await refusal("project", "encoder", "use", "tiny", "--precision", precision)).toEqual([1, says]);
    expect(await refusal("project", "ingest", scene, "--precision", precision)).toEqual([1, says]);
  });

  it.each([
    ["int8", 0.97, 0.6],
    ["fp16", 0.9999, 0.9],
  ] as const)("is measured on the project's own chips: %s", async (precision, cosine, recall) => {
    const { code, json } = await measure("project", precision, "--chips", "12");
    expect(code).toBe(0);
    const report = json as PrecisionAgreement;
    expect(report).toMatchObject({
      precision,
      chipCount: 12,
      provider: "cpu",
    });
    expect(report.neighbourCount).toBeGreaterThan(0);
    expect(report.neighbourCount).toBeLessThan(12);
    expect(report.leastCosine).toBeGreaterThan(cosine);
    expect(report.medianCosine).toBeGreaterThanOrEqual(report.leastCosine);
    expect(report.medianCosine).toBeLessThanOrEqual(1.000001);
    expect(report.neighbourRecall).toBeGreaterThan(recall);
    expect(report.neighbourRecall).toBeLessThanOrEqual(1);
    expect(Math.min(report.secondsPerChip, report.fp32SecondsPerChip)).toBeGreaterThan(0);
    console.log(
      `${precision}: least cosine ${report.leastCosine.toFixed(5)}, neighbours kept ${report.neighbourRecall.toFixed(3)}`,
    );
  });

  it("is chosen after that, its vectors apart from those of fp32", async () => {
    const use = (...args: string[]) => argil("project", "encoder", "use", "tiny", ...args);
    const { code, json } = await use("--precision", "int8", "--reembed", ...onCpu);
    expect([code, (json as PrintedIngest).scenes[0]!.chips.embedded]).toEqual([0, 16]);
    const vectors = vectorsOf(join(folder, "project"));
    const [exact, rounded] = ["fp32", "int8"].map((kind) =>
      vectors.filter(({ precision }) => precision === kind),
    );
    expect([exact!.length, rounded!.length]).toEqual([16, 16]);
    expect(new Set(rounded!.map(({ space, provider }) => `${space} ${provider}`))).toEqual(
      new Set([`${exact![0]!.space + 1} cpu int8`]),
    );
    for (const [index, { vector }] of exact!.entries()) {
      expect(vector).not.toEqual(rounded![index]!.vector);
      expect(cosineSimilarity(vector, rounded![index]!.vector)).toBeGreaterThan(0.97);
    }
    const scored = async () => (await argil("project", "search", "--chip", "1")).json as PrintedSearch;
    expect(await scored()).toMatchObject({ query: { precision: "int8" }, scanned: 16 });
    await use();
    expect(await scored()).toMatchObject({ query: { precision: "fp32" }, scanned: 16 });
  });

  it("that was measured in one project is not offered in another", async () => {
    await argil("other", "ingest", scene, "--chip", "16", "--encoder", "tiny", ...onCpu);
    expect(await refusal("other", "encoder", "use", "tiny", "--precision", "int8")).toEqual([
      1,
      expect.stringMatching(/was not measured on this project's chips; do so with argil encoder measure/),
    ]);
  });

  it("is refused before use when its weights have changed", async () => {
    const damaged = computerIn(join(folder, "damaged"));
    await importTiny(checkpoint, damaged.models, { id: "tiny" });
    const place = join(damaged.models.folder, "tiny");
    for (const name of ["encoder.json", "weights-int8.bin"])
      copyFileSync(join(models.folder, "tiny", name), join(place, name));
    const weights = openSync(join(place, "weights-int8.bin"), "r+");
    writeSync(weights, Buffer.of(0x55, 0xaa), 0, 2, 4096);
    closeSync(weights);
    const verify = (precision: string) =>
      damaged.argil("p", "encoder", "verify", "tiny", "--precision", precision, ...onCpu);
    expect((await verify("fp32")).code).toBe(0);
    expect((await verify("int8")).stderr).toMatch(/weights-int8.bin has changed since it was imported/);
  });
});

describe("a measurement", () => {
  it("leaves out chips that the encoder does not take", async () => {
    await argil("mixed", "ingest", generic, "--sensor", "generic", "--chip", "16");
    await argil("mixed", "ingest", scene, "--chip", "16");
    const { code, json } = await measure("mixed", "int8");
    expect([code, json]).toEqual([0, expect.objectContaining({ chipCount: 16 })]);
  });

  it("says what is missing where there are no such chips", async () => {
    await argil("generic", "ingest", generic, "--sensor", "generic", "--chip", "16");
    for (const project of ["generic", "empty"]) {
      const { code, stderr } = await measure(project, "int8");
      expect([code, stderr]).toEqual([1, expect.stringMatching(/holds no chips yet/)]);
    }
  });

  it("is of an imported encoder and a precision beside fp32", async () => {
    expect((await measure("project", "fp32")).code).toBe(2);
    const baseline = ["encoder", "measure", "baseline", "--precision", "int8"];
    expect(await refusal("project", ...baseline)).toEqual([
      2,
      "Precision int8 is not understood; it takes an imported encoder.\n",
    ]);
  });
});

it("weights of another precision that were stopped half way leave nothing behind", async () => {
  const halfWay = computerIn(join(folder, "half-way")).models;
  await importTiny(checkpoint, halfWay, { id: "tiny" });
  const place = join(halfWay.folder, "tiny");
  const before = readdirSync(place);
  const stop = new AbortController();
  const parts = { start: forkInference, signal: stop.signal, onProgress: () => stop.abort() };
  await expect(ensurePrecision(place, "int8", parts)).rejects.toThrow(/abort/i);
  expect(readdirSync(place)).toEqual(before);
  expect(existsSync(join(place, "weights-int8.bin"))).toBe(false);
  expect(() => halfWay.find("tiny", "int8")).toThrow(/has no int8 weights yet/);
});
