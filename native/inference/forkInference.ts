import { fork } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { chipPipe, encodeChips } from "./chipPipe.ts";
import type { InferenceChannel, InferenceReply } from "./messages.ts";

const stderrLinesKept = 400;

/** Starts the inference process by forking Node: the way of the command line and of the browser host. */
export async function forkInference(
  environment: Readonly<Record<string, string>>,
): Promise<InferenceChannel> {
  const entry = fileURLToPath(new URL("./inferenceProcess.ts", import.meta.url));
  const child = fork(entry, [], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc", "pipe"],
    env: { ...process.env, ...environment, NODE_NO_WARNINGS: "1" },
  });
  const stderrLines: string[] = [];
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderrLines.push(...text.split("\n").filter((line) => line.trim() !== ""));
    stderrLines.splice(0, stderrLines.length - stderrLinesKept);
  });
  const chips = child.stdio[chipPipe] as Writable;
  // The process's end is reported by `close`; a broken pipe says nothing more.
  chips.on("error", () => undefined);
  // So it is for a message to a process that has just died, which without a listener would end this one.
  child.on("error", () => undefined);
  return {
    post(request) {
      if (request.kind !== "embed") {
        child.send(request);
        return;
      }
      chips.cork();
      for (const bytes of encodeChips(request)) chips.write(bytes);
      chips.uncork();
    },
    onReply: (listener) => void child.on("message", (message) => listener(message as InferenceReply)),
    onExit: (listener) =>
      void child.on("close", (code, signal) =>
        listener([`it ended with ${signal ?? `code ${code}`}`, ...stderrLines.slice(-1)].join(": ")),
      ),
    lastWords: () => stderrLines,
    kill: () => void child.kill("SIGKILL"),
  };
}
