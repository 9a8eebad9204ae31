import path from "node:path";
import { fileURLToPath } from "node:url";

/** Files named on a command line: no switches, file URLs (Linux desktops pass those) and relative paths resolved. */
export function filesToOpen(args: readonly string[], folder: string): string[] {
  return args
    .filter((argument) => argument !== "" && !argument.startsWith("-"))
    .map((argument) =>
      argument.startsWith("file:") ? fileURLToPath(argument) : path.resolve(folder, argument),
    );
}

/** What a second start hands to the first; null for anything else, since it crosses a process border. */
export function parseHandOver(value: unknown): readonly string[] | null {
  if (typeof value !== "object" || value === null || !("files" in value) || !Array.isArray(value.files))
    return null;
  return value.files.every((file) => typeof file === "string") ? value.files : null;
}
