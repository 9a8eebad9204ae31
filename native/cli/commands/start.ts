import type { Command } from "commander";
import type { Action } from "../action.ts";
import { exitCodes } from "../context.ts";
import { runServer } from "./serve.ts";

/** `npm start` in a checkout: the desktop app, or the same window in a browser where Electron cannot be had. */
export function addStart(program: Command, action: Action): void {
  program
    .command("start", { hidden: true })
    .description("open the desktop app, or the same window in a browser")
    .action(() =>
      action(async (context) => {
        const { findElectron, runDesktop } = await import("../desktop.ts");
        const electron = await findElectron(context);
        if (electron !== null) return runDesktop(electron, context);
        process.stderr.write(
          "Electron's binary is not here and could not be fetched, so Argil opens in a browser on this computer.\n",
        );
        await runServer(context, {
          port: 0,
          onReady: async (url) => (await import("../openBrowser.ts")).openBrowser(url),
        });
        return exitCodes.done;
      }),
    );
}
