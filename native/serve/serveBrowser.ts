import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { WebSocketServer } from "ws";
import type { SocketPath } from "../contract/wire.ts";
import type { Engine } from "../engine.ts";
import { Guard } from "./guard.ts";
import { answerPicture } from "./pictures.ts";
import { createRouter } from "./router.ts";
import { securityHeaders, staticFile } from "./staticFiles.ts";
import { receiveUpload } from "./uploads.ts";

/** A running browser host. `url` holds the one-time token. */
export interface BrowserHost {
  readonly url: string;
  readonly origin: string;
  readonly bearer: string;
  close(): Promise<void>;
}

const socketPath: SocketPath = "/engine";

/** Serves the window, the contract and the pictures on 127.0.0.1; `windowFolder` holds the built window. */
export async function serveBrowser(
  engine: Engine,
  options: { port: number; windowFolder: string },
): Promise<BrowserHost> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guard = new Guard(port);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 16 * 1024 * 1024 });
  const handler = new RPCHandler(createRouter(engine.api));

  server.on("request", (request, response) => {
    answer(request, guard, engine, options.windowFolder)
      .catch((error: unknown) => plain(500, String((error as Error | null)?.message ?? error)))
      .then((answered) => send(answered, response))
      .catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => {
    const isWelcome =
      guard.isLocal(request.headers) &&
      request.headers.origin !== undefined &&
      guard.isKnown(request.headers.cookie);
    if (!isWelcome || new URL(request.url ?? "/", "http://localhost").pathname !== socketPath) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => handler.upgrade(webSocket));
  });

  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/?token=${guard.token}`,
    origin,
    bearer: guard.bearer,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  request: IncomingMessage,
  guard: Guard,
  engine: Engine,
  windowFolder: string,
): Promise<Response> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (!guard.isLocal(request.headers)) return plain(403, "This address is only for this computer.");
  const token = url.searchParams.get("token");
  if (token !== null && !guard.isKnown(request.headers.cookie)) {
    const cookie = guard.redeem(token);
    if (cookie === null)
      return plain(403, "This link has been used already; start argil serve again for a new one.");
    return new Response(null, { status: 303, headers: { location: "/", "set-cookie": cookie } });
  }
  if (token !== null) return new Response(null, { status: 303, headers: { location: "/" } });
  if (!guard.isKnown(request.headers.cookie) && !guard.isBearer(request.headers.authorization)) {
    return plain(403, "Open Argil with the link that argil serve printed.");
  }
  if (request.method === "POST" && url.pathname === "/upload") {
    if (request.headers.origin === undefined) return plain(403, "Uploads come from the window only.");
    return receiveUpload(request, url, engine.archive.folder);
  }
  if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "Only GET is answered here.");
  const drawn = await answerPicture(url, request.headers.range ?? null, engine);
  return drawn ?? (await staticFile(url.pathname, windowFolder));
}

const plain = (status: number, message: string) =>
  new Response(message, { status, headers: { "content-type": "text/plain; charset=utf-8" } });

function send(answered: Response, response: ServerResponse): void {
  response.writeHead(answered.status, { ...securityHeaders, ...Object.fromEntries(answered.headers) });
  if (answered.body === null || response.req.method === "HEAD") response.end();
  else
    Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0])
      .on("error", () => response.destroy())
      .pipe(response);
}
