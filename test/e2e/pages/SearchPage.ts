import type { Page } from "playwright-core";

/** A hit as the strip tells it. */
export interface ShownHit {
  readonly rank: number;
  readonly cosine: number;
  readonly date: string;
}

/** Query tray, scores, strip and selected hit. */
export class SearchPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get strip() {
    return this.page.getByRole("listbox", { name: "Hits, best first" });
  }

  get hits() {
    return this.strip.getByRole("option");
  }

  get selectedHit() {
    return this.strip.getByRole("option", { selected: true });
  }

  get panel() {
    return this.page.getByRole("complementary", { name: "Search" });
  }

  get examples() {
    return this.page.getByRole("list", { name: "Query" }).getByRole("listitem");
  }

  /** The heat map over the selected hit; its name says where the most and the least alike parts lie. */
  get whereMap() {
    return this.panel.getByRole("img", { name: /^Most like the query/ });
  }

  /** "21 hits, 210 chips scored in 3 ms". */
  get lastAnswer() {
    return this.page.getByRole("status", { name: "Last answer" });
  }

  /** What could not be done. */
  get notice() {
    return this.page.getByRole("alert");
  }

  get threshold() {
    return this.page.getByRole("textbox", { name: "Threshold, cosine" });
  }

  get thresholdSlider() {
    return this.page.getByRole("slider", { name: "Threshold" });
  }

  async waitForHits(): Promise<void> {
    await this.hits.first().waitFor();
  }

  async shownHits(): Promise<readonly ShownHit[]> {
    const names = await this.hits.evaluateAll((options) =>
      options.map((option) => option.getAttribute("aria-label") ?? ""),
    );
    return names.map((name) => {
      const match = /^Rank (\d+), cosine (-?[\d.]+), .*, (\d{4}-\d\d-\d\d)$/.exec(name);
      if (!match) throw new Error(`A hit is called "${name}".`);
      return { rank: Number(match[1]), cosine: Number(match[2]), date: match[3] ?? "" };
    });
  }

  async selectHit(rank: number): Promise<void> {
    await this.strip.getByRole("option", { name: new RegExp(`^Rank ${rank},`) }).click();
  }

  async searchFromHit(rank: number): Promise<void> {
    await this.strip.getByRole("option", { name: new RegExp(`^Rank ${rank},`) }).dblclick();
  }

  async setThreshold(cosine: number): Promise<void> {
    await this.threshold.fill(cosine.toFixed(3));
  }

  /** Removes an example by the name of its picture: "Like this 1", "Unlike this 1". */
  async removeExample(name: string): Promise<void> {
    await this.page.getByRole("button", { name: `Remove: ${name}` }).click();
  }

  async undo(): Promise<void> {
    await this.page.getByRole("button", { name: "Undo" }).click();
  }

  async redo(): Promise<void> {
    await this.page.getByRole("button", { name: "Redo" }).click();
  }
}
