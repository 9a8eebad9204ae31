import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { dirname, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { diskFailure, EngineError } from "../engineError.ts";

/** Where files land that a browser window brings, since a web page cannot say where they lie. */
export const uploadFolder = "scenes";

/** Writes the body below the project's folder for scenes and answers its path; a file appears there only when it is whole. */
export async function receiveUpload(
  request: IncomingMessage,
  url: URL,
  projectFolder: string,
): Promise<Response> {
  const root = join(projectFolder, uploadFolder);
  const name = url.searchParams.get("name") ?? "";
  const target = resolve(root, name);
  const isInside = name !== "" && !relative(root, target).startsWith("..") && target !== root;
  if (!isInside || !/\.tiff?$/i.test(target))
    return Response.json({ message: `${name} is not a .tif or .tiff file name.` }, { status: 400 });
  const partial = `${target}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await pipeline(request, createWriteStream(partial));
    await rename(partial, target);
    return Response.json({ path: target });
  } catch (error) {
    await rm(partial, { force: true });
    const failure = diskFailure(error, projectFolder);
    if (failure instanceof EngineError) return Response.json({ message: failure.message }, { status: 507 });
    throw failure;
  }
}
