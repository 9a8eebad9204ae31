import type { Context } from "./context.ts";

/** Runs a command's work with its context and keeps the exit code it gives. */
export type Action = (work: (context: Context) => Promise<number>) => Promise<void>;
