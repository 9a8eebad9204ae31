import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Counts } from "./support/countReporter.ts";

/** One step of `npm test`: a tool that is one check, or a vitest project with many. */
type Stage =
  | { readonly kind: "check"; readonly name: string; readonly command: readonly string[] }
  | { readonly kind: "tests"; readonly project: string };

const stages: readonly Stage[] = [
  { kind: "check", name: "types", command: ["tsc", "--noEmit"] },
  { kind: "check", name: "lint", command: ["biome", "check"] },
  { kind: "check", name: "dead code", command: ["knip"] },
  { kind: "tests", project: "architecture" },
  { kind: "tests", project: "unit" },
  { kind: "tests", project: "job" },
  { kind: "tests", project: "golden" },
  { kind: "check", name: "window build", command: ["vite", "build"] },
  { kind: "tests", project: "e2e" },
  { kind: "check", name: "desktop build", command: ["electron-vite", "build"] },
  { kind: "tests", project: "electron" },
];

const root = path.join(import.meta.dirname, "..");
const longestStageMilliseconds = 15 * 60_000;

/** Runs one tool in the foreground; null where it could not be started or had to be stopped. */
function runTool([tool, ...args]: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  const bin = path.join(root, "node_modules", ".bin");
  const child = spawn(tool!, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    // The pinned Node lies in the same folder, so tools run on it too.
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` },
    shell: process.platform === "win32",
    timeout: longestStageMilliseconds,
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
}

async function runTests(project: string): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), "argil-counts-"));
  const file = path.join(folder, "counts.json");
  const reporters = ["--reporter=default", "--reporter=./test/support/countReporter.ts"];
  try {
    const code = await runTool(["vitest", "run", "--project", project, ...reporters], { ARGIL_COUNTS: file });
    const counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
    // A non-zero end with no failed test is a crash of the runner itself.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runCheck(command: readonly string[]): Promise<Counts> {
  const isFine = (await runTool(command)) === 0;
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: [] };
}

const outcomes: { readonly name: string; readonly counts: Counts }[] = [];
for (const stage of stages) {
  const name = stage.kind === "check" ? stage.name : stage.project;
  console.log(`\n== ${name}`);
  const counts = stage.kind === "check" ? await runCheck(stage.command) : await runTests(stage.project);
  outcomes.push({ name, counts });
}

console.log("");
for (const { name, counts } of outcomes) {
  console.log(
    `${counts.failed > 0 ? "FAILED" : "ok"}  ${name}: ${counts.passed} passed, ${counts.failed} failed`,
  );
  for (const { test, reason } of counts.skipped) console.log(`        skipped: ${reason} (${test})`);
}
const total = (count: (counts: Counts) => number) =>
  outcomes.reduce((sum, { counts }) => sum + count(counts), 0);
const [passed, failed] = [total((counts) => counts.passed), total((counts) => counts.failed)];
const skipped = total((counts) => counts.skipped.length);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
