import type { Page } from "playwright-core";

/** The settings: general ones, and encoders and devices. */
export class SettingsPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get heading() {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** An encoder's row with what stands below it. */
  encoder(title: string | RegExp) {
    return this.page.getByRole("rowgroup", { name: title });
  }

  /** An import under way or one that failed, by the name of its file. */
  import(file: string) {
    return this.page.getByRole("list", { name: "Imports" }).getByRole("listitem", { name: file });
  }

  get imports() {
    return this.page.getByRole("list", { name: "Imports" }).getByRole("listitem");
  }

  /** Read out when an encoder was looked at. */
  get verification() {
    return this.page.getByRole("status", { name: "Verification" });
  }

  precision(encoder: string | RegExp, precision: string) {
    return this.encoder(encoder).getByRole("listitem", { name: precision });
  }

  device(title: string) {
    return this.page
      .getByRole("list", { name: "Devices" })
      .getByRole("listitem", { name: title, exact: true });
  }

  async open(page: "General" | "Encoders and devices"): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("button", { name: "Settings" })
      .click();
    await this.page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: page }).click();
  }

  /** Pixels that the page is wider than its place. */
  async overflow(): Promise<number> {
    return this.heading.evaluate((heading) => {
      const boxes = [heading.closest(".settings-page"), ...document.querySelectorAll(".settings-page .card")];
      return Math.max(...boxes.map((box) => (box ? box.scrollWidth - box.clientWidth : 0)));
    });
  }

  async chooseChipSize(words: string): Promise<void> {
    await this.page.getByRole("radio", { name: words, exact: true }).check({ force: true });
  }

  /** Says how many heads the refused checkpoint has. */
  async sayHeads(file: string, heads: number): Promise<void> {
    await this.import(file).getByRole("textbox", { name: "Heads" }).fill(String(heads));
    await this.import(file).getByRole("button", { name: "Import again" }).click();
  }

  async showCard(title: string): Promise<void> {
    await this.encoder(title).getByRole("button", { name: title, exact: true }).click();
  }

  async chooseFromMenu(title: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: `More for ${title}` }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }
}
