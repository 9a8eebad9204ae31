import type { MenuItemConstructorOptions } from "electron";

type Role = NonNullable<MenuItemConstructorOptions["role"]>;

/** The menu bar as data; a click on one of our own entries sends its command. */
export function menuTemplate(
  platform: NodeJS.Platform,
  send: (command: string) => void,
): MenuItemConstructorOptions[] {
  const roles = (...names: Role[]) => names.map((role) => ({ role }));
  const entry = (label: string, accelerator: string, command: string) => ({
    label,
    accelerator,
    click: () => send(command),
  });
  const open = [
    entry("Open files…", "CmdOrCtrl+O", "open-files"),
    entry("Open folder…", "CmdOrCtrl+Shift+O", "open-folder"),
  ];
  // macOS has quit and about in a menu of the app's own.
  const isMac = platform === "darwin";
  return [
    ...(isMac ? [{ label: "Argil", submenu: roles("about", "hide", "quit") }] : []),
    { label: "File", submenu: [...open, { type: "separator" }, ...roles(isMac ? "close" : "quit")] },
    { label: "Edit", submenu: roles("undo", "redo", "cut", "copy", "paste", "selectAll") },
    { label: "View", submenu: roles("reload", "resetZoom", "zoomIn", "zoomOut", "togglefullscreen") },
  ];
}
