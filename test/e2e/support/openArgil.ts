import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { createEngine, type Engine } from "../../../native/engine.ts";
import { forkInference } from "../../../native/inference/forkInference.ts";
import { Intake, type IntakeParts } from "../../../native/jobs/intake.ts";
import { refusedReport } from "../../../native/raster/scene/reportScene.ts";
import { type BrowserHost, serveBrowser } from "../../../native/serve/serveBrowser.ts";
import { findChromium } from "../../support/findChromium.ts";

const windowFolder = join(import.meta.dirname, "..", "..", "..", "out", "renderer");
const pictures = join(import.meta.dirname, "..", "pictures");

/** The real engine on a project of its own and the window in Chromium, cut off from everything but that engine. */
export interface OpenArgil {
  readonly page: Page;
  readonly engine: Engine;
  readonly url: string;
  readonly projectFolder: string;
  /** Whatever should not have happened: outside requests, errors in the page, breaches of the content policy. */
  readonly faults: readonly string[];
  /** Keeps a screenshot below test/e2e/pictures (not in git). */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

interface OpenOptions {
  readonly colorScheme?: "light" | "dark";
  /** Stands for the engine's own look at a file. */
  readonly inspect?: IntakeParts["inspect"];
}

export async function openArgil(options: OpenOptions = {}): Promise<OpenArgil> {
  const projectFolder = await mkdtemp(join(tmpdir(), "argil-e2e-"));
  const places = { data: join(projectFolder, "data"), models: join(projectFolder, "models") };
  const real = createEngine(projectFolder, forkInference, places);
  const engine = options.inspect === undefined ? real : lookingWith(options.inspect, real);
  const host = await serveBrowser(engine, { port: 0, windowFolder });
  const { executablePath, args } = findChromium();
  const browser = await chromium.launch({ executablePath, args: [...args] });
  const faults: string[] = [];
  const page = await openPage(browser, host, faults, options.colorScheme ?? "light");
  return {
    page,
    engine,
    url: host.url,
    projectFolder,
    faults,
    async picture(name) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async close() {
      await browser.close();
      await host.close();
      await engine.close();
      await rm(projectFolder, { recursive: true, force: true });
    },
  };
}

function lookingWith(inspect: IntakeParts["inspect"], engine: Engine): Engine {
  const { archive } = engine;
  const intake = new Intake({ archive, inspect, refused: refusedReport, chipsPerSecond: () => null });
  const api: Engine["api"] = {
    ...engine.api,
    examine: async (input, options) => intake.examine(input, options?.signal),
    answerQuestion: async (input, options) => intake.answer(input, options?.signal),
  };
  return { ...engine, api, intake };
}

async function openPage(
  browser: Browser,
  host: BrowserHost,
  faults: string[],
  colorScheme: "light" | "dark",
) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  await context.route("**/*", (route) => {
    const { protocol, origin } = new URL(route.request().url());
    if (origin === host.origin || protocol === "blob:" || protocol === "data:") return route.continue();
    faults.push(`a request left the machine: ${route.request().url()}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`an error in the page: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`the console says: ${message.text()}`);
  });
  return page;
}
