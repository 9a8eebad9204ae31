import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, UsageError } from "./context.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the built window; in a checkout it is built first where it is missing or older than its source. */
export async function ensureWindow(context: Context): Promise<string> {
  const built = join(root, "out", "renderer");
  const index = join(built, "index.html");
  const source = join(root, "renderer");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const isCheckout = existsSync(source) && existsSync(vite);
  if (existsSync(index) && (!isCheckout || newestIn(source) <= statSync(index).mtimeMs)) return built;
  if (!isCheckout)
    throw new UsageError("The window is not built and its source is not here; install Argil again.");
  context.note("Building the window, about ten seconds …");
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`building the window failed with code ${code}`);
  return built;
}

function newestIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return Math.max(
    0,
    ...entries
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
