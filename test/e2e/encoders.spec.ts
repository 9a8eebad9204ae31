import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { noSharedData, sharedPath } from "../support/sharedData.ts";
import { JobsPage } from "./pages/JobsPage.ts";
import { MapPage } from "./pages/MapPage.ts";
import { ScenesPage } from "./pages/ScenesPage.ts";
import { SearchPage } from "./pages/SearchPage.ts";
import { SettingsPage } from "./pages/SettingsPage.ts";
import { StartPage } from "./pages/StartPage.ts";
import { type OpenArgil, openArgil } from "./support/openArgil.ts";
import { tinyFile } from "./support/tinyFiles.ts";

const checkpoint = sharedPath("clay/golden/ckpt/clay_v15_d64.ckpt");
const file = "clay_v15_d64.ckpt";
const clay = "Clay v1.5, width 64";
const scene = "S2A_MSIL2A_20200601_field.tif";

describe("Clay on this machine", () => {
  let argil: OpenArgil;
  let settings: SettingsPage;
  let search: SearchPage;
  let map: MapPage;

  beforeAll(async () => {
    argil = await openArgil();
    settings = new SettingsPage(argil.page);
    search = new SearchPage(argil.page);
    map = new MapPage(argil.page);
    await new StartPage(argil.page).open(argil.url);
  });
  afterAll(async () => {
    await argil.close();
  });
  const needsClay = it.skipIf(checkpoint === null);
  if (checkpoint === null) it.skip(noSharedData);

  it("says what is here before anything was imported", async () => {
    await settings.open("Encoders and devices");
    await argil.page.getByText("Clay is not on this computer.").waitFor();
    expect(await settings.encoder(/Built-in/).innerText()).toMatch(/Default[\s\S]*part of Argil/);
    await settings.device("CPU").getByText("In use").waitFor();
    expect(await settings.device("CPU").innerText()).toContain("right: cosine 1.0");
    await argil.page.getByRole("button", { name: "Test all again" }).click();
    await expect
      .poll(() => argil.page.getByRole("button", { name: "Test all again" }).isEnabled(), { timeout: 60_000 })
      .toBe(true);
    await argil.picture("encoders-empty-light");
  });

  needsClay(
    "asks what a checkpoint does not say when it is dropped, and imports it with the answer",
    async () => {
      await new StartPage(argil.page).dropPaths([checkpoint!]);
      await settings.import(file).getByRole("textbox", { name: "Heads" }).waitFor();
      expect(await settings.heading.innerText()).toBe("Encoders and devices");
      expect(await settings.import(file).innerText()).toContain(
        `${file} is a Clay encoder of unusual width 64. Say how many attention heads it has.`,
      );
      await argil.picture("encoders-heads-light");
      await settings.sayHeads(file, 4);
      await settings.encoder(clay).waitFor();
      expect(await settings.imports.count()).toBe(0);
    },
  );

  needsClay("proves that it gives the right numbers", async () => {
    await settings.encoder(clay).getByRole("button", { name: "Verify" }).click();
    await expect
      .poll(() => settings.verification.innerText(), { timeout: 30_000 })
      .toMatch(/Right: cosine 1\.00000 on /);
  });

  needsClay("reads new scenes with the encoder that was chosen", async () => {
    await settings.encoder(clay).getByRole("button", { name: "Use", exact: true }).click();
    await settings.encoder(clay).getByText("Default").waitFor();
    await settings.open("General");
    await settings.chooseChipSize("32 px");
    await new StartPage(argil.page).dropFiles([await tinyFile(scene, { side: 256 })]);
    await new ScenesPage(argil.page).waitUntilIndexed(scene);
    const encoders = await argil.engine.api.encoders(undefined);
    expect(encoders.map(({ title, chipCount }) => [title, chipCount])).toContainEqual([clay, 64]);
  });

  needsClay("shows where in a hit it looks like the query", async () => {
    await new ScenesPage(argil.page).card(scene).getByRole("button", { name: "Show on map" }).click();
    await map.showWholeScene();
    // On a busy machine the flight to the scene may take longer than usual, and the click meets bare ground.
    await vi.waitFor(
      async () => {
        await map.click();
        await search.hits.first().waitFor({ timeout: 2_000 });
      },
      { timeout: 30_000, interval: 500 },
    );
    await search.selectHit(2);
    await argil.page.keyboard.press("w");
    await search.whereMap.waitFor();
    const first = await search.whereMap.getAttribute("aria-label");
    expect(first).toMatch(/^Most like the query .*, cosine -?\d\.\d{3}; least .*, -?\d\.\d{3}\.$/);
    await argil.page.keyboard.press("ArrowRight");
    await expect.poll(() => search.whereMap.getAttribute("aria-label")).not.toBe(first);
    await argil.page.waitForTimeout(600);
    await argil.picture("where-light");
    await argil.page.emulateMedia({ colorScheme: "dark" });
    await argil.page.waitForTimeout(200);
    await argil.picture("where-dark");
    await argil.page.emulateMedia({ colorScheme: "light" });
    await argil.page.keyboard.press("w");
    await search.whereMap.waitFor({ state: "detached" });
  });

  needsClay("measures a precision on chips of this project before it offers it", async () => {
    await settings.open("Encoders and devices");
    await settings.showCard(clay);
    const fp16 = settings.precision(clay, "fp16");
    expect(await fp16.innerText()).toContain("not measured on this project’s chips");
    expect(await fp16.getByRole("button", { name: "Use", exact: true }).count()).toBe(0);
    await fp16.getByRole("button", { name: "Compare" }).click();
    await fp16.getByText("nearest kept").waitFor({ timeout: 60_000 });
    expect(await fp16.innerText()).toMatch(/median [01]\.\d{5}, least [01]\.\d{5}/);
    await fp16.getByRole("button", { name: "Use", exact: true }).waitFor();
    await argil.picture("encoders-light");
  });

  needsClay("looks the same in the dark, and works at twice the size", async () => {
    await argil.page.emulateMedia({ colorScheme: "dark" });
    await argil.picture("encoders-dark");
    await argil.page.setViewportSize({ width: 720, height: 450 });
    await argil.picture("encoders-zoomed");
    await settings.device("CPU").scrollIntoViewIfNeeded();
    await argil.picture("encoders-zoomed-devices");
    expect(await settings.overflow()).toBe(0);
    await argil.page.setViewportSize({ width: 1440, height: 900 });
    await argil.page.emulateMedia({ colorScheme: "light" });
  });

  needsClay("says of the built-in encoder that it cannot tell where", async () => {
    await settings
      .encoder(/Built-in/)
      .getByRole("button", { name: "Use", exact: true })
      .click();
    await settings
      .encoder(/Built-in/)
      .getByRole("button", { name: "Embed 64 chips" })
      .click();
    await settings
      .encoder(/Built-in/)
      .getByText("64 chips")
      .waitFor({ timeout: 60_000 });
    await argil.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Search" })
      .click();
    await map.click(0.4, 0.4);
    await search.panel.getByText("sees a chip as a whole").waitFor();
    expect(await search.panel.getByRole("button", { name: "Where in it" }).isDisabled()).toBe(true);
  });

  needsClay("asks before it deletes weights", async () => {
    await settings.open("Encoders and devices");
    await settings.chooseFromMenu(clay, "Remove");
    const dialog = argil.page.getByRole("dialog", { name: `Remove ${clay}?` });
    expect(await dialog.innerText()).toContain("What it made of 64 chips stays in this project");
    await argil.picture("encoders-remove-light");
    await dialog.getByRole("button", { name: "Delete the weights" }).click();
    await settings.encoder(clay).waitFor({ state: "detached" });
    await new JobsPage(argil.page).open();
    await argil.picture("jobs-encoders-light");
  });

  it("keeps long names within their places", async () => {
    const { api } = argil.engine;
    const [builtIn] = await api.encoders(undefined);
    const verdicts = await api.devices(undefined);
    const long = "Clay v1.5 fine-tuned on flooded forests of the upper Rio Negro";
    const odd = {
      ...builtIn!,
      id: "odd",
      title: long,
      isBuiltIn: false,
      chosenPrecision: null,
      bytes: 1.25e9,
    };
    const damage = "The encoder in /data/argil/models/odd is damaged (a file is cut off); import it again.";
    const gpu = "NVIDIA GeForce RTX 4070 Laptop GPU of the second graphics slot, 8 GB, driver 580.65";
    const reason = "WebGPU gives wrong numbers on this GPU (cosine 0.93), so it is kept off.";
    Object.assign(api, {
      encoders: async () => [builtIn, { ...odd, license: "a licence with a name that goes on", damage }],
      devices: async () =>
        verdicts.map((one) =>
          one.provider === "webgpu" ? { ...one, device: gpu, stage: "ran", reason } : one,
        ),
    });
    await argil.page.reload();
    await settings.open("Encoders and devices");
    await settings.encoder(long).getByText("Damaged", { exact: true }).waitFor();
    await settings.device("WebGPU").getByText("Kept off", { exact: true }).waitFor();
    expect(await settings.device("WebGPU").innerText()).toContain("so it is kept off");
    await argil.picture("encoders-long-light");
    expect(await settings.overflow()).toBe(0);
    await argil.page.setViewportSize({ width: 720, height: 450 });
    await argil.picture("encoders-long-zoomed");
    expect(await settings.overflow()).toBe(0);
  });

  it("sent nothing anywhere and broke no rule of its own", () => {
    expect(argil.faults).toEqual([]);
  });
});
