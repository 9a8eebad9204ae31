import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cosineSimilarity } from "../../native/analysis/cosine.ts";
import { largestDifference } from "../support/clayGoldens.ts";
import { computerIn, type PrintedIngest, type PrintedSearch, vectorsOf } from "../support/clayProject.ts";
import { readRawOutput, writeRawInputs } from "../support/rawInputs.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { importTiny, tinyConfig, writeTinyClay } from "../support/tinyClay.ts";
import { type SampleOf, writeTinyScene } from "../support/tinyScene.ts";

const folder = tempFolder("clay-ingest");
const { models, argil } = computerIn(folder);
const project = (name: string) => join(folder, name);
const onCpu = ["--provider", "cpu"];

const sample: SampleOf = ({ band, x, y }) =>
  400 + 500 * band + ((37 * x + 91 * y + 13 * x * y * (band + 1)) % 700) + (x > 40 ? 900 : 0);
const names = ["B02 blue", "B03 green", "B04 red", "B08 nir"];
const scene = join(folder, "S2_20200601.tif");
const later = join(folder, "S2_20200701.tif");
const generic = join(folder, "G_20200601.tif");

beforeAll(async () => {
  await writeTinyScene(scene, { sample });
  await writeTinyScene(later, { seed: 7 });
  await writeTinyScene(generic, { bandCount: 3, bandDescriptions: ["a", "b", "c"] });
  await importTiny(writeTinyClay(join(folder, "tiny.ckpt")), models, { id: "tiny" });
  await importTiny(writeTinyClay(join(folder, "second.ckpt"), { seed: 2 }), models, { id: "second" });
});

async function ingest(name: string, path: string, ...args: string[]): Promise<PrintedIngest> {
  const { code, json, stderr } = await argil(name, "ingest", path, "--chip", "32", ...onCpu, ...args);
  expect([code, stderr]).toEqual([0, ""]);
  return json as PrintedIngest;
}

async function search(name: string, ...args: string[]): Promise<PrintedSearch> {
  const { code, json, stderr } = await argil(name, "search", "--chip", "1", ...args);
  expect([code, stderr]).toEqual([0, ""]);
  return json as PrintedSearch;
}

describe("a project whose first chips are embedded with Clay", () => {
  beforeAll(async () => {
    const { scenes, encoder } = await ingest("first", scene, "--encoder", "tiny");
    expect(scenes.map(({ status, chips }) => [status, chips.embedded])).toEqual([["done", 4]]);
    expect(encoder).toMatchObject({ id: "tiny", dimensions: tinyConfig.dim, provider: "cpu" });
  });

  it("stays with it, in searches and for the next scenes", async () => {
    const { encoder, scenes } = await ingest("first", later);
    expect([encoder.id, scenes[0]!.chips.embedded]).toEqual(["tiny", 4]);
    const found = await search("first");
    expect(found.query).toMatchObject({ encoderId: "tiny", precision: "fp32" });
    expect([found.scanned, found.notComparable]).toEqual([8, 0]);
    expect(found.hits[0]).toMatchObject({ chipId: "1", cosineSimilarity: expect.closeTo(1, 6) });
  });

  it("does only what is missing when it is told the same again", async () => {
    const { scenes } = await ingest("first", scene);
    expect(scenes[0]!.chips).toMatchObject({ embedded: 0, alreadyThere: 4 });
  });

  it("shows where in the best hits it looks like the query, patch by patch", async () => {
    const { hits } = await search("first", "--where", "2");
    expect(hits.map(({ patches }) => patches?.grid)).toEqual([4, 4, ...hits.slice(2).map(() => undefined)]);
    for (const { patches } of hits.slice(0, 2)) {
      expect(patches!.cosines).toHaveLength(16);
      for (const cosine of patches!.cosines) expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
      expect(new Set(patches!.cosines).size).toBeGreaterThan(4);
    }
    expect(hits[0]!.patches!.cosines).not.toEqual(hits[1]!.patches!.cosines);
  });

  it("goes on searching without its encoder's weights, and says what to do before it embeds", async () => {
    await ingest("orphan", scene, "--encoder", "tiny");
    const away = computerIn(join(folder, "away"));
    const at = join("..", "orphan");
    const { code, json } = await away.argil(at, "search", "--chip", "1");
    expect([code, (json as PrintedSearch).hits.length]).toEqual([0, 4]);
    const refused = await away.argil(at, "ingest", later, "--chip", "32");
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toBe("Encoder tiny is not known; use one of baseline.\n");
  });
});

describe("a second encoder", () => {
  beforeAll(async () => {
    await ingest("two", scene);
    const { code, json } = await argil("two", "encoder", "use", "tiny", "--reembed", ...onCpu);
    expect([code, (json as PrintedIngest).scenes[0]!.chips.embedded]).toEqual([0, 4]);
  });

  it("embeds the same chips beside the first one's vectors", () => {
    const vectors = vectorsOf(project("two"));
    expect(vectors.map(({ encoder, chip, vector }) => [encoder, chip, vector.length])).toEqual([
      ...[1, 2, 3, 4].map((chip) => ["baseline", chip, expect.any(Number)]),
      ...[1, 2, 3, 4].map((chip) => ["tiny", chip, tinyConfig.dim]),
    ]);
  });

  it("embeds only what is missing when it is told so again", async () => {
    const { code, json } = await argil("two", "encoder", "use", "tiny", "--reembed", ...onCpu);
    const [one] = (json as PrintedIngest).scenes;
    expect([code, one!.chips]).toEqual([0, expect.objectContaining({ embedded: 0, alreadyThere: 4 })]);
  });

  it("is never mixed with the first one in a search", async () => {
    await ingest("two", later, "--encoder", "baseline");
    const own = await search("two");
    expect([own.query.encoderId, own.scanned, own.notComparable]).toEqual(["tiny", 4, 4]);
    const former = await search("two", "--encoder", "baseline");
    expect([former.query.encoderId, former.scanned, former.notComparable]).toEqual(["baseline", 8, 0]);
    const last = String(Math.max(...vectorsOf(project("two")).map(({ chip }) => chip)));
    const missing = await argil("two", "search", "--chip", last, "--encoder", "tiny");
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining(`chip ${last} was not embedded with tiny`),
    ]);
    const mixed = await argil("two", "search", "--chip", "1", "--plus", last);
    expect([mixed.code, mixed.stderr]).toEqual([1, expect.stringMatching(/cannot be compared/)]);
  });

  it("of the same name and other weights has a space of its own, and no patches for the old vectors", async () => {
    const swapped = computerIn(join(folder, "swapped"));
    await importTiny(join(folder, "tiny.ckpt"), swapped.models, { id: "one" });
    const run = (...args: string[]) => swapped.argil("project", ...args);
    await run("ingest", scene, "--chip", "32", "--encoder", "one", ...onCpu);
    await swapped.models.remove("one");
    await importTiny(join(folder, "second.ckpt"), swapped.models, { id: "one" });
    const where = await run("search", "--chip", "1", "--where", "1");
    expect([where.code, where.stderr]).toEqual([
      1,
      expect.stringMatching(/one has other weights or settings now/),
    ]);
    await run("ingest", later, "--chip", "32", ...onCpu);
    const spaces = vectorsOf(join(folder, "swapped", "project")).map(({ space }) => space);
    expect(spaces).toEqual([1, 1, 1, 1, 2, 2, 2, 2].map((space) => spaces[0]! + space - 1));
  });

  it("leaves out scenes that it does not take, each with its reason, and embeds the others", async () => {
    await ingest("mixed", generic, "--sensor", "generic");
    await ingest("mixed", scene);
    const { code, json } = await argil("mixed", "encoder", "use", "tiny", "--reembed", ...onCpu);
    expect(code).toBe(3);
    const statuses = (json as PrintedIngest).scenes.map(({ status, reason }) => [status, reason]);
    expect(statuses.toSorted()).toEqual([
      ["done", undefined],
      ["refused", expect.stringMatching(/does not suit this encoder: Clay knows no numbers like those of/)],
    ]);
  });
});

it.each(["20", "520"])("chips of %s pixels are refused with what Clay takes", async (chip) => {
  const args = ["ingest", scene, "--chip", chip, "--encoder", "tiny", ...onCpu];
  const { code, json } = await argil("sizes", ...args);
  const [one] = (json as PrintedIngest).scenes;
  expect([code, one!.status]).toEqual([3, "refused"]);
  expect(one!.reason).toMatch(/Clay takes chips of 8 to 512 pixels in steps of 8, not \d+\.$/);
});

describe("the embedding of a chip in a project", () => {
  const means = [1105, 1355, 1552, 2743];
  const deviations = [1809, 1757, 1888, 1742];

  it("is what the reference's inputs, prepared by hand, give", async () => {
    await ingest("by-hand", scene, "--encoder", "tiny");
    const chips = (await argil("by-hand", "chips")).json as { id: string; footprint: unknown }[];
    const corners = chips.map(({ id, footprint }) => ({ id, ...boxOf(footprint) }));
    const northWest = corners.toSorted((a, b) => b.north - a.north + (a.west - b.west))[0]!;
    const pixels = means.flatMap((mean, band) =>
      Array.from({ length: 32 * 32 }, (_, pixel) => {
        const [x, y] = [pixel % 32, Math.floor(pixel / 32)];
        return (sample({ band, column: x, row: y, x, y }) - mean) / deviations[band]!;
      }),
    );
    // 1 June 2020 lies in week 23; a day without an hour counts as noon.
    const angles = [(2 * Math.PI * 23) / 52, Math.PI];
    const place = [(northWest.south + northWest.north) / 2, (northWest.west + northWest.east) / 2];
    const code = (turns: number[]) => turns.flatMap((turn) => [Math.sin(turn), Math.cos(turn)]);
    const inputs = writeRawInputs(join(folder, "raw"), {
      pixels: { shape: [1, 4, 32, 32], data: pixels },
      time: { shape: [1, 4], data: code(angles) },
      latlon: { shape: [1, 4], data: code(place.map((degrees) => (degrees * Math.PI) / 180)) },
      waves: { shape: [4], data: [0.493, 0.56, 0.665, 0.842] },
      gsd: { shape: [1], data: [10] },
    });
    const out = join(folder, "raw-out");
    const run = await argil("by-hand", "encoder", "run", "tiny", "--inputs", inputs, "--out", out, ...onCpu);
    expect(run.code).toBe(0);
    const stored = vectorsOf(project("by-hand")).find(({ chip }) => String(chip) === northWest.id)!.vector;
    expect(largestDifference(readRawOutput(out, "cls_embedding"), stored)).toBeLessThan(1e-5);
  });

  it("does not depend on the order of the bands in the file", async () => {
    const turned = join(folder, "turned_S2_20200601.tif");
    await writeTinyScene(turned, {
      bandDescriptions: names.toReversed(),
      sample: (place) => sample({ ...place, band: 3 - place.band }),
    });
    await ingest("turned-project", turned, "--encoder", "tiny");
    await ingest("straight", scene, "--encoder", "tiny");
    const [one, other] = ["straight", "turned-project"].map((name) => vectorsOf(project(name)));
    expect(other!.map(({ vector }) => vector)).toEqual(one!.map(({ vector }) => vector));
    expect(cosineSimilarity(one![0]!.vector, one![3]!.vector)).toBeLessThan(0.99999);
  });
});

function boxOf(footprint: unknown) {
  const numbers = JSON.stringify(footprint)
    .match(/-?\d+(\.\d+)?/g)!
    .map(Number);
  const [lons, lats] = [0, 1].map((odd) => numbers.filter((_, index) => index % 2 === odd));
  return {
    west: Math.min(...lons!),
    east: Math.max(...lons!),
    south: Math.min(...lats!),
    north: Math.max(...lats!),
  };
}
