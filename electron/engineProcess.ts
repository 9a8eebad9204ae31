import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from "electron";
import type { EngineToHost, HostToEngine, HostToInference } from "../native/contract/host.ts";
import type { PictureHost } from "./protocol.ts";
import { planRestart } from "./restartPolicy.ts";

const patienceMilliseconds = 5_000;
const lastWordsMilliseconds = 100;

/** The engine as main sees it; it survives the death of the process behind it. */
export interface Engine {
  /** Serves the contract on the port, as soon as there is an engine. */
  connect(port: MessagePortMain): void;
  /** Waits while the engine starts. */
  pictures(): Promise<PictureHost>;
  /** Lets the engine close its databases, for a few seconds. */
  shutdown(): Promise<void>;
}

/** Starts `engine.js` of the folder as a utility process and keeps it alive. */
export function startEngine(
  folder: string,
  env: Readonly<Record<string, string>>,
  onGivenUp: (reason: string) => void,
): Engine {
  let child: UtilityProcess | null = null;
  let pictures = Promise.withResolvers<PictureHost>();
  let isStopping = false;
  const diedAt: number[] = [];
  const waiting: MessagePortMain[] = [];
  const inference = new Map<string, UtilityProcess>();

  const fork = (name: string, more: Readonly<Record<string, string>>, stderr: "inherit" | "pipe") =>
    utilityProcess.fork(path.join(folder, `${name}.js`), [], {
      // `env` replaces the environment, it does not add to it.
      env: { ...process.env, ...env, ...more },
      serviceName: `argil ${name}`,
      stdio: ["ignore", "inherit", stderr],
    });

  const tell = (message: HostToEngine, port?: MessagePortMain) =>
    child?.postMessage(message, port ? [port] : []);

  const start = () => {
    if (isStopping) return;
    child = fork("engine", {}, "inherit");
    child.on("message", hear);
    child.once("exit", (code) => {
      // First of all: posting to a dead child inside its exit listener has crashed main (electron#53923).
      child = null;
      for (const process of inference.values()) process.kill();
      if (!isStopping) restart(code);
    });
    for (const port of waiting.splice(0)) tell({ kind: "connect" }, port);
  };

  const restart = (code: number) => {
    diedAt.push(Date.now());
    const plan = planRestart(diedAt, Date.now());
    if (plan.kind === "give-up") {
      onGivenUp(`The engine stopped ${plan.deathCount} times within a minute, last with code ${code}.`);
      return;
    }
    // Requests that wait for an engine that died during its start go on waiting for the next.
    const next = Promise.withResolvers<PictureHost>();
    pictures.resolve(next.promise);
    pictures = next;
    setTimeout(start, plan.delayMilliseconds);
  };

  const hear = (message: EngineToHost) => {
    switch (message.kind) {
      case "ready":
        return pictures.resolve(message);
      case "fork-inference":
        return forkInference(message.id, message.deviceEnv);
      case "end-inference":
        return void inference.get(message.id)?.kill();
      default:
        return message satisfies never;
    }
  };

  const forkInference = (id: string, deviceEnv: Readonly<Record<string, string>>) => {
    const { port1, port2 } = new MessageChannelMain();
    const process = fork("inference", deviceEnv, "pipe");
    inference.set(id, process);
    process.once("exit", (code) => {
      inference.delete(id);
      // Its last words may still be on their way through the pipe.
      setTimeout(() => tell({ kind: "inference-ended", id, code }), lastWordsMilliseconds);
    });
    process.postMessage({ kind: "inference-port", id } satisfies HostToInference, [port1]);
    tell({ kind: "inference-port", id }, port2);
    if (process.stderr)
      createInterface(process.stderr).on("line", (line) =>
        tell({ kind: "inference-said", id, lines: [line] }),
      );
  };

  start();
  return {
    connect: (port) => void (child ? tell({ kind: "connect" }, port) : waiting.push(port)),
    pictures: () => pictures.promise,
    shutdown: async () => {
      isStopping = true;
      const last = child;
      if (!last) return;
      const gone = new Promise((resolve) => last.once("exit", resolve));
      tell({ kind: "shutdown" });
      await Promise.race([gone, delay(patienceMilliseconds)]);
      last.kill();
    },
  };
}
