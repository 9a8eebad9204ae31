import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../../native/cli/argil.mjs", import.meta.url));

/** What one run of the command line came to. */
export interface ArgilRun {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output where it is exactly one JSON document, else undefined. */
  readonly json: unknown;
}

/** A run that can still be killed. */
export interface StartedArgil {
  readonly child: ChildProcess;
  readonly ended: Promise<ArgilRun>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that argil.mjs is started with; the one that runs the tests, unless said otherwise. */
  readonly node?: string;
}

/** Starts the command line as a user would, with no terminal. */
export function startArgil(args: readonly string[], options: RunOptions = {}): StartedArgil {
  const child = spawn(options.node ?? process.execPath, [entry, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", ...options.env },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<ArgilRun>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr, json: parsed(stdout) }));
  });
  return { child, ended };
}

export const runArgil = (args: readonly string[], options?: RunOptions): Promise<ArgilRun> =>
  startArgil(args, options).ended;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
