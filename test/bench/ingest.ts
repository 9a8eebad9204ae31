import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { openArchive } from "../../native/archive/openArchive.ts";
import { findEncoder, openEmbedder } from "../../native/cli/openEmbedder.ts";
import { ingest } from "../../native/jobs/ingest.ts";
import { readPixels } from "../../native/raster/pixels/readPixels.ts";
import { openReadyScene } from "../../native/raster/scene/openScene.ts";
import type { Bench } from "./bench.ts";
import { writeBenchScene } from "./scenes.ts";

const cases = [
  { side: 4096, bandCount: 4, compression: "none" },
  { side: 3072, bandCount: 10, compression: "none" },
  { side: 3072, bandCount: 10, compression: "deflate" },
] as const;
type Case = (typeof cases)[number];

/** Decoded MB/s of a whole ingest with the built-in encoder, and of reading alone, from uncompressed and deflated tiles. */
export const ingestBench: Bench = {
  name: "ingest",
  limit:
    "asked for: 60 MB/s of decoded uint16 pixels from uncompressed tiles on 2 cores; bound by one JavaScript thread that reads and saves (cost per chip) and one process that prepares and embeds",
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), "argil-bench-"));
    const { encoder } = findEncoder("baseline");
    try {
      for (const one of cases) {
        const what = `${one.bandCount} bands, ${one.compression}`;
        const path = join(folder, `S2_20200601_${one.bandCount}_${one.compression}.tif`);
        await writeBenchScene(path, one);
        yield {
          what: `read only, ${what}`,
          unit: "MB/s",
          values: await repeat(one, () => readAll(path, one)),
        };
        yield {
          what: `ingest, ${what}, chips of ${encoder.card.defaultChipPixels}`,
          unit: "MB/s",
          values: await repeat(one, (turn) =>
            ingestAll(path, join(folder, `${basename(path)}-${turn}`), one),
          ),
        };
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function repeat(
  { side, bandCount }: Case,
  measure: (turn: number) => Promise<void>,
): Promise<number[]> {
  const values: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const started = performance.now();
    await measure(turn);
    values.push((side * side * bandCount * 2) / 1e6 / ((performance.now() - started) / 1000));
  }
  return values;
}

async function readAll(path: string, { side }: Case): Promise<void> {
  const scene = await openReadyScene(path);
  for (let row = 0; row < side; row += 256)
    await readPixels(scene, { column: 0, row, width: side, height: 256 });
  await scene.close();
}

async function ingestAll(path: string, project: string, { side }: Case): Promise<void> {
  const archive = openArchive(project);
  const installed = findEncoder("baseline");
  const { encoder } = installed;
  await using opened = openEmbedder(installed);
  const report = await ingest(
    { paths: [path], chipPixels: encoder.card.defaultChipPixels, minValidFraction: 0.5, choices: {} },
    { archive, embedder: opened.embedder, signal: new AbortController().signal, onProgress: () => undefined },
  );
  archive.close();
  const chips = report.scenes[0]?.chips.embedded ?? 0;
  if (chips < (side / encoder.card.defaultChipPixels - 1) ** 2)
    throw new Error(`only ${chips} chips were embedded: ${report.scenes[0]?.reason}`);
}
