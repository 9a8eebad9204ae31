import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Upload } from "../contract/wire.ts";
import { diskFailure, EngineError } from "../engineError.ts";

/** Rasters, zips of products, metadata of products and STAC items, and what GDAL and ESRI put beside a raster. */
const sceneFiles = /\.(tiff?|jp2|j2k|zip|xml|json|geojson|txt|msk|ovr|prj|wld|tfw|tifw|tiffw|j2w|jp2w)$/i;

/** A file that a scene may consist of, by its name; nothing else is written for a web page. */
export function isSceneFileName(name: string): boolean {
  return sceneFiles.test(name);
}

/** Where files land that a browser window brings, since a web page cannot say where they lie. */
export const uploadFolder = "scenes";

/** Writes the body below the project's folder for scenes; a file appears there only when it is whole. */
export async function receiveUpload(
  request: IncomingMessage,
  url: URL,
  projectFolder: string,
): Promise<Response> {
  const root = join(projectFolder, uploadFolder);
  const name = url.searchParams.get("name") ?? "";
  const [top, ...below] = placeOf(name) ?? [];
  if (top === undefined || !isSceneFileName(name))
    return Response.json({ message: `${name} does not name a file of a scene.` }, { status: 400 });
  const upload: Upload = { path: join(root, top, ...below), top: join(root, top) };
  const partial = `${upload.path}.part`;
  try {
    await mkdir(dirname(upload.path), { recursive: true });
    await pipeline(request, createWriteStream(partial));
    await rename(partial, upload.path);
    return Response.json(upload);
  } catch (error) {
    await rm(partial, { force: true });
    const failure = diskFailure(error, projectFolder);
    if (failure instanceof EngineError) return Response.json({ message: failure.message }, { status: 507 });
    throw failure;
  }
}

// The granules of a Sentinel-2 product lie five folders deep.
const deepest = 16;
const longestName = 200;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The folders and the file that a name stands for, each made fit for any system; null where it leads out of the
 * folder, or to none.
 */
export function placeOf(name: string): readonly string[] | null {
  const parts = name.split(/[\\/]/).map(fitting);
  const isFine = parts.every((part) => part !== "" && part.length <= longestName);
  return isFine && parts.length <= deepest ? parts : null;
}

/** Windows allows neither these characters, nor the names of its devices, nor a dot or space at the end. */
function fitting(part: string): string {
  const plain = part.replaceAll(/[<>:"|?*\p{Cc}]/gu, "_").replace(/[. ]+$/, "");
  return reserved.test(plain) ? `_${plain}` : plain;
}
