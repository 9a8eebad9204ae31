import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  protocol,
  session,
} from "electron";
import { channels } from "./channels.ts";
import { pick, pickedOf } from "./dialogs.ts";
import { type Engine, startEngine } from "./engineProcess.ts";
import { filesToOpen, parseHandOver } from "./filesToOpen.ts";
import { menuTemplate } from "./menu.ts";
import { foldersOf } from "./paths.ts";
import { isTrustedSender } from "./policy.ts";
import { answerWindow, schemePrivileges } from "./protocol.ts";
import { confine, denyPermissions, openWindow } from "./window.ts";

const folders = foldersOf(process.platform, process.env, homedir());
const out = path.join(import.meta.dirname, "..");
let window: BrowserWindow | null = null;
let engine: Engine | null = null;
let isListening = false;
const unheard: string[] = [];

// Electron wants all of this before its first turn of the loop, in this order; the lock is keyed on userData.
const [userData, sessionData] = [path.join(folders.config, "window"), path.join(folders.cache, "window")];
for (const folder of [userData, sessionData]) mkdirSync(folder, { recursive: true });
app.setName("Argil");
app.setPath("userData", userData);
app.setPath("sessionData", sessionData);
protocol.registerSchemesAsPrivileged([{ scheme: "argil", privileges: schemePrivileges }]);
app.enableSandbox();
process.on("uncaughtException", dieOf);
const files = filesToOpen(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
if (app.requestSingleInstanceLock({ files })) begin();
else app.exit(0);

function begin() {
  openInWindow(files);
  app.on("open-file", (event, file) => {
    event.preventDefault();
    openInWindow([file]);
  });
  app.on("second-instance", (_event, _argv, _folder, handOver) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    openInWindow(parseHandOver(handOver) ?? []);
  });
  app.on("web-contents-created", (_event, contents) => confine(contents));
  app.on("will-quit", (event) => {
    if (!engine) return;
    event.preventDefault();
    const last = engine;
    engine = null;
    void last.shutdown().finally(() => app.quit());
  });
  void app.whenReady().then(openApp).catch(dieOf);
}

function openApp() {
  denyPermissions(session.defaultSession);
  const env = { ARGIL_ARCHIVE: process.env.ARGIL_ARCHIVE || path.join(folders.data, "project") };
  const running = startEngine(path.join(out, "main"), env, giveUp);
  engine = running;
  protocol.handle("argil", (request) => answerWindow(request, path.join(out, "renderer"), running.pictures));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, sendCommand)));
  listenToWindow();
  window = openWindow(path.join(out, "preload", "preload.cjs"));
  window.on("closed", () => {
    window = null;
  });
}

function listenToWindow() {
  ipcMain.on(channels.connectEngine, ({ senderFrame }) => {
    if (!senderFrame || !isTrustedSender(senderFrame)) return;
    const { port1, port2 } = new MessageChannelMain();
    engine?.connect(port1);
    senderFrame.postMessage(channels.enginePort, null, [port2]);
  });
  ipcMain.on(channels.menuListening, ({ senderFrame }) => {
    if (!isTrustedSender(senderFrame)) return;
    isListening = true;
    for (const command of unheard.splice(0)) sendCommand(command);
  });
  ipcMain.handle(channels.pick, ({ senderFrame }, what: unknown) =>
    window && isTrustedSender(senderFrame) ? pick(pickedOf(what), window, folders.state) : [],
  );
}

/** Files reach the window as commands, so that it needs one listener only. */
function openInWindow(paths: readonly string[]) {
  for (const file of paths) sendCommand(`open-path:${file}`);
}

function sendCommand(command: string) {
  if (isListening && window) window.webContents.send(channels.menuCommand, command);
  else unheard.push(command);
}

function giveUp(reason: string) {
  dialog.showErrorBox("Argil cannot go on", `${reason} What was saved is safe.`);
  app.quit();
}

function dieOf(bug: unknown) {
  console.error(bug);
  app.exit(1);
}
