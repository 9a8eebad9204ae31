import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JobsPage } from "./pages/JobsPage.ts";
import { MapPage } from "./pages/MapPage.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { SearchPage } from "./pages/SearchPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { demoFiles } from "./support/demoFiles.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";

describe("from dropped scenes to similar places", () => {
  let argil: OpenArgil;
  let map: MapPage;
  let search: SearchPage;

  beforeAll(async () => {
    argil = await openArgil();
    map = new MapPage(argil.page);
    search = new SearchPage(argil.page);
  });
  afterAll(async () => {
    await argil.close();
  });

  it("offers a place to drop scenes and says what this computer can do", async () => {
    const start = new StartPage(argil.page);
    await start.open(argil.url);
    expect(await start.thisComputer.allInnerTexts()).toContainEqual(expect.stringContaining("CPU works"));
    await argil.picture("start-light");
  });

  it("indexes what is dropped and says when it is done", async () => {
    await new StartPage(argil.page).dropFiles(await demoFiles(3));
    await new ScenesPage(argil.page).waitUntilExamined();
    await new JobsPage(argil.page).waitUntilDone();
    await argil.picture("indexed-light");
    const scenes = await argil.engine.api.scenes(undefined);
    expect(scenes.map((scene) => [scene.isComplete, scene.chipCount])).toEqual([
      [true, 9],
      [true, 9],
      [true, 9],
    ]);
  });

  it("searches when a place is clicked and ranks the hits", async () => {
    await argil.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Search" })
      .click();
    await map.showWholeScene();
    await map.click();
    await search.waitForHits();
    const hits = await search.shownHits();
    const cosines = hits.map((hit) => hit.cosine);
    expect(hits.length).toBeGreaterThan(1);
    expect(cosines).toEqual([...cosines].sort((one, other) => other - one));
    expect(await search.lastAnswer.innerText()).toContain("27 chips scored");
    await argil.picture("search-light");
  });

  it("takes a further example with Shift and gives it back with undo", async () => {
    await map.click(0.32, 0.3, "Shift");
    await expect.poll(() => search.examples.count()).toBe(2);
    await search.undo();
    await expect.poll(() => search.examples.count()).toBe(1);
  });

  it("moves the threshold without asking again", async () => {
    const before = await search.hits.count();
    const answer = await search.lastAnswer.innerText();
    await search.setThreshold(0.999);
    await expect.poll(() => search.hits.count()).toBeLessThan(before);
    expect((await search.lastAnswer.innerText()).replace(/^\d+ hits?/, "")).toBe(
      answer.replace(/^\d+ hits?/, ""),
    );
  });

  it("can be searched with the keyboard alone", async () => {
    await search.setThreshold(0);
    await map.press("ArrowRight", "ArrowRight", "Enter");
    await expect.poll(() => map.focusedChip.innerText()).toMatch(/^Chip/);
    await search.waitForHits();
  });

  it("sent nothing anywhere and broke no rule of its own", () => {
    expect(argil.faults).toEqual([]);
  });
});
