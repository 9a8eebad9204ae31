import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { EngineError } from "../engineError.ts";
import { drawIntakePreview } from "../jobs/drawIntake.ts";
import { drawPreview, drawThumbnail, drawTile, type PictureParts } from "../jobs/drawPictures.ts";
import type { Intake } from "../jobs/intake.ts";
import { sceneOf } from "../jobs/storedScene.ts";

const maxPicturePixels = 1024;

/** Answers `/thumb`, `/preview`, `/intake-preview`, `/tile` and `/raster` of wire.ts; null for any other path. Takes ids only, never paths. */
export async function answerPicture(
  url: URL,
  range: string | null,
  parts: PictureParts & { readonly intake: Intake },
): Promise<Response | null> {
  const [, kind, id = "", ...rest] = url.pathname.split("/").map(decodePart);
  const size = Math.min(maxPicturePixels, Math.max(16, Number(url.searchParams.get("size")) || 128));
  try {
    switch (kind) {
      case "thumb":
        return picture(await drawThumbnail(id, size, parts), "image/webp");
      case "preview":
        return picture(await drawPreview(id, size, parts), "image/webp");
      case "intake-preview": {
        const entry = parts.intake.find(id);
        if (entry === null) return text(404, "This scene was not examined.");
        const drawn = await drawIntakePreview(entry, size).catch(unlessUnusable);
        return drawn === null ? new Response(null, { status: 204 }) : picture(drawn, "image/webp");
      }
      case "tile": {
        const [z, x, y] = rest.map((part) => Number.parseInt(part, 10));
        if (rest.length !== 3 || ![z, x, y].every(Number.isSafeInteger) || z! > 30)
          return text(400, "bad tile address");
        const tile = await drawTile(id, { z: z!, x: x!, y: y! }, parts);
        return tile === null ? new Response(null, { status: 204 }) : picture(tile, "image/png");
      }
      case "raster":
        return await rasterRange(sceneOf(parts.archive, id).path, range);
      default:
        return null;
    }
  } catch (error) {
    if (error instanceof EngineError) return text(404, error.message);
    throw error;
  }
}

/** A file that is refused has no picture, which its card knows: nothing went wrong. */
function unlessUnusable(error: unknown): null {
  if (error instanceof EngineError) return null;
  throw error;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

const text = (status: number, message: string) =>
  new Response(message, { status, headers: { "content-type": "text/plain; charset=utf-8" } });

/** A picture of one archive does not change under its id, but another project may use the same ids: keep it for the session only. */
function picture(bytes: Buffer, contentType: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType, "cache-control": "private, max-age=600" },
  });
}

async function rasterRange(path: string, range: string | null): Promise<Response> {
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return text(404, `${path} has been moved or deleted.`);
  const wanted = parseRange(range, size);
  if (wanted === "unsatisfiable")
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${size}` } });
  const { from, to } = wanted ?? { from: 0, to: size - 1 };
  const body = Readable.toWeb(createReadStream(path, { start: from, end: to })) as ReadableStream;
  return new Response(body, {
    status: wanted === null ? 200 : 206,
    headers: {
      "content-type": "image/tiff",
      "content-length": String(to - from + 1),
      "accept-ranges": "bytes",
      ...(wanted === null ? {} : { "content-range": `bytes ${from}-${to}/${size}` }),
    },
  });
}

/** One range of RFC 9110; null when there is none to honour. */
export function parseRange(
  header: string | null,
  size: number,
): { from: number; to: number } | "unsatisfiable" | null {
  const match = header?.match(/^bytes=(\d*)-(\d*)$/);
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, first = "", last = ""] = match;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(size - 1, Number(last));
  return from >= size || from > to ? "unsatisfiable" : { from, to };
}
