import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { children, electron, FakeContents, journal, windows } from "./electronStandIn.ts";

vi.mock("electron", async () => (await import("./electronStandIn.ts")).electron);

const { app, ipcMain, protocol, session } = electron;
const page = { url: "argil://app/index.html", parent: null };
const foreign = [null, { url: "https://example.org/", parent: null }, { ...page, parent: {} }];

beforeAll(async () => {
  const home = mkdtempSync(path.join(tmpdir(), "argil-home-"));
  for (const name of ["DATA", "CACHE", "STATE", "CONFIG"]) vi.stubEnv(`XDG_${name}_HOME`, home);
  // Its own listener would outlive this file in the test process.
  const listen = vi.spyOn(process, "on").mockReturnThis();
  await import("../../../electron/main.ts");
  listen.mockRestore();
  await app.becomeReady();
});

describe("the start", () => {
  it("keeps the order that Electron asks for", () => {
    expect(journal.slice(0, 11)).toEqual([
      "name Argil",
      "path userData",
      "path sessionData",
      "schemes",
      "sandbox",
      "lock",
      "ready",
      "fork argil engine",
      "handle argil",
      "menu",
      "load argil://app/index.html",
    ]);
  });

  it("opens the window with no rights beyond those of a page", () => {
    expect(windows[0]!.options.webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      preload: expect.stringMatching(/preload[\\/]preload\.cjs$/),
    });
  });

  it("gives the scheme an origin without opening it to others", () => {
    expect(protocol.privileges).toEqual([
      {
        scheme: "argil",
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
  });

  it("denies permissions in both handlers", () => {
    const answers: boolean[] = [];
    session.defaultSession.onRequest(null, "media", (isGranted) => answers.push(isGranted));
    answers.push(session.defaultSession.onCheck(null, "geolocation"));
    expect(answers).toEqual([false, false]);
  });
});

describe("pages", () => {
  const contents = Object.assign(new FakeContents(), {
    getURL: () => page.url,
    openHandler: (_details: { url: string }): { action: string } => ({ action: "allow" }),
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      this.openHandler = handler;
    },
  });

  it("stay where they are and open nothing", () => {
    app.emit("web-contents-created", {}, contents);
    const prevented: string[] = [];
    for (const event of ["will-navigate", "will-frame-navigate", "will-redirect", "will-attach-webview"]) {
      contents.emit(event, { url: "https://example.org/", preventDefault: () => prevented.push(event) });
    }
    expect(prevented).toEqual([
      "will-navigate",
      "will-frame-navigate",
      "will-redirect",
      "will-attach-webview",
    ]);
    expect(contents.openHandler({ url: "argil://app/index.html" })).toEqual({ action: "deny" });
  });
});

describe("messages of the window", () => {
  it("bring a port to the engine and its other end to the page", () => {
    const sent: unknown[][] = [];
    const senderFrame = { ...page, postMessage: (...message: unknown[]) => sent.push(message) };
    ipcMain.emit("engine:connect", { senderFrame });
    expect(children[0]!.received.map(({ message }) => message.kind)).toEqual(["connect"]);
    expect(sent).toEqual([["engine:port", null, [expect.anything()]]]);
  });

  it("count only from our own page", async () => {
    const before = children[0]!.received.length;
    for (const senderFrame of foreign) ipcMain.emit("engine:connect", { senderFrame });
    expect(children[0]!.received).toHaveLength(before);
    const pick = ipcMain.handlers.get("dialog:pick")!;
    expect(await Promise.all(foreign.map((senderFrame) => pick({ senderFrame }, "files")))).toEqual([
      [],
      [],
      [],
    ]);
  });

  it("ask for files, which begin next time where they ended", async () => {
    const pick = ipcMain.handlers.get("dialog:pick")!;
    const asked = vi.spyOn(electron.dialog, "showOpenDialog");
    expect(await pick({ senderFrame: page }, "files")).toEqual(["/data/a.tif"]);
    await pick({ senderFrame: page }, "folder");
    expect(asked).toHaveBeenLastCalledWith(windows[0], {
      properties: ["openDirectory"],
      defaultPath: "/data",
    });
  });

  it("get the files of a second start, once the page listens", () => {
    app.emit("second-instance", {}, [], "/", { files: ["/data/early.tif"] });
    expect(windows[0]!.webContents.sent).toEqual([]);
    ipcMain.emit("menu:listening", { senderFrame: page });
    app.emit("open-file", { preventDefault: () => undefined }, "/data/late.tif");
    expect(windows[0]!.webContents.sent.slice(-2)).toEqual([
      ["menu:command", "open-path:/data/early.tif"],
      ["menu:command", "open-path:/data/late.tif"],
    ]);
    expect(journal).toContain("focus");
  });
});

describe("the end", () => {
  it("waits for the engine, then quits", async () => {
    const event = { preventDefault: vi.fn() };
    app.emit("will-quit", event);
    await vi.waitFor(() => expect(journal.at(-1)).toBe("quit"));
    app.emit("will-quit", event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(children[0]!.received.at(-1)!.message).toEqual({ kind: "shutdown" });
  });
});
