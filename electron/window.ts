import { BrowserWindow, type Session, type WebContents } from "electron";
import { appOrigin, isPermitted, mayNavigate } from "./policy.ts";

/** What a page of ours may do: nothing but be a page. */
export const pageRights = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const;

/** The window, shown when it has something to show; Electron remembers its bounds under the name. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    name: "main",
    windowStatePersistence: true,
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 450,
    show: false,
    title: "Argil",
    autoHideMenuBar: true,
    webPreferences: { ...pageRights, preload },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${appOrigin}/index.html`);
  return window;
}

/** Keeps any page where it is: no other addresses, no new windows, no guests inside. */
export function confine(contents: WebContents): void {
  const stay = (details: { readonly url: string; preventDefault(): void }) => {
    if (!mayNavigate(contents.getURL(), details.url)) details.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}

/** Electron grants every permission unless both handlers say no. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermitted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
}
