import type { EngineFailure } from "../../native/contract/failures.ts";
import { fileName } from "./format.ts";
import { splitReason } from "./reasonWords.ts";

/** A failed job in words, with the name of its file instead of the long path of an upload folder. */
export function failureWords(failed: { readonly failure: EngineFailure; readonly sentence: string }): string {
  const { failure, sentence } = failed;
  // The engine's words name an option of the command line.
  if (failure.kind === "encoder-exists")
    return `An encoder called ${failure.encoderId} is there already with other weights. Remove it first.`;
  if (!("path" in failure)) return sentence;
  if (needsHeads(failure)) return headsWords(failure);
  const { wrong, remedy } = splitReason(sentence, failure.path, fileName(failure.path));
  return remedy === "" ? wrong : `${wrong} ${remedy}`;
}

/** A checkpoint that can be imported once somebody says how many heads it has. */
export function needsHeads(
  failure: EngineFailure,
): failure is EngineFailure & { readonly kind: "checkpoint-refused" } {
  return failure.kind === "checkpoint-refused" && failure.detail.includes("--heads");
}

function headsWords({ path, detail }: EngineFailure & { readonly kind: "checkpoint-refused" }): string {
  const fact = detail.replace(/^it is/, "is").replace(/; say how many .*$/, "");
  return `${fileName(path)} ${fact}. Say how many attention heads it has.`;
}
