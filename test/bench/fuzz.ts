import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fuzzSeeds, fuzzTiffs } from "../support/fuzzTiffs.ts";
import type { Bench } from "./bench.ts";

const runs = [
  { kind: "header", count: 10_000 },
  { kind: "payload", count: 2_000 },
] as const;
const seed = 20_240_603;
const mostMegabytes = 700;

/** Mutated TIFFs: how they were answered. Fails where one crashes, hangs, is read wrongly or takes too much memory. */
export const fuzzBench: Bench = {
  name: "fuzz",
  limit: `asked for: no crash, no hang over 10 s, less than ${mostMegabytes} MB, always a failure value or consistent numbers; ${runs.map(({ kind, count }) => `${count} mutated ${kind}s`).join(", ")}, seed ${seed}`,
  async *run() {
    const folder = await mkdtemp(join(tmpdir(), "argil-fuzz-"));
    const faults: string[] = [];
    try {
      const seeds = await fuzzSeeds(folder);
      yield { what: "files that are mutated", unit: "files", values: [seeds.length] };
      for (const { kind, count } of runs) {
        const report = await fuzzTiffs({ seeds, folder, kind, count, seed });
        for (const [outcome, times] of [...report.outcomes].sort(([, one], [, other]) => other - one))
          yield { what: `${kind}: ${outcome}`, unit: "cases", values: [times] };
        yield { what: `${kind}: slowest case`, unit: "ms", values: [report.slowestMilliseconds] };
        yield { what: `${kind}: peak memory`, unit: "MB", values: [report.peakMemoryBytes / 1e6] };
        faults.push(...report.faults.map((fault) => `${kind} ${fault}`));
        if (report.peakMemoryBytes > mostMegabytes * 1e6)
          faults.push(`${kind}: ${report.peakMemoryBytes} bytes`);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    if (faults.length > 0) throw new Error(`the fuzzer found:\n${faults.join("\n")}`);
  },
};
