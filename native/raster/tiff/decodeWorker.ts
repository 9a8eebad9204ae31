import { parentPort } from "node:worker_threads";
import { decodeInto } from "./decodeBlock.ts";
import type { DecodeReply, DecodeRequest } from "./decodeMessages.ts";
import { firstLine, TiffError } from "./tiffError.ts";

// The entry of a decoding thread: one block after the other.

let last: Promise<void> = Promise.resolve();

async function answer({ call, job, target }: DecodeRequest): Promise<void> {
  let failure: DecodeReply["failure"] = null;
  try {
    await decodeInto(job, target);
  } catch (error) {
    const kind = error instanceof TiffError ? error.kind : "file-damaged";
    failure = { kind, detail: firstLine(error) };
  }
  parentPort?.postMessage({ call, failure } satisfies DecodeReply);
}

parentPort?.on("message", (requests: readonly DecodeRequest[]) => {
  for (const request of requests) last = last.then(() => answer(request));
});
