import type { Page } from "playwright-core";

/** The jobs room and the running job in the status bar. */
export class JobsPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get panel() {
    return this.page.getByRole("complementary", { name: "Jobs" });
  }

  /** Progress of the running job; gone when it is over. */
  get progress() {
    return this.panel.getByRole("progressbar", { name: "Chips done" });
  }

  /** The running job's line in the status bar. */
  get statusJob() {
    return this.page.getByRole("contentinfo").getByRole("progressbar");
  }

  /** One entry for each input that was not taken, with its sentence. */
  get refused() {
    return this.panel.getByRole("list", { name: "Refused inputs" }).getByRole("listitem");
  }

  async open(): Promise<void> {
    await this.page.getByRole("navigation", { name: "Rooms" }).getByRole("button", { name: "Jobs" }).click();
  }

  /** Waits until a job by this title is done and no other is under way. */
  async waitUntilDone(title: string | RegExp = /./, timeoutMilliseconds = 60_000): Promise<void> {
    await this.open();
    await this.panel
      .getByRole("region", { name: title })
      .filter({ hasText: /\d chips? in \d/ })
      .first()
      .waitFor({ timeout: timeoutMilliseconds });
    await this.statusJob.waitFor({ state: "detached", timeout: timeoutMilliseconds });
  }

  async cancel(): Promise<void> {
    await this.panel.getByRole("button", { name: /^Cancel/ }).click();
  }

  async goOn(): Promise<void> {
    await this.panel.getByRole("button", { name: "Go on where it stopped" }).click();
  }
}
