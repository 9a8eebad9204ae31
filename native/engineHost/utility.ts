import type { EngineToHost, HostToEngine } from "../contract/host.ts";
import { createEngine } from "../engine.ts";
import type { InferenceChannel, InferenceReply, InferenceRequest } from "../inference/messages.ts";
import { serveBrowser } from "../serve/serveBrowser.ts";
import { type ServedPort, servePort } from "../serve/servePort.ts";

// The engine as Electron's utility process: it cannot fork, so main starts inference processes for it.

type UtilityPort = ServedPort & {
  on(event: "message", listener: (event: { data: unknown }) => void): void;
  on(event: "close", listener: () => void): void;
  postMessage(message: unknown): void;
};

interface ParentPort {
  on(event: "message", listener: (event: { data: HostToEngine; ports: UtilityPort[] }) => void): void;
  postMessage(message: EngineToHost): void;
}

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const waitingForInference = new Map<string, (port: UtilityPort) => void>();

function startInference(): Promise<InferenceChannel> {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    waitingForInference.set(id, (port) => resolve(channelOf(id, port)));
    parentPort.postMessage({ kind: "fork-inference", id, deviceEnv: {} });
  });
}

function channelOf(id: string, port: UtilityPort): InferenceChannel {
  port.start();
  return {
    post: (request: InferenceRequest) => port.postMessage(request),
    onReply: (listener) => port.on("message", ({ data }) => listener(data as InferenceReply)),
    onExit: (listener) => port.on("close", () => listener("it ended")),
    kill: () => parentPort.postMessage({ kind: "end-inference", id }),
  };
}

const folder = process.env.ARGIL_ARCHIVE;
if (folder === undefined) throw new Error("ARGIL_ARCHIVE names no project folder");
const engine = createEngine(folder, startInference);

parentPort.on("message", ({ data, ports: [port] }) => {
  switch (data.kind) {
    case "connect":
      if (port) servePort(port, engine);
      return;
    case "inference-port":
      if (port) waitingForInference.get(data.id)?.(port);
      waitingForInference.delete(data.id);
      return;
    case "shutdown":
      void engine.close().finally(() => process.exit(0));
      return;
    default:
      data satisfies never;
  }
});

// Pictures go over loopback HTTP, behind main's argil:// handler and a bearer token that only main holds.
const host = await serveBrowser(engine, { port: 0, windowFolder: "" });
parentPort.postMessage({ kind: "ready", pictureOrigin: host.origin, token: host.bearer });
