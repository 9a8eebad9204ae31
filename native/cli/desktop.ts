import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "./context.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packageFolder = join(root, "node_modules", "electron");
const fetchMinutes = 5;

/** Electron's executable, fetched once where the network allows; null where it is neither here nor to be had. */
export async function findElectron(context: Context): Promise<string | null> {
  const found = installedElectron();
  if (found !== null || !existsSync(join(packageFolder, "install.js"))) return found;
  context.note("Fetching Electron once, about 120 MB …");
  const code = await runNode(
    [join(packageFolder, "install.js")],
    "ignore",
    AbortSignal.timeout(fetchMinutes * 60_000),
  );
  return code === 0 ? installedElectron() : null;
}

function installedElectron(): string | null {
  const pathFile = join(packageFolder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const executable = join(packageFolder, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(executable) ? executable : null;
}

/** Builds the app where it is not built yet and runs it until it is closed; gives its exit code. */
export async function runDesktop(electron: string, context: Context): Promise<number> {
  context.note("Building the app, about fifteen seconds …");
  const builder = join(root, "node_modules", "electron-vite", "bin", "electron-vite.js");
  const built = await runNode([builder, "build", "--logLevel", "warn"], "inherit", context.signal);
  if (built !== 0) throw new Error(`building the app failed with code ${built}`);
  const child = spawn(electron, ["."], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ARGIL_ARCHIVE: context.archiveFolder },
  });
  context.signal.addEventListener("abort", () => child.kill());
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function runNode(
  args: readonly string[],
  stderr: "ignore" | "inherit",
  signal: AbortSignal,
): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", stderr], signal });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
