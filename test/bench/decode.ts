import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PixelWindow } from "../../models/vocabulary/raster.ts";
import { decodePool } from "../../native/raster/tiff/decodePool.ts";
import { openTiffRaster } from "../../native/raster/tiff/openTiffRaster.ts";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import type { Bench } from "./bench.ts";

const script = fileURLToPath(new URL("./decodePeer.py", import.meta.url));
const python = process.env.ARGIL_PYTHON ?? "/usr/bin/python3";
const scenes = [
  { bandCount: 4, side: 5120 },
  { bandCount: 10, side: 3328 },
] as const;
const turns = 5;
const rowsAtOnce = 256;
const windowPixels = 512;

/** Decoded MB/s of a whole uint16 scene through `RasterReader`, and of GDAL by the same number of threads, turn by turn. */
export const decodeBench: Bench = {
  name: "decode",
  limit: `asked for: 0.5 x GDAL on none and deflate, 0.35 x on LZW and zstd, ${decodePool.threadCount} threads each; deflate is bound by zlib, which takes half as long again as GDAL's libdeflate, the rest by one copy more and one JavaScript thread that puts blocks together`,
  async *run() {
    const source = sharedPath("data/change_pairs/oscd_beihai_20161209.tif");
    if (source === null) throw new Error(noSharedData);
    const folder = await mkdtemp(join(tmpdir(), "argil-bench-"));
    const peer = new Peer();
    try {
      for (const { bandCount, side } of scenes) {
        const made = await promisify(execFile)(python, [
          script,
          "make",
          source,
          folder,
          String(bandCount),
          String(side),
        ]);
        const megabytes = (side * side * bandCount * 2) / 1e6;
        for (const [index, encoding] of made.stdout.trim().split("\n").entries()) {
          const path = join(folder, `${bandCount}-${index}.tif`);
          const what = `${bandCount} bands, ${encoding}`;
          const speeds = await measure(path, peer, megabytes);
          for (const [who, values] of Object.entries(speeds))
            yield { what: `${what}: ${who}`, unit: "MB/s", values };
          yield { what: `${what}: ratio`, unit: "% of GDAL", values: ratios(speeds) };
          await rm(path);
        }
      }
    } finally {
      peer.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Speeds = Record<"GDAL by rows" | "GDAL at once" | "Argil", number[]>;

/** Turns of all ways, one after the other, so that what else the machine does bears on all alike. */
async function measure(path: string, peer: Peer, megabytes: number): Promise<Speeds> {
  const speeds: Speeds = { "GDAL by rows": [], "GDAL at once": [], Argil: [] };
  for (let turn = 0; turn < turns; turn++) {
    speeds["GDAL by rows"].push(megabytes / (await peer.read(path, rowsAtOnce)));
    speeds.Argil.push(megabytes / (await seconds(() => readScene(path))));
    speeds["GDAL at once"].push(megabytes / (await peer.read(path, 0)));
  }
  return speeds;
}

/** Argil's speed by the faster of GDAL's ways, turn by turn. */
const ratios = (speeds: Speeds): number[] =>
  speeds.Argil.map(
    (speed, turn) => (100 * speed) / Math.max(speeds["GDAL by rows"][turn]!, speeds["GDAL at once"][turn]!),
  );

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Reads all bands of a scene in square windows, one after the other, as chips are read. */
async function readScene(path: string): Promise<void> {
  const file = await openTiffRaster(path);
  const { width, height, bandCount, reader } = file;
  const samples = Array.from({ length: bandCount }, (_, sample) => sample);
  for (let row = 0; row < height; row += windowPixels)
    for (let column = 0; column < width; column += windowPixels) {
      const window: PixelWindow = {
        column,
        row,
        width: Math.min(windowPixels, width - column),
        height: Math.min(windowPixels, height - row),
      };
      await reader.readExact(window, samples);
    }
  await file.close();
}

/** GDAL in a process of its own that stays open, so that starting it is not measured. */
class Peer {
  readonly #process = spawn(python, [script, "read", String(decodePool.threadCount)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  readonly #lines = createInterface({ input: this.#process.stdout });

  async read(path: string, rows: number): Promise<number> {
    this.#process.stdin.write(`${rows} ${path}\n`);
    const [line] = await once(this.#lines, "line");
    return Number(line);
  }

  end(): void {
    this.#process.stdin.end();
  }
}
