import { resolve } from "node:path";
import type { Archive } from "../archive/openArchive.ts";
import { defaultArchiveFolder } from "../folders.ts";

/** Options that stand before the command. */
export interface GlobalOptions {
  readonly archive?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What every command is handed. */
export interface Context {
  readonly archiveFolder: string;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Prints the answer once: the value as JSON with --json, else the text. */
  answer(value: unknown, text: () => string): void;
  /** A note on standard error, unless --quiet. */
  note(text: string): void;
}

/** Ends the process with this code after everything is closed. */
export const exitCodes = { done: 0, failed: 1, usage: 2, someRefused: 3, interrupted: 130 } as const;

/** Wrong usage that the option parser cannot see by itself. */
export class UsageError extends Error {}

export function createContext(options: GlobalOptions, signal: AbortSignal): Context {
  const isJson = options.json ?? false;
  const isQuiet = options.quiet ?? false;
  return {
    archiveFolder: resolve(options.archive ?? defaultArchiveFolder()),
    isJson,
    isQuiet,
    signal,
    answer(value, text) {
      process.stdout.write(`${isJson ? JSON.stringify(value) : text()}\n`);
    },
    note(text) {
      if (!isQuiet) process.stderr.write(`${text}\n`);
    },
  };
}

/** Runs with the archive open and closes it, whatever happens. */
export async function withArchive<Result>(
  context: Context,
  work: (archive: Archive) => Promise<Result> | Result,
): Promise<Result> {
  const { openArchive } = await import("../archive/openArchive.ts");
  const archive = openArchive(context.archiveFolder);
  try {
    return await work(archive);
  } finally {
    archive.close();
  }
}
