import { EngineError } from "../engineError.ts";

/** What the runtime said, where a device failed; null for any other error. */
export function deviceFailure(error: unknown): string | null {
  return error instanceof EngineError && error.failure.kind === "device-failed" ? error.failure.detail : null;
}
