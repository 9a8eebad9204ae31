import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "playwright-core";
import { expect, it } from "vitest";

const root = path.join(import.meta.dirname, "..", "..");

/** Electron's program, without asking for it: merely importing the package would download it. */
function findElectron(): string | null {
  const packageFolder = path.join(root, "node_modules", "electron");
  const note = path.join(packageFolder, "path.txt");
  if (!existsSync(note)) return null;
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(packageFolder, "dist");
  const program = path.join(folder, readFileSync(note, "utf8").trim());
  return existsSync(program) ? program : null;
}

it("starts sandboxed, shows the window and offers the bridge and nothing else", async ({ skip }) => {
  const executablePath = findElectron();
  if (executablePath === null) return skip("no Electron here");
  if (process.platform === "linux" && !process.env.DISPLAY) return skip("no display here");
  const home = mkdtempSync(path.join(tmpdir(), "argil-electron-"));
  const folders = Object.fromEntries(
    ["DATA", "CACHE", "STATE", "CONFIG"].map((name) => [`XDG_${name}_HOME`, home]),
  );
  const app = await _electron.launch({
    executablePath,
    args: [root, "--password-store=basic"],
    env: {
      ...(process.env as Record<string, string>),
      ...folders,
      ARGIL_ARCHIVE: path.join(home, "archive"),
    },
  });
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => document.title === "Argil" && window.bridge !== undefined);
    expect(await page.evaluate(() => [typeof globalThis.process, location.origin])).toEqual([
      "undefined",
      "argil://app",
    ]);
    expect(await page.evaluate(() => Object.keys(window.bridge!).sort())).toEqual([
      "connectEngine",
      "onMenuCommand",
      "pathsOf",
      "pickFiles",
      "pickFolder",
      "pickWeights",
    ]);
    const violations = await app.evaluate(({ app }) =>
      app.getAppMetrics().filter(({ sandboxed }) => sandboxed === false),
    );
    expect(violations.map(({ type }) => type)).not.toContain("Tab");
  } finally {
    await app.close();
  }
});
