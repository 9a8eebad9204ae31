import { writeFileSync } from "node:fs";
import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/** What one run of vitest came to, for the last line of `npm test`. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly test: string; readonly reason: string }[];
}

/** Writes the counts to the file that `test/run.ts` names; vitest's own json leaves out why a test was skipped. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], _reason: TestRunEndReason): void {
    const file = process.env.ARGIL_COUNTS;
    if (file === undefined) return;
    const counts = modules.map(countModule);
    const result: Counts = {
      passed: sum(counts, ({ passed }) => passed),
      failed: sum(counts, ({ failed }) => failed) + errors.length,
      skipped: counts.flatMap(({ skipped }) => skipped),
    };
    writeFileSync(file, JSON.stringify(result));
  }
}

function countModule(module: TestModule): Counts {
  const tests = [...module.children.allTests()].map((test) => ({ test, result: test.result() }));
  // Files that cannot be loaded and hooks that throw fail without a failed test.
  const broken = [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0);
  return {
    passed: tests.filter(({ result }) => result.state === "passed").length,
    failed: tests.filter(({ result }) => result.state === "failed").length + broken.length,
    skipped: tests
      .filter(({ result }) => result.state === "skipped" || result.state === "pending")
      .map(({ test, result }) => ({
        test: test.fullName,
        reason: ("note" in result && result.note) || "no reason given",
      })),
  };
}

function sum(counts: readonly Counts[], count: (counts: Counts) => number): number {
  return counts.reduce((total, one) => total + count(one), 0);
}
