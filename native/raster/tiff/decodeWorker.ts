import { parentPort } from "node:worker_threads";
import { decodeBlock } from "./decodeBlock.ts";
import type { DecodeReply, DecodeRequest } from "./decodeMessages.ts";
import { firstLine, TiffError } from "./tiffError.ts";

// The entry of a decoding thread: one block after the other, each handed over without a copy.

let last: Promise<void> = Promise.resolve();

async function answer({ call, job }: DecodeRequest): Promise<void> {
  try {
    const samples = await decodeBlock(job);
    const reply: DecodeReply = { call, kind: "samples", samples };
    parentPort?.postMessage(reply, [samples.buffer as ArrayBuffer]);
  } catch (error) {
    const failure = error instanceof TiffError ? error.kind : "file-damaged";
    parentPort?.postMessage({
      call,
      kind: "failed",
      failure,
      detail: firstLine(error),
    } satisfies DecodeReply);
  }
}

parentPort?.on("message", (request: DecodeRequest) => {
  last = last.then(() => answer(request));
});
