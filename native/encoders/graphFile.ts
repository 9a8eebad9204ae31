import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskFailure } from "../engineError.ts";

/**
 * Puts a network beside its weights, since the runtime finds these from the model's own place, and gives its path.
 * Its name is its content, so it is never out of date; one that a power cut left hollow is written anew.
 */
export function keepGraph(folder: string, model: Uint8Array): string {
  const hash = createHash("sha256").update(model).digest("hex");
  const path = join(folder, `graph-${hash.slice(0, 16)}.onnx`);
  const partial = `${path}.${process.pid}`;
  try {
    if (existsSync(path) && readFileSync(path).equals(model)) return path;
    writeFileSync(partial, model);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw diskFailure(error, folder);
  }
  return path;
}
