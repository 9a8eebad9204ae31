import type { EngineToHost, HostToEngine } from "../contract/host.ts";
import { createEngine } from "../engine.ts";
import { serveBrowser } from "../serve/serveBrowser.ts";
import { type ServedPort, servePort } from "../serve/servePort.ts";
import { HostedInference, type InferencePort } from "./hostedInference.ts";

// The engine as Electron's utility process: it cannot fork, so main starts inference processes for it.

type UtilityPort = ServedPort & InferencePort;

interface ParentPort {
  on(event: "message", listener: (event: { data: HostToEngine; ports: UtilityPort[] }) => void): void;
  postMessage(message: EngineToHost): void;
}

const parentPort = (process as unknown as { parentPort: ParentPort }).parentPort;
const inference = new HostedInference((message) => parentPort.postMessage(message));

const folder = process.env.ARGIL_ARCHIVE;
if (folder === undefined) throw new Error("ARGIL_ARCHIVE names no project folder");
const engine = createEngine(folder, inference.start);

parentPort.on("message", ({ data, ports: [port] }) => {
  switch (data.kind) {
    case "connect":
      if (port) servePort(port, engine);
      return;
    case "inference-port":
      if (port) inference.connect(data.id, port);
      return;
    case "inference-said":
      inference.hear(data.id, data.lines);
      return;
    case "inference-ended":
      inference.end(data.id, data.code);
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
