import { existsSync } from "node:fs";
import path from "node:path";

const repository = path.join(import.meta.dirname, "..", "..");

/** Says why a test that needs the shared folder was skipped. */
export const noSharedData = "no shared data here (set ARGIL_SHARED)";

/** The place of a file of the shared folder, for example "data/scenes/a.tif"; null where it cannot be had. */
export function sharedPath(inside: string): string | null {
  const folder = process.env.ARGIL_SHARED ?? path.join(repository, "..", "shared");
  const file = path.join(folder, inside);
  return existsSync(file) ? file : null;
}
