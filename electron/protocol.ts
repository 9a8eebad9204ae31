import { readFile } from "node:fs/promises";
import path from "node:path";
import { contentSecurityPolicy, isAppUrl } from "./policy.ts";

/** What `argil://` may do; a standard scheme has an origin, and `corsEnabled` would open it to every page. */
export const schemePrivileges = {
  standard: true,
  secure: true,
  supportFetchAPI: true,
  stream: true,
  codeCache: true,
} as const;

/** Where the engine answers picture requests on loopback. */
export interface PictureHost {
  readonly pictureOrigin: string;
  readonly token: string;
}

/** What one request of the window asks for. */
export type Wanted =
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "picture"; readonly path: string }
  | { readonly kind: "refused"; readonly status: 400 | 404 | 405 };

const pictures = /^\/(thumb|tile|preview|intake-preview|raster)\//;
const passedOn = [
  "content-type",
  "content-length",
  "content-range",
  "accept-ranges",
  "cache-control",
  "etag",
];
const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** Sorts a request into page files (never outside of `pageFolder`), pictures of the engine and refusals. */
export function sortRequest(method: string, address: string, pageFolder: string): Wanted {
  if (!isAppUrl(address)) return { kind: "refused", status: 404 };
  if (method !== "GET" && method !== "HEAD") return { kind: "refused", status: 405 };
  const { pathname, search } = new URL(address);
  if (pictures.test(pathname)) return { kind: "picture", path: pathname + search };
  try {
    const file = path.resolve(pageFolder, `.${decodeURIComponent(pathname)}`);
    const inside = path.relative(pageFolder, file);
    const isOutside = inside === "" || inside.startsWith("..") || path.isAbsolute(inside);
    return isOutside ? { kind: "refused", status: 404 } : { kind: "file", file };
  } catch {
    return { kind: "refused", status: 400 };
  }
}

/** Without a type Chromium takes a file for HTML, so every answer names one. */
export function pageHeaders(file: string): Record<string, string> {
  return {
    "content-type": contentTypes[path.extname(file)] ?? "application/octet-stream",
    "content-security-policy": contentSecurityPolicy,
    "x-content-type-options": "nosniff",
  };
}

/** Answers everything under `argil://app`. */
export async function answerWindow(
  request: Request,
  pageFolder: string,
  host: () => Promise<PictureHost>,
): Promise<Response> {
  const wanted = sortRequest(request.method, request.url, pageFolder);
  if (wanted.kind === "refused") return new Response(null, { status: wanted.status });
  if (wanted.kind === "picture") {
    return forward(request, wanted.path, host).catch(() => new Response(null, { status: 503 }));
  }
  return readFile(wanted.file).then(
    (bytes) => new Response(new Uint8Array(bytes), { headers: pageHeaders(wanted.file) }),
    () => new Response(null, { status: 404 }),
  );
}

async function forward(request: Request, pathOfPicture: string, host: () => Promise<PictureHost>) {
  const { pictureOrigin, token } = await host();
  const range = request.headers.get("range");
  const answer = await fetch(pictureOrigin + pathOfPicture, {
    method: request.method,
    headers: { authorization: `Bearer ${token}`, ...(range === null ? {} : { range }) },
  });
  const headers = [...answer.headers].filter(([name]) => passedOn.includes(name));
  return new Response(answer.body, { status: answer.status, headers });
}
