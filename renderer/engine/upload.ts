import type { UploadPath } from "../../native/contract/wire.ts";
import { isRasterName, type NamedFile } from "./droppedFiles.ts";

/** How far an upload is; bytes of all files together. */
export interface UploadProgress {
  readonly fileName: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** Copies files to the browser host one after another and answers their paths there. */
export async function upload(
  files: readonly NamedFile[],
  onProgress: (progress: UploadProgress) => void,
): Promise<readonly string[]> {
  const bytesTotal = files.reduce((sum, { file }) => sum + file.size, 0);
  const paths: string[] = [];
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
    paths.push(await post(file, name, report));
    bytesBefore += file.size;
  }
  return paths;
}

/** Files that belong to a scene: a folder may hold anything, files chosen one by one are taken as they are. */
export function worthUploading(files: readonly NamedFile[]): readonly NamedFile[] {
  return files.filter(({ name }) => !name.includes("/") || isRasterName(name));
}

// fetch cannot tell how much of a body has gone out, and a scene may weigh a gigabyte.
function post(file: File, name: string, onBytes: (bytes: number) => void): Promise<string> {
  const answer = Promise.withResolvers<string>();
  const request = new XMLHttpRequest();
  const path: UploadPath = `/upload?name=${encodeURIComponent(name)}`;
  request.open("POST", path);
  request.upload.addEventListener("progress", (event) => onBytes(event.loaded));
  request.addEventListener("load", () => {
    if (request.status >= 400) answer.reject(new Error(`Copying ${name} ended with ${request.status}.`));
    else answer.resolve(pathIn(request.responseText));
  });
  request.addEventListener("error", () => answer.reject(new Error(`Copying ${name} was cut off.`)));
  request.send(file);
  return answer.promise;
}

function pathIn(body: string): string {
  const answer: unknown = JSON.parse(body);
  if (typeof answer === "object" && answer !== null && "path" in answer && typeof answer.path === "string") {
    return answer.path;
  }
  throw new Error(`The host's answer to an upload holds no path: ${body.slice(0, 80)}`);
}
