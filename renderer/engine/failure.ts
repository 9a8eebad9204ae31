import { ORPCError } from "@orpc/client";
import type { FailureData } from "../../native/contract/wire.ts";
import { isEngineThere } from "./engine.ts";

/** What a rejected call means for the user. */
export type Trouble =
  | { readonly kind: "failure"; readonly sentence: string }
  | { readonly kind: "bug"; readonly text: string }
  | { readonly kind: "lost" }
  | { readonly kind: "aborted" };

/** Tells failures that a user can act on from bugs, broken lines and calls we took back ourselves. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof DOMException && error.name === "AbortError") return { kind: "aborted" };
  if (error instanceof ORPCError && error.code === "ENGINE_FAILURE" && isFailureData(error.data)) {
    return { kind: "failure", sentence: error.data.sentence };
  }
  if (!isEngineThere()) return { kind: "lost" };
  return {
    kind: "bug",
    text: error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error),
  };
}

function isFailureData(data: unknown): data is FailureData {
  return typeof data === "object" && data !== null && "sentence" in data && typeof data.sentence === "string";
}
