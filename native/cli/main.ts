import { Command, CommanderError } from "commander";
import { EngineError } from "../engineError.ts";
import { version } from "../software.ts";
import { addCommands } from "./commands/index.ts";
import { type Context, createContext, exitCodes, type GlobalOptions, UsageError } from "./context.ts";

const usageFailures = new Set(["sensor-unknown", "encoder-unknown", "bad-argument"]);

/** Runs one command line and gives its exit code. */
async function run(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const program = new Command("argil")
    .description("Satellite imagery with no network: chips, embeddings, search.")
    .version(version)
    .option(
      "--archive <dir>",
      "project folder, made if missing (default: the system's data folder or $ARGIL_ARCHIVE)",
    )
    .option("--json", "print exactly one JSON document")
    .option("--quiet", "no notes and no progress on standard error")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showHelpAfterError(false);
  let exitCode: number = exitCodes.done;
  const action = async (work: (context: Context) => Promise<number>) => {
    exitCode = await work(createContext(program.opts<GlobalOptions>(), signal));
  };
  addCommands(program, action);
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, signal);
  }
}

function explain(error: unknown, signal: AbortSignal): number {
  const say = (text: string) => {
    process.stderr.write(`${text}\n`);
    if (process.env.ARGIL_DEBUG === "1") process.stderr.write(`${(error as Error).stack ?? ""}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code === "commander.help") {
      say("Name a command; see argil --help.");
      return exitCodes.usage;
    }
    say(
      `${error.message
        .replace(/^error: /, "")
        .replaceAll("\n", " ")
        .replace(/^./, (letter) => letter.toUpperCase())}; see argil --help.`,
    );
    return exitCodes.usage;
  }
  if (signal.aborted) {
    say("Stopped. Everything saved so far is kept; run the same command again to go on.");
    return exitCodes.interrupted;
  }
  if (error instanceof UsageError) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof EngineError) {
    say(error.message);
    return usageFailures.has(error.failure.kind) ? exitCodes.usage : exitCodes.failed;
  }
  say(`This is a fault in Argil: ${String((error as Error | null)?.message ?? error).split("\n")[0]}`);
  return exitCodes.failed;
}

const abort = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => abort.abort());
// Started by argil.mjs under another Node: when that process is killed, this one must not go on alone.
if (process.env.ARGIL_PARENT === "1") process.on("disconnect", () => process.exit(exitCodes.failed));
// A reader that went away (`argil chips | head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.failed),
);

const exitCode = await run(process.argv.slice(2), abort.signal);
// Written output first: process.exit drops what a pipe has not taken yet.
process.stdout.write("", () => process.exit(exitCode));
