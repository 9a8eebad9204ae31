import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import type { EngineApi } from "../../native/contract/engineApi.ts";
import type { DesktopBridge } from "../../native/contract/wire.ts";

const portTimeoutMilliseconds = 10_000;

/** A live line to the engine; `closed` settles when it breaks. */
export interface Connection {
  readonly api: EngineApi;
  readonly closed: Promise<void>;
}

/** Opens the line that this host offers: a port from the desktop's main process, or a socket of the browser host. */
export function openConnection(): Promise<Connection> {
  return window.bridge ? openPort(window.bridge) : openSocket();
}

async function openPort(bridge: DesktopBridge): Promise<Connection> {
  const arrival = nextPort();
  bridge.connectEngine();
  const port = await arrival;
  const closed = Promise.withResolvers<void>();
  port.addEventListener("close", () => closed.resolve());
  const link = new PortLink({ port });
  port.start();
  return { api: clientOf(link), closed: closed.promise };
}

function nextPort(): Promise<MessagePort> {
  const arrival = Promise.withResolvers<MessagePort>();
  const listen = (event: MessageEvent<unknown>) => {
    const isOurs = event.source === window && event.origin === window.location.origin;
    const port = event.ports[0];
    if (!isOurs || !port || !isPortMessage(event.data)) return;
    window.removeEventListener("message", listen);
    arrival.resolve(port);
  };
  window.addEventListener("message", listen);
  setTimeout(() => {
    window.removeEventListener("message", listen);
    arrival.reject(new Error("No port to the engine arrived."));
  }, portTimeoutMilliseconds);
  return arrival.promise;
}

function isPortMessage(data: unknown): boolean {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === "engine:port";
}

async function openSocket(): Promise<Connection> {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const websocket = new WebSocket(`${scheme}://${window.location.host}/engine`);
  const opened = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  websocket.addEventListener("open", () => opened.resolve());
  websocket.addEventListener("close", () => {
    opened.reject(new Error("The engine did not answer."));
    closed.resolve();
  });
  const link = new SocketLink({ websocket });
  await opened.promise;
  return { api: clientOf(link), closed: closed.promise };
}

function clientOf(link: PortLink<Record<never, never>> | SocketLink<Record<never, never>>): EngineApi {
  return createORPCClient(link) as unknown as EngineApi;
}
