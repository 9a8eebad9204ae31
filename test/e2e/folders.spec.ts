import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { landsatName, safeName, writeLandsat, writeSafe } from "../support/sceneFolders.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";

describe("scenes of many files", () => {
  let argil: OpenArgil;
  let scenes: ScenesPage;
  let start: StartPage;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argil-e2e-folders-"));
    argil = await openArgil();
    scenes = new ScenesPage(argil.page);
    start = new StartPage(argil.page);
    await start.open(argil.url);
  });
  afterAll(async () => {
    await argil.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("become one card when their folder is dropped", async () => {
    const landsat = join(folder, landsatName);
    await writeLandsat(landsat, { side: 256, numberOf: (band) => 8000 + 700 * band });
    await mkdir(join(landsat, "notes"));
    await writeFile(join(landsat, "notes", "readme.txt"), "nothing of a scene");
    await start.dropPaths([landsat]);
    await scenes.waitUntilExamined();
    expect(await scenes.heading.innerText()).toBe("1 scene dropped");
    expect(await scenes.cards.count()).toBe(1);
    const card = await scenes.card(landsatName).innerText();
    expect(card).toMatch(/Landsat 8-9 OLI[\s\S]*2022-06-15[\s\S]*shortwave 2/);
    await scenes.waitUntilIndexed(landsatName);
    await argil.picture("landsat-light");
  });

  it("become one card when a product is chosen as a folder", async () => {
    writeSafe(folder);
    await scenes.chooseFolder(join(folder, safeName));
    const card = scenes.card(safeName.replace(".SAFE", ""));
    await card.waitFor();
    expect(await card.innerText()).toMatch(/Sentinel-2[\s\S]*2023-06-05[\s\S]*near infrared/);
    expect(await scenes.cards.count()).toBe(1);
  });

  it("are not looked for where a folder holds no imagery", async () => {
    await mkdir(join(folder, "papers"));
    await writeFile(join(folder, "papers", "plan.txt"), "no imagery");
    await start.dropPaths([join(folder, "papers")]);
    await argil.page.getByText("There is no imagery in it").waitFor();
  });

  it("sent nothing anywhere and broke no rule of their own", () => {
    expect(argil.faults).toEqual([]);
  });
});
