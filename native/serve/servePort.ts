import { RPCHandler } from "@orpc/server/message-port";
import type { Engine } from "../engine.ts";
import { createRouter } from "./router.ts";

type Upgradable = Parameters<RPCHandler<Record<never, never>>["upgrade"]>[0];

/** A message port of Node, Electron or a browser. */
export type ServedPort = Upgradable & { start(): void };

/** Serves the contract on a port to the window. */
export function servePort(port: ServedPort, engine: Engine): void {
  new RPCHandler(createRouter(engine.api)).upgrade(port);
  // The library listens but never starts the port.
  port.start();
}
