import type { EngineFailure } from "./contract/failures.ts";
import { describeFailure } from "./describeFailure.ts";

/** A failure the user can act on; its message is the sentence to show. Anything else that is thrown is a bug. */
export class EngineError extends Error {
  readonly failure: EngineFailure;

  constructor(failure: EngineFailure) {
    super(describeFailure(failure));
    this.name = "EngineError";
    this.failure = failure;
  }
}

/** Turns errors of the disk into failures that name the folder; anything else passes through. */
export function diskFailure(error: unknown, folder: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") {
    return new EngineError({ kind: "disk-full", folder });
  }
  if (
    code === "EROFS" ||
    code === "EACCES" ||
    code === "EPERM" ||
    String(code).startsWith("SQLITE_READONLY")
  ) {
    return new EngineError({ kind: "folder-read-only", folder });
  }
  if (String(code).startsWith("SQLITE_BUSY") || code === "SQLITE_LOCKED") {
    return new EngineError({ kind: "archive-busy", folder });
  }
  return error;
}
