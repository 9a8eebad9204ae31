import { resolve } from "node:path";
import type { Command } from "commander";
import type { DemoReport } from "../../jobs/runDemo.ts";
import type { Action } from "../action.ts";
import { exitCodes, withArchive } from "../context.ts";
import { chipsLine, ProgressBar } from "../progressBar.ts";
import { jsonOf } from "./ingest.ts";

export function addDemo(program: Command, action: Action): void {
  program
    .command("demo")
    .description("write the demo scenes, index and search them, and print what was found")
    .argument("[dir]", "project folder for the demo (default: a folder of its own beside the usual project)")
    .action((dir: string | undefined) =>
      action(async (context) => {
        const { dataFolder } = await import("../../folders.ts");
        const { findEncoder, openEmbedder } = await import("../openEmbedder.ts");
        const { runDemo } = await import("../../jobs/runDemo.ts");
        const archiveFolder = resolve(dir ?? `${dataFolder()}/demo`);
        const bar = new ProgressBar(context.isQuiet, chipsLine);
        context.note(`Writing demo scenes below ${archiveFolder} …`);
        await using opened = openEmbedder(findEncoder());
        const report = await withArchive({ ...context, archiveFolder }, (archive) =>
          runDemo({
            archive,
            embedder: opened.embedder,
            signal: context.signal,
            onProgress: (progress) => bar.show(progress),
          }),
        ).finally(() => bar.clear());
        context.answer({ ...report, ingest: jsonOf(report.ingest) }, () => describe(report));
        return exitCodes.done;
      }),
    );
}

function describe({ folder, scenes, megabytes, ingest, searches, changes, truth }: DemoReport): string {
  const chips = ingest.scenes.reduce(
    (sum, scene) => sum + scene.chips.embedded + scene.chips.alreadyThere,
    0,
  );
  const searchLines = searches.map(({ kind, hits, scanned, milliseconds }) => {
    const best = hits.map((hit) => hit.cosineSimilarity.toFixed(3)).join(", ");
    return `  like this ${kind}: ${scanned} chips in ${milliseconds.toFixed(1)} ms, best elsewhere ${best}`;
  });
  const changeLines = changes.map(
    ({ groundId, changedAt, timesUsual }) =>
      `  ${groundId}  since ${changedAt.slice(0, 10)}  ${timesUsual.toFixed(1)} x the usual difference`,
  );
  return [
    `${scenes} scenes (${megabytes.toFixed(0)} MB) in ${folder}`,
    `${chips} chips indexed in ${ingest.seconds.toFixed(1)} s`,
    "Search",
    ...searchLines,
    "Change: places that moved away from their own like seasons for good",
    ...changeLines,
    `What is true: a clear-cut on ${truth.clearCut.cutAt}, first seen on ${truth.clearCut.firstSceneDate}; a burn on ${truth.disturbance.from} that grew back by ${truth.disturbance.to}.`,
    `Look at it: npx argil --archive "${folder.replace(/[\\/][^\\/]*$/, "")}" serve`,
  ].join("\n");
}
