import { useEffect } from "react";
import { chooseAndIndex, takeOpened } from "../state/intake.ts";
import { comboOf, shortcuts } from "./shortcuts.ts";

/** What the menu channel says of a file that was opened with the app. */
const openPath = "open-path:";

/** Listens for the keys of the whole window, and for the native menu where there is one. */
export function useShortcutKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const combo = comboOf(event);
      const shortcut = shortcuts.find((known) => known.combo === combo);
      if (!shortcut || (isTyping(event.target) && isPlain(combo))) return;
      event.preventDefault();
      shortcut.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
  useEffect(() => {
    window.bridge?.onMenuCommand((command) => {
      if (command === "open-files") void chooseAndIndex("files");
      if (command === "open-folder") void chooseAndIndex("folder");
      if (command.startsWith(openPath)) void takeOpened(command.slice(openPath.length));
    });
  }, []);
}

// A field has its own undo, and letters are meant for it.
function isPlain(combo: string): boolean {
  return combo.length === 1 || combo === "ctrl+z" || combo === "ctrl+shift+z";
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "radio" && target.type !== "checkbox";
}
