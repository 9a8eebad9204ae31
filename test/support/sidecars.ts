import { readFileSync } from "node:fs";
import path from "node:path";

/** A metadata file of test/golden/sidecars. */
export const sidecarText = (name: string) =>
  readFileSync(path.join(import.meta.dirname, "..", "golden", "sidecars", name), "utf8");
