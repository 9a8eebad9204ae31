import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChipId, GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import { openArchive } from "../../native/archive/openArchive.ts";
import { ensureSpace, saveChips } from "../../native/archive/saveChips.ts";
import { saveScene } from "../../native/archive/scenes.ts";
import { VectorSearch } from "../../native/archive/vectors.ts";
import { search } from "../../native/jobs/search.ts";
import type { Bench } from "./bench.ts";

const chipCount = 100_000;
const dimensions = 1024;
const turns = 15;

/** A whole search (examples, all scores, top 100, histogram) over 100,000 vectors of 1024, after the first has loaded them. */
export const searchBench: Bench = {
  name: "search",
  limit: "asked for: < 60 ms median at 100k x 1024; bound by memory: 410 MB a query",
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), "argil-bench-"));
    const archive = openArchive(folder);
    try {
      const space = fill(archive);
      const vectors = new VectorSearch(archive);
      const ask = (filters = {}) =>
        search(
          { like: [{ kind: "chip", chipId: "500" as ChipId }], unlike: [], filters, limit: 100 },
          { archive, vectors },
        );
      const started = performance.now();
      ask();
      yield { what: "first search, loads the vectors", unit: "ms", values: [performance.now() - started] };
      const time = (work: () => unknown) =>
        Array.from({ length: turns }, () => {
          const from = performance.now();
          work();
          return performance.now() - from;
        });
      yield { what: "search in memory", unit: "ms", values: time(() => ask()) };
      yield {
        what: "search in memory, filtered to a tenth",
        unit: "ms",
        values: time(() => ask({ area: [0, 0, 1, 10] })),
      };
      const query = new Float32Array(dimensions).fill(1);
      yield {
        what: "all scores by sqlite-vec",
        unit: "ms",
        values: time(() => vectors.scoreAll(space, query, {}, "sqlite")).slice(0, 5),
      };
    } finally {
      archive.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function fill(archive: ReturnType<typeof openArchive>) {
  const sceneId = "bench-scene" as SceneId;
  const footprint = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ] as const;
  saveScene(archive, {
    id: sceneId,
    sha256: "0",
    path: "bench.tif",
    title: "bench",
    acquiredAt: "2020-06-01T00:00:00Z",
    sensorId: "generic",
    sensorTitle: "Generic raster",
    choices: {},
    crsName: "EPSG:4326",
    gsdMeters: 10,
    footprint,
    bounds: [0, 0, 10, 10],
    bands: [],
    scaling: { scale: 1, offset: 0, evidence: "made up" },
    evidence: [],
    rendering: null,
    software: "bench",
  });
  const space = ensureSpace(archive, {
    spaceKey: "bench",
    precision: "fp32",
    encoderId: "bench",
    encoderSha256: "0",
    dimensions,
  });
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  for (let start = 0; start < chipCount; start += 1000) {
    const chips = Array.from({ length: 1000 }, (_, offset) => {
      const index = start + offset;
      const west = (index % 1000) / 100;
      const south = Math.floor(index / 1000) / 10;
      return {
        sceneId,
        groundId: `g${index}` as GroundId,
        acquiredAt: "2020-06-01T00:00:00Z",
        chipPixels: 64,
        cellI: index % 1000,
        cellJ: Math.floor(index / 1000),
        footprint: [
          [west, south],
          [west + 0.01, south],
          [west + 0.01, south + 0.1],
          [west, south + 0.1],
          [west, south],
        ] as const,
        bounds: [west, south, west + 0.01, south + 0.1] as const,
        validFraction: 1,
        cloudFraction: null,
        outcome: { kind: "embedded" as const, vector: Float32Array.from({ length: dimensions }, next) },
      };
    });
    saveChips(archive, space, "cpu", chips);
  }
  return space;
}
