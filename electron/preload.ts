import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopBridge } from "../native/contract/wire.ts";
import { channels } from "./channels.ts";

const bridge: DesktopBridge = {
  connectEngine: () => ipcRenderer.send(channels.connectEngine),
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)),
  pickFiles: () => ipcRenderer.invoke(channels.pick, "files"),
  pickWeights: () => ipcRenderer.invoke(channels.pick, "weights"),
  pickFolder: () => ipcRenderer.invoke(channels.pick, "folder"),
  onMenuCommand: (listener) => {
    // Wrapped, because the event would hand its `sender` to the page.
    ipcRenderer.on(channels.menuCommand, (_event, command: string) => listener(command));
    ipcRenderer.send(channels.menuListening);
  },
};

// A port cannot cross the context bridge; it goes to the page as a window message.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage({ kind: "engine:port" }, window.location.origin, [...event.ports]);
});

contextBridge.exposeInMainWorld("bridge", bridge);
