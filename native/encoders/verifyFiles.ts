import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { EngineError } from "../engineError.ts";
import type { InstalledEncoder } from "./installed.ts";

/** Proves by their hashes that an encoder's files are what was imported. @throws EngineError that names the file that is not. */
export async function verifyFiles({ files }: Pick<InstalledEncoder, "files">): Promise<void> {
  for (const { path, byteLength, sha256 } of files) {
    const damaged = (what: string) =>
      new EngineError({
        kind: "encoder-damaged",
        folder: dirname(path),
        detail: `${basename(path)} ${what}`,
      });
    const size = await stat(path).then(
      (found) => found.size,
      () => null,
    );
    if (size === null) throw damaged("is missing");
    if (size !== byteLength) throw damaged(`has ${size} bytes instead of ${byteLength}`);
    const found = await hashFile(path);
    if (found !== sha256)
      throw damaged(
        `has changed since it was imported: SHA-256 ${found.slice(0, 12)}… instead of ${sha256.slice(0, 12)}…`,
      );
  }
}

/** SHA-256 of a file, read piece by piece. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const pieces = createReadStream(path, { highWaterMark: 1 << 20, ...(signal && { signal }) });
  for await (const piece of pieces) hash.update(piece as Buffer);
  return hash.digest("hex");
}
