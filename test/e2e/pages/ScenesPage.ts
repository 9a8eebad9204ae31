import type { Page } from "playwright-core";

/** The scenes room: dropped scenes as cards, and the project's own below. */
export class ScenesPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The card of a dropped file; rows of many files have none until they are opened. */
  card(fileName: string | RegExp) {
    return this.page.getByRole("article", { name: fileName });
  }

  get cards() {
    return this.page.getByRole("article");
  }

  /** Read out when all were looked at: "1 ready, 1 question, 1 refused". */
  get announced() {
    return this.page.getByRole("status", { name: "Dropped scenes" });
  }

  get heading() {
    return this.page.getByRole("heading", { level: 1 });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Scenes" })
      .click();
  }

  /** Adds a folder in the browser's picker. */
  async chooseFolder(path: string): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Add scenes" }).click();
    await this.page.getByRole("menuitem", { name: "A folder…" }).click();
    await (await chooser).setFiles(path);
  }

  /** Waits until everything that was dropped was looked at. */
  async waitUntilExamined(): Promise<void> {
    await this.announced.filter({ hasText: /\d/ }).waitFor({ state: "attached", timeout: 60_000 });
  }

  async waitUntilIndexed(fileName: string | RegExp): Promise<void> {
    await this.card(fileName).getByRole("button", { name: "Show on map" }).waitFor({ timeout: 60_000 });
  }
}
