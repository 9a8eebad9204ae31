import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FuzzOutcome, fuzzCase } from "./fuzzCase.ts";
import { type FuzzPlan, makeFuzzCase } from "./makeFuzzCase.ts";

// The process that opens the mutated files, so that a crash or a hang is seen from outside.

export interface FuzzRequest extends FuzzPlan {
  readonly folder: string;
  readonly first: number;
  readonly count: number;
}

export interface FuzzReply {
  readonly index: number;
  readonly outcome: FuzzOutcome;
  readonly milliseconds: number;
  readonly memoryBytes: number;
}

process.on("message", async (request: FuzzRequest) => {
  for (let index = request.first; index < request.first + request.count; index++) {
    const path = join(request.folder, `case-${index}.tif`);
    writeFileSync(path, makeFuzzCase(request, index));
    const started = performance.now();
    const outcome = await fuzzCase(path);
    const milliseconds = performance.now() - started;
    if (outcome.kind !== "wrong") rmSync(path);
    const memoryBytes = process.resourceUsage().maxRSS * 1024;
    process.send?.({ index, outcome, milliseconds, memoryBytes } satisfies FuzzReply);
  }
  process.disconnect();
});
