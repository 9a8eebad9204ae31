import type { Command } from "commander";
import type { Action } from "../action.ts";
import { type Context, exitCodes } from "../context.ts";
import { parseInteger } from "../parse.ts";

export function addServe(program: Command, action: Action): void {
  program
    .command("serve")
    .description("the same interface in a browser, on this computer only, with a one-time token in the URL")
    .option("--port <number>", "port (default: a free one)", parseInteger("--port", 0, 65_535), 0)
    .action(({ port }: { port: number }) =>
      action(async (context) => {
        await runServer(context, { port, onReady: async () => undefined });
        return exitCodes.interrupted;
      }),
    );
}

/** Serves the window until Ctrl-C. */
export async function runServer(
  context: Context,
  { port, onReady }: { port: number; onReady(url: string): Promise<void> },
): Promise<void> {
  const { createEngine } = await import("../../engine.ts");
  const { forkInference } = await import("../../inference/forkInference.ts");
  const { serveBrowser } = await import("../../serve/serveBrowser.ts");
  const { ensureWindow } = await import("../ensureWindow.ts");
  const windowFolder = await ensureWindow(context);
  const engine = createEngine(context.archiveFolder, forkInference);
  try {
    const host = await serveBrowser(engine, { port, windowFolder });
    context.answer(
      { url: host.url },
      () => `Argil is at ${host.url}\nThe link works once and only on this computer. Ctrl-C stops it.`,
    );
    await onReady(host.url);
    await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
    await host.close();
  } finally {
    await engine.close();
  }
}
