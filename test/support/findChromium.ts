import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

/** How to start a Chromium in which nothing reaches for the network by itself. */
export interface ChromiumStart {
  readonly executablePath: string;
  readonly args: readonly string[];
}

const quietly = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Finds a Chromium, or installs Debian's where that is allowed; otherwise throws a sentence that says what to do. */
export function findChromium(): ChromiumStart {
  const executablePath = findInstalled() ?? installFromDebian();
  if (executablePath === null) {
    throw new Error(
      'No Chromium was found: install the package "chromium", or set ARGIL_CHROMIUM to its path.',
    );
  }
  // Chromium refuses to start its sandbox as root.
  return { executablePath, args: isRoot() ? ["--no-sandbox", ...quietly] : quietly };
}

function findInstalled(): string | null {
  const chosen = process.env.ARGIL_CHROMIUM;
  if (chosen !== undefined) {
    if (!isExecutable(chosen)) throw new Error(`ARGIL_CHROMIUM names ${chosen}, which cannot be executed.`);
    return chosen;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, chromium.executablePath()].find(isExecutable) ?? null;
}

function installFromDebian(): string | null {
  if (!isRoot() || !existsSync("/etc/debian_version")) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Standard output stays free: the last line there belongs to `npm test`.
  spawnSync("apt-get", ["update", "-qq"], { stdio: ["ignore", 2, 2], env });
  try {
    const install = ["install", "-y", "-qq", "--no-install-recommends", "chromium"];
    execFileSync("apt-get", install, { stdio: ["ignore", 2, 2], env });
  } catch {
    return null;
  }
  return findInstalled();
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
