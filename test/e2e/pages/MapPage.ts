import type { Page } from "playwright-core";

type Modifier = "Shift" | "Alt";

/** The map: clicked, walked by keyboard, and switched between scenes. */
export class MapPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get map() {
    return this.page.getByRole("application", { name: "Map" });
  }

  /** Read out for the cell under the keyboard, for example "Chip, rank 5, percentile 96.2, 2021-09-06". */
  get focusedChip() {
    return this.page.getByRole("status", { name: "Focused chip" });
  }

  /** The button that names the scene shown; its name holds date and title. */
  get sceneShown() {
    return this.page.getByRole("button", { name: /^Scene shown:/ });
  }

  /** Fits the shown scene into the map, so that its middle is the map's middle. */
  async showWholeScene(): Promise<void> {
    await this.page.getByRole("button", { name: "Show the whole scene" }).click();
    await this.settle();
  }

  /** Goes to a scene by way of the scenes page; leaves it fitted into the map. */
  async showScene(title: string | RegExp): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Scenes" })
      .click();
    await this.page
      .getByRole("row")
      .filter({ hasText: title })
      .getByRole("button", { name: "Show on map" })
      .click();
    await this.settle();
  }

  /** Clicks a place of the map: fractions of its width and height from the upper left. */
  async click(right = 0.5, down = 0.5, modifier?: Modifier): Promise<void> {
    const box = await this.map.boundingBox();
    if (!box) throw new Error("The map is not on the screen.");
    const position = { x: box.width * right, y: box.height * down };
    await this.map.click({ position, ...(modifier ? { modifiers: [modifier] } : {}) });
  }

  /** Puts the keyboard on the map and presses keys, for example "ArrowRight", "Enter", "p". */
  async press(...keys: readonly string[]): Promise<void> {
    await this.map.focus();
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async chooseScene(name: string | RegExp): Promise<void> {
    await this.sceneShown.click();
    await this.page.getByRole("menuitem", { name }).click();
    await this.settle();
  }

  // A flight takes 220 ms; clicks during it would meet a moving target.
  private async settle(): Promise<void> {
    await this.page.waitForTimeout(400);
  }
}
