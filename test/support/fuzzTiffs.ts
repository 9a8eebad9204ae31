import { fork } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FuzzReply, FuzzRequest } from "./fuzzProcess.ts";
import { sharedPath } from "./sharedData.ts";
import { writeTinyScene } from "./tinyScene.ts";

/** What came out of a run. */
export interface FuzzReport {
  /** Outcome in words -> how often. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Cases that crashed, hung or were read wrongly, with what happened. */
  readonly faults: readonly string[];
  readonly slowestMilliseconds: number;
  readonly peakMemoryBytes: number;
}

const hangMilliseconds = 10_000;
const mostSeedBytes = 300_000;

/** Files to mutate: the project's own writer's, the committed goldens, and the shared odd files where they are. */
export async function fuzzSeeds(folder: string): Promise<string[]> {
  const own = [
    { name: "plain", interleave: "pixel", compression: "none" },
    { name: "planar", interleave: "band", compression: "deflate" },
    { name: "predicted", interleave: "pixel", compression: "deflate", hasPredictor: true },
    { name: "bigtiff", interleave: "pixel", compression: "deflate", isBigTiff: true },
    { name: "floats", interleave: "band", compression: "deflate", dataType: "float32", nodata: -9999 },
  ] as const;
  const paths = await Promise.all(
    own.map(({ name, ...layout }) =>
      writeTinyScene(join(folder, `${name}_20200101.tif`), { side: 300, bandCount: 2, ...layout }),
    ),
  );
  const goldens = fileURLToPath(new URL("../golden/tiff/", import.meta.url));
  for (const entry of readdirSync(goldens, { withFileTypes: true }))
    if (entry.isDirectory()) paths.push(join(goldens, entry.name, "input.tif"));
  for (const part of ["variants", "real"]) {
    const odd = sharedPath(`data/odd/${part}`);
    if (odd === null) continue;
    for (const name of readdirSync(odd).sort())
      if (/\.tiff?$/.test(name) && statSync(join(odd, name)).size <= mostSeedBytes)
        paths.push(join(odd, name));
  }
  return paths;
}

/** Opens `count` mutated files in a process of its own, which is replaced when it crashes or hangs. */
export async function fuzzTiffs(request: Omit<FuzzRequest, "first">): Promise<FuzzReport> {
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let [slowestMilliseconds, peakMemoryBytes, next] = [0, 0, 0];
  const count = (what: string) => outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  while (next < request.count) {
    const ended = await runProcess({ ...request, first: next, count: request.count - next }, (reply) => {
      next = reply.index + 1;
      slowestMilliseconds = Math.max(slowestMilliseconds, reply.milliseconds);
      peakMemoryBytes = Math.max(peakMemoryBytes, reply.memoryBytes);
      const { outcome } = reply;
      count(outcome.kind === "refused" ? `refused, ${outcome.failure}` : outcome.kind);
      if (outcome.kind === "wrong") faults.push(`case ${reply.index}: ${outcome.detail}`);
    });
    if (ended === null) break;
    count(ended);
    faults.push(`case ${next}: ${ended}`);
    next++;
  }
  return { outcomes, faults, slowestMilliseconds, peakMemoryBytes };
}

/** Null when all cases were answered, else how the process ended. */
function runProcess(request: FuzzRequest, onReply: (reply: FuzzReply) => void): Promise<string | null> {
  const child = fork(fileURLToPath(new URL("./fuzzProcess.ts", import.meta.url)), [], {
    execArgv: ["--no-warnings"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let [answered, isHung, errors] = [0, false, ""];
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isHung = true;
      child.kill("SIGKILL");
    }, hangMilliseconds);
  };
  return new Promise((resolve) => {
    child.on("message", (reply: FuzzReply) => {
      answered++;
      onReply(reply);
      watch();
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (answered === request.count && code === 0) resolve(null);
      else resolve(isHung ? "hung" : `crashed with ${signal ?? `code ${code}`} ${errors}`);
    });
    watch();
    child.send(request);
  });
}
