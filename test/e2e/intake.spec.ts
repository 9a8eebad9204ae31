import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAnswer, rememberAnswer } from "../../native/archive/answers.ts";
import { MapPage } from "./pages/MapPage.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";
import { textFile, tinyFile } from "./support/tinyFiles.ts";

const dated = "S2A_MSIL2A_20200601_field.tif";
const undated = "meadow.tif";
const options = { side: 256 };

describe("scenes that prove themselves", () => {
  let argil: OpenArgil;
  let scenes: ScenesPage;
  let start: StartPage;

  beforeAll(async () => {
    argil = await openArgil();
    scenes = new ScenesPage(argil.page);
    start = new StartPage(argil.page);
    await start.open(argil.url);
    await start.dropFiles([await tinyFile(dated, options), await tinyFile(undated, options), textFile]);
    await scenes.waitUntilExamined();
  });
  afterAll(async () => {
    await argil.close();
  });

  it("shows one card a scene: the question first, then the refused, then the ready one", async () => {
    expect(await scenes.heading.innerText()).toBe("3 scenes dropped");
    expect(await scenes.announced.innerText()).toBe("1 ready, 1 question, 1 refused");
    const names = await scenes.cards.getByRole("heading", { level: 2 }).allInnerTexts();
    expect(names).toEqual([undated, textFile.name, dated]);
    await argil.picture("intake-light");
  });

  it("says of each what was found, and of the refused one what is wrong and what to do", async () => {
    expect(await scenes.card(dated).innerText()).toMatch(/Sentinel-2[\s\S]*2020-06-01[\s\S]*near infrared/);
    expect(await scenes.card(undated).innerText()).toContain("none found");
    const refused = await scenes.card(textFile.name).innerText();
    expect(refused).toContain("This file is not a TIFF although its name says so.");
    expect(refused).toContain("Export it again as a GeoTIFF.");
  });

  it("indexes the ready scene while the other waits for its answer", async () => {
    await scenes.waitUntilIndexed(dated);
    expect(await scenes.card(undated).innerText()).toContain("Waits for your answer");
    expect((await argil.engine.api.project(undefined)).sceneCount).toBe(1);
  });

  it("shows a picture of a scene that only waits for its date", async () => {
    const picture = scenes.card(undated).locator("img");
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(1);
  });

  it("walks the cards with the arrows, and takes the answer from the keyboard alone", async () => {
    const { keyboard } = argil.page;
    await scenes.card(dated).focus();
    await keyboard.press("Home");
    expect(await scenes.card(undated).evaluate((card) => card === document.activeElement)).toBe(true);
    const field = scenes.card(undated).getByRole("textbox", { name: "Taken on" });
    for (let press = 0; press < 4 && !(await isFocused(field)); press++) await keyboard.press("Tab");
    await keyboard.type("2021-02-30");
    await keyboard.press("Enter");
    expect(await scenes.card(undated).innerText()).toContain("Not a day in the past");
    await field.clear();
    await keyboard.type("2021-02-03");
    await keyboard.press("Enter");
    await scenes.waitUntilIndexed(undated);
    const taken = (await argil.engine.api.scenes(undefined)).map(({ acquiredAt }) => acquiredAt.slice(0, 10));
    expect(taken).toEqual(["2020-06-01", "2021-02-03"]);
    expect(await scenes.card(undated).innerText()).toContain("You said: taken 2021-02-03");
  });

  it("goes from an indexed card to the map", async () => {
    await scenes.card(undated).getByRole("button", { name: "Show on map" }).click();
    expect(await new MapPage(argil.page).sceneShown.innerText()).toContain("2021-02-03");
    await scenes.open();
  });

  it("looks at a refused file again when it was replaced", async () => {
    const { buffer } = await tinyFile("any.tif", options);
    await writeFile(join(argil.projectFolder, "scenes", textFile.name), buffer);
    await scenes.card(textFile.name).getByRole("button", { name: "Check again" }).click();
    await scenes.card(textFile.name).getByText("Waits for your answer").waitFor();
  });

  it("does not give a date to the next file without one", async () => {
    await start.dropFiles([await tinyFile("pasture.tif", options)]);
    await scenes.waitUntilExamined();
    await expect.poll(() => scenes.announced.innerText()).toContain("2 questions");
    expect(await scenes.card("pasture.tif").innerText()).toContain("none found");
  });

  it("asks about an offset that the name promises and the pixels lack, and remembers the answer", async () => {
    const like = (day: string) =>
      tinyFile(`S2B_MSIL2A_${day}T141709_N0509_R110_T31TFL_${day}T180000.tif`, options);
    await start.dropFiles([await like("20230911")]);
    const card = scenes.card(/20230911/);
    await card
      .getByRole("heading", { name: "Has the −1 000 offset been taken out already?", exact: true })
      .waitFor();
    expect(await card.getByRole("img", { name: /^Dark end of B02: DN 3\d\d, / }).count()).toBe(1);
    await card.focus();
    await argil.page.keyboard.press("1");
    await scenes.waitUntilIndexed(/20230911/);
    await start.dropFiles([await like("20230921")]);
    await scenes.waitUntilIndexed(/20230921/);
    expect(await scenes.card(/20230921/).innerText()).toContain("Answered before for this kind of file");
    const remembered = await argil.engine.api.rememberedAnswers(undefined);
    expect(remembered.map(({ choices }) => choices)).toEqual([{ offset: "removed" }]);
  });

  it("takes a mask for imagery where the user says that it is", async () => {
    const mask = { side: 256, bandCount: 1, bandDescriptions: [""], dataType: "uint8" } as const;
    await start.dropFiles([await tinyFile("forest_mask.tif", mask)]);
    const card = scenes.card("forest_mask.tif");
    await card.getByRole("button", { name: "It is imagery" }).click();
    await card.getByRole("heading", { name: "When was this scene taken?" }).waitFor();
    expect(await card.innerText()).not.toMatch(/--\w/);
    const remembered = await argil.engine.api.rememberedAnswers(undefined);
    expect(remembered.map(({ choices }) => choices)).toEqual([{ offset: "removed" }]);
  });

  it("lists remembered answers in the settings, and forgets one when asked to", async () => {
    rememberAnswer(argil.engine.archive, "Landsat 5, level 1, no scale", { sensorId: "landsat-7" });
    await argil.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Settings" })
      .click();
    const list = argil.page.getByRole("list", { name: "Remembered answers" });
    const entry = list.getByRole("listitem").filter({ hasText: "Landsat 5" });
    expect(await entry.innerText()).toContain("sensor landsat-7");
    await argil.picture("answers-light");
    await entry.getByRole("button", { name: /^Forget/ }).click();
    await entry.waitFor({ state: "detached" });
    expect(findAnswer(argil.engine.archive, "Landsat 5, level 1, no scale")).toBeNull();
  });

  it("sent nothing anywhere and broke no rule of its own", () => {
    expect(argil.faults).toEqual([]);
  });
});

const isFocused = (field: ReturnType<ScenesPage["card"]>) =>
  field.evaluate((element) => element === document.activeElement);
