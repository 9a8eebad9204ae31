#!/usr/bin/env node
// Plain JavaScript that any Node >= 20 can parse: it starts the command line under a Node that can run it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const isRecent = Number(process.versions.napi) >= 10 && (major > 22 || (major === 22 && minor >= 18));
const main = join(dirname(fileURLToPath(import.meta.url)), "main.ts");

if (isRecent) {
  await import("./main.ts");
} else {
  const node = pinnedNode();
  if (node === null) {
    process.stderr.write(
      `Argil needs Node 22.18 or newer and this is ${process.versions.node}; run npm ci in its folder, or install a newer Node.\n`,
    );
    process.exit(1);
  }
  // V8 lets its young generation grow to three times this before it collects it; half of what is usual costs no speed here
  // and saves 60 MB while a large scene is read.
  const flags = ["--max-semi-space-size=16"];
  // The channel tells the child when this process is killed, so that no orphan goes on working.
  const child = spawn(node, [...flags, main, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, ARGIL_PARENT: "1" },
  });
  // A terminal signals the whole group; only what was sent to this process alone needs passing on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function pinnedNode() {
  const require = createRequire(import.meta.url);
  const packageName = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  try {
    const folder = dirname(require.resolve(`${packageName}/package.json`));
    const binary = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
