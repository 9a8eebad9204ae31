import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAnswers } from "../../native/archive/answers.ts";
import { findScene } from "../../native/archive/scenes.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import type { SceneReport } from "../../native/contract/scenes.ts";
import { inspectScene } from "../../native/raster/scene/reportScene.ts";
import { offsetReport } from "../support/sceneReports.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";
import { tinyFile } from "./support/tinyFiles.ts";

/** Asks of each S2B file whether its offset was taken out, until it is told. */
async function inspect(path: string, choices: SceneChoices): Promise<SceneReport> {
  const report = await inspectScene(path, choices);
  if (!basename(path).startsWith("S2B") || choices.offset !== undefined) return report;
  const { question, productType, scaling, plan } = offsetReport;
  return { ...report, status: "question", reason: "", question, productType, scaling, plan };
}

const like = (day: string) => tinyFile(`S2B_${day}.tif`, { side: 256, seed: Number(day) });

describe("one answer for all like files", () => {
  let argil: OpenArgil;
  let scenes: ScenesPage;
  let start: StartPage;

  beforeAll(async () => {
    argil = await openArgil({ colorScheme: "dark", inspect });
    scenes = new ScenesPage(argil.page);
    start = new StartPage(argil.page);
    await start.open(argil.url);
  });
  afterAll(async () => {
    await argil.close();
  });

  it("is asked for once", async () => {
    await start.dropFiles([await like("20200101"), await like("20200111"), await like("20200121")]);
    await scenes.waitUntilExamined();
    expect(await scenes.announced.innerText()).toBe("1 question");
    expect(await scenes.cards.count()).toBe(1);
    const card = await scenes.cards.innerText();
    expect(card).toContain("Applies to 3 like files");
    expect(card).toContain("Darkest 1 % lies at DN 38");
    await argil.picture("question-dark");
  });

  it("is given with a number key, and every scene keeps it", async () => {
    await scenes.cards.first().focus();
    await argil.page.keyboard.press("1");
    for (const day of ["20200101", "20200111", "20200121"]) await scenes.waitUntilIndexed(`S2B_${day}.tif`);
    const kept = (await argil.engine.api.scenes(undefined)).map(
      ({ id }) => findScene(argil.engine.archive, id)?.choices,
    );
    expect(kept).toEqual([{ offset: "removed" }, { offset: "removed" }, { offset: "removed" }]);
    expect(await scenes.cards.first().evaluate((card) => card === document.activeElement)).toBe(true);
  });

  it("is given to the next like file without asking, and can be taken back before that is indexed", async () => {
    // A long job first, so that the next one waits.
    const demo = await argil.engine.api.startDemo(undefined);
    await start.dropFiles([await like("20200201")]);
    const card = scenes.card("S2B_20200201.tif");
    await card.getByText("Answered before for this kind of file: offset already removed").waitFor();
    await card.getByRole("button", { name: "Ask me again" }).click();
    await card.getByText("Waits for your answer").waitFor();
    expect(listAnswers(argil.engine.archive)).toEqual([]);
    await argil.engine.api.cancelJob({ jobId: demo });
  });

  it("may be another one the next time", async () => {
    await scenes.card("S2B_20200201.tif").getByRole("button", { name: "Still in" }).click();
    await scenes.waitUntilIndexed("S2B_20200201.tif");
    const scene = (await argil.engine.api.scenes(undefined)).find(({ title }) => title === "S2B_20200201");
    expect(findScene(argil.engine.archive, scene!.id)?.choices).toEqual({ offset: "still-in" });
    expect(listAnswers(argil.engine.archive).map(({ choices }) => choices)).toEqual([{ offset: "still-in" }]);
  });

  it("sent nothing anywhere and broke no rule of its own", () => {
    expect(argil.faults).toEqual([]);
  });
});
