import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench } from "./bench.ts";
import { writeBenchScene } from "./scenes.ts";

const side = 10_980;
const entry = fileURLToPath(new URL("../../native/cli/argil.mjs", import.meta.url));

const bandCount = 10;

/** Peak memory of `argil inspect --stats` and `argil ingest`, all processes together, on a whole Sentinel-2 tile with ten bands. */
export const largeSceneBench: Bench = {
  name: "large-scene",
  limit:
    "asked for: < 900 MB whatever the size of the raster; bound by the block cache (96 MB), the decoding threads and a few batches of 4 MB",
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), "argil-bench-"));
    try {
      const path = join(folder, "S2_20200601_large.tif");
      await writeBenchScene(path, { side, bandCount, compression: "deflate" });
      const runs = [
        ["inspect", ["inspect", path]],
        ["inspect --stats", ["inspect", "--stats", path]],
        ["ingest", ["--archive", join(folder, "project"), "--quiet", "ingest", path]],
      ] as const;
      for (const [what, args] of runs) {
        const started = performance.now();
        const peakBytes = await peakMemory(args);
        const seconds = (performance.now() - started) / 1000;
        yield { what: `${what}, peak memory`, unit: "MB", values: [peakBytes / 1e6] };
        yield { what: `${what}, time`, unit: "s", values: [seconds] };
        if (what !== "inspect")
          yield {
            what: `${what}, decoded pixels`,
            unit: "MB/s",
            values: [(side * side * bandCount * 2) / 1e6 / seconds],
          };
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Highest sum of resident memory of the process and its children, looked at every 100 ms (Linux). */
async function peakMemory(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(child.pid ?? 0));
  }, 100);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`argil ingest ended with ${code}`);
  return peak;
}

function residentBytes(pid: number): number {
  const read = (path: string) => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return "";
    }
  };
  const own = Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) * 1024;
  const children = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean);
  return own + children.reduce((sum, child) => sum + residentBytes(Number(child)), 0);
}
