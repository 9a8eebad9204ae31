import type { Upload, UploadPath } from "../../native/contract/wire.ts";
import type { NamedFile } from "./droppedFiles.ts";
import { isImageName, isSceneFileName } from "./sceneFiles.ts";

/** How far an upload is; bytes of all files together. */
export interface UploadProgress {
  readonly fileName: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Copies files to the browser host one after another and answers where each lies there, in the same order. */
export async function upload(
  files: readonly NamedFile[],
  onProgress: (progress: UploadProgress) => void,
): Promise<readonly Upload[]> {
  const bytesTotal = files.reduce((sum, { file }) => sum + file.size, 0);
  const uploads: Upload[] = [];
  let bytesBefore = 0;
  for (const [filesDone, { file, name }] of files.entries()) {
    const report = (bytes: number) =>
      onProgress({
        fileName: name,
        filesDone,
        filesTotal: files.length,
        bytesDone: bytesBefore + bytes,
        bytesTotal,
      });
    report(0);
    uploads.push(await post(file, name, report));
    bytesBefore += file.size;
  }
  return uploads;
}

/** What to look at of copied scenes: images, and whole folders. */
export function topsOf(uploads: readonly Upload[]): readonly string[] {
  const worthLooking = uploads.filter(({ path, top }) => top !== path || isImageName(path));
  return [...new Set(worthLooking.map(({ top }) => top))];
}

/** Files that belong to a scene: images, and what lies beside or above them. A folder may hold anything. */
export function worthUploading(files: readonly NamedFile[]): readonly NamedFile[] {
  const fitting = files.filter(({ name }) => isSceneFileName(name) && !/(^|\/)\./.test(name));
  const withImages = new Set(
    fitting.filter(({ name }) => isImageName(name)).flatMap(({ name }) => foldersAbove(name)),
  );
  return fitting.filter(({ name }) => withImages.has(foldersAbove(name)[0] ?? ""));
}

/** The folder that a file lies in, then those above it; "" is above all. */
function foldersAbove(name: string): string[] {
  const parts = name.split("/");
  return parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join("/"));
}

// fetch cannot tell how much of a body has gone out, and a scene may weigh a gigabyte.
function post(file: File, name: string, onBytes: (bytes: number) => void): Promise<Upload> {
  const answer = Promise.withResolvers<Upload>();
  const request = new XMLHttpRequest();
  const path: UploadPath = `/upload?name=${encodeURIComponent(name)}`;
  request.open("POST", path);
  request.upload.addEventListener("progress", (event) => onBytes(event.loaded));
  request.addEventListener("load", () => {
    if (request.status >= 400) answer.reject(new Error(`Copying ${name} ended with ${request.status}.`));
    else answer.resolve(uploadIn(request.responseText));
  });
  request.addEventListener("error", () => answer.reject(new Error(`Copying ${name} was cut off.`)));
  request.send(file);
  return answer.promise;
}

function uploadIn(body: string): Upload {
  const answer: Partial<Upload> | null = JSON.parse(body);
  if (typeof answer?.path === "string" && typeof answer.top === "string")
    return { path: answer.path, top: answer.top };
  throw new Error(`The host's answer to an upload holds no path: ${body.slice(0, 80)}`);
}
