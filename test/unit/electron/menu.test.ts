import { expect, it } from "vitest";
import { menuTemplate } from "../../../electron/menu.ts";

it("sends the command of a clicked entry", () => {
  const sent: string[] = [];
  const file = menuTemplate("linux", (command) => sent.push(command))[0]!;
  const entries = file.submenu as { label?: string; click?: () => void }[];
  for (const entry of entries) entry.click?.();
  expect(sent).toEqual(["open-files", "open-folder"]);
});

it("puts quit into the menu of the app on macOS and under File elsewhere", () => {
  const columnWithQuit = (platform: NodeJS.Platform) =>
    menuTemplate(platform, () => undefined).find((column) =>
      (column.submenu as { role?: string }[]).some(({ role }) => role === "quit"),
    )?.label;
  expect([columnWithQuit("darwin"), columnWithQuit("win32"), columnWithQuit("linux")]).toEqual([
    "Argil",
    "File",
    "File",
  ]);
});
