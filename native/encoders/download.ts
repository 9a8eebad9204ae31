import { existsSync } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { diskFailure, EngineError } from "../engineError.ts";
import { hashFile } from "./verifyFiles.ts";

export interface DownloadRequest {
  readonly url: string;
  /** Null where only the server can say. */
  readonly sha256: string | null;
  /** Where the whole file goes. */
  readonly to: string;
  readonly signal: AbortSignal;
  onBytes(bytesDone: number, bytesTotal: number | null): void;
}

export interface DownloadedFile {
  readonly sha256: string;
  /** What its hash was compared with; `nothing` where neither card nor server told one. */
  readonly checkedAgainst: "card" | "server" | "nothing";
}

/** Parts of a file are only joined where the server gives the same tag for it. */
interface Unfinished {
  readonly url: string;
  readonly tag: string;
}

/**
 * Fetches a file, going on where an earlier try was cut off, and proves it by its hash before it gets its name.
 * @throws EngineError; what came so far stays for the next try, unless its hash is wrong.
 */
export async function downloadFile(request: DownloadRequest): Promise<DownloadedFile> {
  const { url, to, signal } = request;
  const part = `${to}.part`;
  const note = `${part}.json`;
  try {
    await mkdir(dirname(to), { recursive: true });
    // Of an earlier download whose file is not done with yet; the server says whether it is still the same.
    if (existsSync(to)) await rename(to, part);
    const before = await unfinished(part, note, url);
    const { response, linkedSha256 } = await follow(url, before, signal);
    if (response.status !== 416) await receive(response, { part, note, request });
    const sha256 = await hashFile(part, signal);
    const expected = request.sha256 ?? linkedSha256;
    if (expected !== null && sha256 !== expected) {
      await discardDownload(to);
      throw failed(
        url,
        `its SHA-256 is ${sha256.slice(0, 12)}… instead of ${expected.slice(0, 12)}…, so it was thrown away`,
      );
    }
    await rename(part, to);
    const checkedAgainst = request.sha256 !== null ? "card" : linkedSha256 !== null ? "server" : "nothing";
    return { sha256, checkedAgainst };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof EngineError) throw error;
    const disk = diskFailure(error, dirname(to));
    throw disk instanceof EngineError ? disk : failed(url, wordsOf(error));
  }
}

/** Takes away a file that was downloaded there, or as much of it as came. */
export async function discardDownload(to: string): Promise<void> {
  for (const path of [to, `${to}.part`, `${to}.part.json`]) await rm(path, { force: true });
}

const failed = (url: string, detail: string) => new EngineError({ kind: "download-failed", url, detail });

async function unfinished(
  part: string,
  note: string,
  url: string,
): Promise<{ size: number; tag: string } | null> {
  try {
    const { size } = await stat(part);
    const known = JSON.parse(await readFile(note, "utf8")) as Unfinished;
    return known.url === url && size > 0 ? { size, tag: known.tag } : null;
  } catch {
    return null;
  }
}

const mostHops = 6;

/** Follows redirections itself: the hash of a large file is told by the server that sends on, not by the one that has it. */
async function follow(
  from: string,
  before: { size: number; tag: string } | null,
  signal: AbortSignal,
): Promise<{ response: Response; linkedSha256: string | null }> {
  let url = new URL(from);
  let linkedSha256: string | null = null;
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (before !== null) Object.assign(headers, { range: `bytes=${before.size}-`, "if-range": before.tag });
  for (let hop = 0; hop < mostHops; hop++) {
    const response = await fetch(url, { redirect: "manual", headers, signal });
    // Hugging Face names the SHA-256 of a large file so: huggingface_hub, constants.py.
    linkedSha256 ??= response.headers.get("x-linked-etag")?.match(/[0-9a-f]{64}/)?.[0] ?? null;
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) {
      // Asked for what follows the last byte.
      const isWhole = response.status === 416 && before !== null;
      if (response.ok || isWhole) return { response, linkedSha256 };
      throw failed(from, `the server answered ${response.status}`);
    }
    const next = new URL(location, url);
    if (url.protocol === "https:" && next.protocol !== "https:")
      throw failed(from, "the server sent on to an address without encryption");
    url = next;
  }
  throw failed(from, `the server sent on more than ${mostHops} times`);
}

async function receive(
  response: Response,
  { part, note, request }: { part: string; note: string; request: DownloadRequest },
): Promise<void> {
  const isRest = response.status === 206;
  const tag = response.headers.get("etag");
  // A weak tag says that two files mean the same, not that they are.
  if (tag !== null && !tag.startsWith("W/"))
    await writeFile(note, JSON.stringify({ url: request.url, tag } satisfies Unfinished));
  else await rm(note, { force: true });
  const start = isRest ? (await stat(part)).size : 0;
  const length = response.headers.get("content-length");
  const total = length === null ? null : start + Number(length);
  let done = start;
  request.onBytes(done, total);
  // Piece by piece, so that what came before the connection was cut lies on the disk.
  const file = await open(part, isRest ? "a" : "w");
  try {
    for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      await file.writeFile(piece);
      done += piece.byteLength;
      request.onBytes(done, total);
    }
  } finally {
    await file.close();
  }
  if (total !== null && done !== total)
    throw failed(request.url, `it was cut off after ${done} of ${total} bytes, which are kept`);
}

/** What a fetch failed of: its own message only says "fetch failed". */
function wordsOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } } | null)?.cause;
  if (cause?.code === "ENOTFOUND" || cause?.code === "EAI_AGAIN") return "there is no network";
  if (cause?.code === "ECONNREFUSED") return "nobody answers there";
  if (cause?.code === "UND_ERR_SOCKET" || cause?.code === "ECONNRESET")
    return "the connection was cut off; what came so far is kept";
  return cause?.code ?? cause?.message ?? String((error as Error | null)?.message ?? error);
}
