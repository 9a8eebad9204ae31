import { afterEach, describe, expect, it } from "vitest";
import { JobsPage } from "./pages/JobsPage.ts";
import { MapPage } from "./pages/MapPage.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { SearchPage } from "./pages/SearchPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { demoFiles } from "./support/demoFiles.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";
import { textFile } from "./support/tinyFiles.ts";

describe("the first minutes", () => {
  let argil: OpenArgil;
  afterEach(async () => {
    await argil.close();
  });

  it("opens the demo project with one click", async () => {
    argil = await openArgil({ colorScheme: "dark" });
    const start = new StartPage(argil.page);
    await start.open(argil.url);
    await argil.picture("start-dark");
    await start.openDemo();
    await new JobsPage(argil.page).waitUntilDone(/./, 170_000);
    await argil.picture("jobs-dark");
    await argil.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Search" })
      .click();
    const map = new MapPage(argil.page);
    await map.showWholeScene();
    await map.click(0.5, 0.55);
    await new SearchPage(argil.page).waitForHits();
    await argil.page.waitForTimeout(1500);
    await argil.picture("search-dark");
    expect((await argil.engine.api.project(undefined)).sceneCount).toBe(36);
    expect(argil.faults).toEqual([]);
  });

  it("takes the good files and says of the bad one what is wrong with it", async () => {
    argil = await openArgil();
    const start = new StartPage(argil.page);
    await start.open(argil.url);
    await start.dropFiles([textFile, ...(await demoFiles(1))]);
    const scenes = new ScenesPage(argil.page);
    await scenes.waitUntilExamined();
    expect(await scenes.card(textFile.name).innerText()).toContain("is not a TIFF although its name says so");
    await new JobsPage(argil.page).waitUntilDone();
    await scenes.open();
    await argil.picture("refused-light");
    expect((await argil.engine.api.project(undefined)).sceneCount).toBe(1);
    expect(argil.faults).toEqual([]);
  });
});
