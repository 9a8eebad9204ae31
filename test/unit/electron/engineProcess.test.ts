import { once } from "node:events";
import type { MessagePortMain } from "electron";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startEngine } from "../../../electron/engineProcess.ts";
import { children } from "./electronStandIn.ts";

vi.mock("electron", async () => (await import("./electronStandIn.ts")).electron);

const port = () => ({}) as MessagePortMain;
const kindsReceived = (index: number) => children[index]!.received.map(({ message }) => message.kind);
const givenUp: string[] = [];
const start = () =>
  startEngine("/app/out/main", { ARGIL_ARCHIVE: "/data/p" }, (reason) => givenUp.push(reason));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  children.length = 0;
  givenUp.length = 0;
});

it("starts the engine with the archive beside the inherited environment", () => {
  start();
  const { entry, options } = children[0]!;
  expect([entry, options.env.ARGIL_ARCHIVE, options.env.PATH]).toEqual([
    "/app/out/main/engine.js",
    "/data/p",
    process.env.PATH,
  ]);
});

it("hands the port over with the connect message", () => {
  const asked = port();
  start().connect(asked);
  expect(children[0]!.received).toEqual([{ message: { kind: "connect" }, ports: [asked] }]);
});

it("keeps a port that comes while there is no engine for the next one", () => {
  const engine = start();
  children[0]!.emit("exit", 11);
  engine.connect(port());
  expect(children).toHaveLength(1);
  vi.advanceTimersByTime(250);
  expect(kindsReceived(1)).toEqual(["connect"]);
});

it("answers picture requests that waited through a restart from the new engine", async () => {
  const engine = start();
  const waiting = engine.pictures();
  children[0]!.emit("exit", 11);
  vi.advanceTimersByTime(250);
  children[1]!.emit("message", { kind: "ready", pictureOrigin: "http://127.0.0.1:7", token: "t" });
  expect(await waiting).toMatchObject({ pictureOrigin: "http://127.0.0.1:7", token: "t" });
});

it("gives up with a reason after five rapid deaths", () => {
  start();
  for (let death = 0; death < 5; death += 1) {
    children.at(-1)!.emit("exit", 139);
    vi.advanceTimersByTime(5_000);
  }
  expect(children).toHaveLength(5);
  expect(givenUp).toEqual(["The engine stopped 5 times within a minute, last with code 139."]);
});

it("forks inference for the engine and gives each side an end of one channel", () => {
  start();
  const [engine] = children;
  engine!.emit("message", { kind: "fork-inference", id: "i1", deviceEnv: { LD_LIBRARY_PATH: "/cuda" } });
  const inference = children[1]!;
  expect([inference.entry, inference.options.env.LD_LIBRARY_PATH]).toEqual([
    "/app/out/main/inference.js",
    "/cuda",
  ]);
  expect([engine!.received[0]!.message, inference.received[0]!.message]).toEqual([
    { kind: "inference-port", id: "i1" },
    { kind: "inference-port", id: "i1" },
  ]);
  expect(engine!.received[0]!.ports[0]).not.toBe(inference.received[0]!.ports[0]);
});

it("passes on to the engine what inference says on standard error, line by line, and how it ended", async () => {
  start();
  const [engine] = children;
  engine!.emit("message", { kind: "fork-inference", id: "i1", deviceEnv: {} });
  const inference = children[1]!;
  expect([engine!.stderr, engine!.options.stdio, inference.options.stdio]).toEqual([
    null,
    ["ignore", "inherit", "inherit"],
    ["ignore", "inherit", "pipe"],
  ]);
  inference.stderr!.write("libcublas.so.13: cannot");
  inference.stderr!.end(" open\nlast\n");
  await once(inference.stderr!, "close");
  inference.emit("exit", 139);
  vi.advanceTimersByTime(1_000);
  expect(engine!.received.slice(1).map(({ message }) => message)).toEqual([
    { kind: "inference-said", id: "i1", lines: ["libcublas.so.13: cannot open"] },
    { kind: "inference-said", id: "i1", lines: ["last"] },
    { kind: "inference-ended", id: "i1", code: 139 },
  ]);
});

it("kills inference when the engine asks for it, and when the engine itself dies", () => {
  start();
  const [engine] = children;
  for (const id of ["i1", "i2"]) engine!.emit("message", { kind: "fork-inference", id, deviceEnv: {} });
  engine!.emit("message", { kind: "end-inference", id: "i1" });
  expect(children.map(({ isKilled }) => isKilled)).toEqual([false, true, false]);
  engine!.emit("exit", 1);
  expect(children[2]!.isKilled).toBe(true);
});

it("asks the engine to close at the end, and does not start it again", async () => {
  const engine = start();
  await engine.shutdown();
  vi.advanceTimersByTime(60_000);
  expect(kindsReceived(0)).toEqual(["shutdown"]);
  expect(children).toHaveLength(1);
});
