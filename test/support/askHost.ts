import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request to a host on loopback with exactly these headers: fetch would set Host and Origin itself. */
export function askHost(
  origin: string,
  path: string,
  options: { readonly method?: string; readonly headers?: OutgoingHttpHeaders; readonly body?: Buffer } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const { method = "GET", headers = {} } = options;
    const asked = request({ hostname, port, path, method, headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
    });
    asked.once("error", reject);
    asked.end(options.body);
  });
}
