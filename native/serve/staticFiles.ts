import { readFile } from "node:fs/promises";
import { extname, join, normalize, relative } from "node:path";

/** Everything comes from this origin; plotly, OpenLayers and Mantine were seen to work under it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const securityHeaders = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

/** A file of the built window; what lies outside its folder does not exist. */
export async function staticFile(pathname: string, folder: string): Promise<Response> {
  const wanted = normalize(join(folder, decodeSafely(pathname === "/" ? "/index.html" : pathname)));
  const isInside = !relative(folder, wanted).startsWith("..");
  const contentType = contentTypes[extname(wanted)];
  const bytes = isInside && contentType !== undefined ? await readFile(wanted).catch(() => null) : null;
  if (bytes === null)
    return new Response("not found", { status: 404, headers: { "content-type": "text/plain" } });
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType ?? "", "cache-control": "no-cache" },
  });
}

function decodeSafely(pathname: string): string {
  try {
    return decodeURIComponent(pathname).replaceAll("\u0000", "");
  } catch {
    return "/";
  }
}
