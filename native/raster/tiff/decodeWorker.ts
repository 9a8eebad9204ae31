import { parentPort } from "node:worker_threads";
import { type BlockJob, decodeInto } from "./decodeBlock.ts";
import type { DecodeMessage, DecodeReply } from "./decodeMessages.ts";
import { damaged, firstLine, TiffError } from "./tiffError.ts";

// The entry of a decoding thread: one block after the other.

const slots = new Map<number, SharedArrayBuffer>();
let last: Promise<void> = Promise.resolve();

async function answer(call: number, job: BlockJob, slot: number): Promise<void> {
  let failure: DecodeReply["failure"] = null;
  try {
    const target = slots.get(slot);
    if (target === undefined) throw damaged("its memory was given back");
    await decodeInto(job, target);
  } catch (error) {
    const kind = error instanceof TiffError ? error.kind : "file-damaged";
    failure = { kind, detail: firstLine(error) };
  }
  parentPort?.postMessage({ call, failure } satisfies DecodeReply);
}

parentPort?.on("message", (message: DecodeMessage) => {
  for (const id of message.forgotten) slots.delete(id);
  for (const { id, buffer } of message.slots) slots.set(id, buffer);
  for (const { call, job, slot } of message.requests) last = last.then(() => answer(call, job, slot));
});
