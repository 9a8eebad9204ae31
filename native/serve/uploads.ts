import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Upload } from "../contract/wire.ts";
import { diskFailure, EngineError } from "../engineError.ts";
import { uploadedCheckpoints } from "../jobs/jobRequest.ts";

/** Rasters, zips of products, metadata of products and STAC items, and what GDAL and ESRI put beside a raster. */
const sceneFiles = /\.(tiff?|jp2|j2k|zip|xml|json|geojson|txt|msk|ovr|prj|wld|tfw|tifw|tiffw|j2w|jp2w)$/i;

const checkpointFiles = /\.(ckpt|pt|pth|safetensors)$/i;

/** Where files land that a browser window brings, since a web page cannot say where they lie; null where no such file is taken. */
export function uploadFolderOf(name: string): string | null {
  if (sceneFiles.test(name)) return "scenes";
  return checkpointFiles.test(name) ? uploadedCheckpoints : null;
}

/** Writes the body below the project's folder for such files; a file appears there only when it is whole. */
export async function receiveUpload(
  request: IncomingMessage,
  url: URL,
  projectFolder: string,
): Promise<Response> {
  const name = url.searchParams.get("name") ?? "";
  const folder = uploadFolderOf(name);
  const [top, ...below] = placeOf(name) ?? [];
  if (top === undefined || folder === null)
    return Response.json(
      { message: `${name} names neither a file of a scene nor a checkpoint.` },
      { status: 400 },
    );
  const root = join(projectFolder, folder);
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
