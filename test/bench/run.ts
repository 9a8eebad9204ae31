import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuName } from "../../native/inference/cpuName.ts";
import { software } from "../../native/software.ts";
import type { Bench, BenchLine } from "./bench.ts";
import { clayBench } from "./clay.ts";
import { decodeBench } from "./decode.ts";
import { fuzzBench } from "./fuzz.ts";
import { ingestBench } from "./ingest.ts";
import { largeSceneBench } from "./largeScene.ts";
import { searchBench } from "./search.ts";

const benches: readonly Bench[] = [
  ingestBench,
  searchBench,
  largeSceneBench,
  decodeBench,
  fuzzBench,
  clayBench,
];
const results = join(import.meta.dirname, "results");

/** Minimum, median and maximum of the values. */
function spread(values: readonly number[]) {
  const sorted = [...values].sort((one, other) => one - other);
  return { min: sorted[0]!, median: sorted[sorted.length >> 1]!, max: sorted.at(-1)! };
}

/** One decimal where that is enough, else three digits. */
const digits = (value: number) => (value === 0 || value >= 10 ? value.toFixed(1) : value.toPrecision(3));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (wanted.length === 0 || unknown.length > 0) {
  console.log(
    `Benchmarks: ${benches.map((bench) => bench.name).join(", ")}, or all. Run some with: npm run bench -- NAME …`,
  );
  if (unknown.length > 0 && !unknown.includes("all")) process.exit(2);
}
const chosen =
  wanted.length === 0 || wanted.includes("all")
    ? benches
    : benches.filter((bench) => wanted.includes(bench.name));
mkdirSync(results, { recursive: true });
for (const bench of chosen) {
  console.log(`\n${bench.name} on ${cpuName()}\n${bench.limit}`);
  const lines: BenchLine[] = [];
  for await (const line of bench.run()) {
    const { min, median, max } = spread(line.values);
    console.log(
      `  ${line.what.padEnd(46)} ${digits(median).padStart(9)} ${line.unit}  (${digits(min)} to ${digits(max)}, n = ${line.values.length})`,
    );
    lines.push(line);
  }
  const machine = {
    processor: cpuName(),
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
  };
  const document = {
    bench: bench.name,
    software,
    machine,
    limit: bench.limit,
    measuredAt: new Date().toISOString(),
    lines: lines.map((line) => ({ ...line, ...spread(line.values) })),
  };
  writeFileSync(join(results, `${bench.name}.json`), `${JSON.stringify(document, null, 2)}\n`);
}
