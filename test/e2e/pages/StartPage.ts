import type { Page } from "playwright-core";

/** A file for the window to take. */
export interface FileToAdd {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The start screen, and the ways to bring scenes in. */
export class StartPage {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get card() {
    return this.page.getByRole("region", { name: "Start" });
  }

  /** Lines of "This computer". */
  get thisComputer() {
    return this.page.getByRole("list", { name: "This computer" }).getByRole("listitem");
  }

  /** Opens the window at an address and waits until it knows whether the project is empty. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.card
      .or(this.page.getByRole("region", { name: "Hits" }))
      .first()
      .waitFor();
  }

  async openDemo(): Promise<void> {
    await this.page.getByRole("button", { name: "Open the demo project" }).click();
  }

  /** Chooses files in the browser's picker: paths on disk, or files made up in the test. */
  async chooseFiles(files: readonly string[] | readonly FileToAdd[]): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles([...files] as string[]);
  }

  async chooseFolder(path: string): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Choose a folder" }).click();
    await (await chooser).setFiles(path);
  }

  /** Drops files and folders of this machine, as a file manager would. */
  async dropPaths(paths: readonly string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
    await session.detach();
  }

  /** Drops files made up in the test anywhere on the window. */
  async dropFiles(files: readonly FileToAdd[]): Promise<void> {
    const plain = files.map(({ name, mimeType, buffer }) => ({
      name,
      mimeType,
      base64: buffer.toString("base64"),
    }));
    const transfer = await this.page.evaluateHandle((items) => {
      const made = new DataTransfer();
      for (const { name, mimeType, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        made.items.add(new File([bytes], name, { type: mimeType }));
      }
      return made;
    }, plain);
    for (const type of ["dragenter", "dragover", "drop"]) {
      await this.page.dispatchEvent("main", type, { dataTransfer: transfer });
    }
  }
}
