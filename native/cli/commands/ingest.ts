import type { Command } from "commander";
import type { IngestReport } from "../../jobs/ingest.ts";
import { defaultMinValidFraction } from "../../jobs/ingestDefaults.ts";
import { parseMoment } from "../../raster/scene/acquiredAt.ts";
import type { Action } from "../action.ts";
import { addChoiceOptions, type ChoiceOptions, choicesOf } from "../choiceOptions.ts";
import { exitCodes, UsageError, withArchive } from "../context.ts";
import { parseInteger, parseNumber } from "../parse.ts";
import { ProgressBar } from "../progressBar.ts";
import { rounded, table } from "../table.ts";

interface IngestOptions extends ChoiceOptions {
  readonly encoder?: string;
  readonly chip?: number;
  readonly minValid: number;
}

export function addIngest(program: Command, action: Action): void {
  const command = program
    .command("ingest")
    .description("files or folders -> chips -> embeddings -> archive; run it again to go on where it stopped")
    .argument("<path...>", "files of scenes, folders, or zips of Sentinel-2 products")
    .option("--encoder <id>", "encoder (see argil encoder list)")
    .option(
      "--chip <pixels>",
      "chip size in pixels (default: the encoder's)",
      parseInteger("--chip", 8, 2048),
    )
    .option(
      "--min-valid <fraction>",
      "chips with fewer valid pixels are skipped",
      parseNumber("--min-valid", 0, 1),
      defaultMinValidFraction,
    );
  addChoiceOptions(command).action((paths: string[], options: IngestOptions) =>
    action(async (context) => {
      if (options.date !== undefined && parseMoment(options.date) === null)
        throw new UsageError(`Date ${options.date} is not a calendar date.`);
      const { findEncoder, openEmbedder } = await import("../openEmbedder.ts");
      const { requireSensor } = await import("../../raster/scene/openScene.ts");
      const { ingest } = await import("../../jobs/ingest.ts");
      const encoder = findEncoder(options.encoder);
      if (options.sensor !== undefined) requireSensor(options.sensor);
      const bar = new ProgressBar(context.isQuiet);
      await using embedder = openEmbedder(encoder);
      const report = await withArchive(context, (archive) =>
        ingest(
          {
            paths,
            chipPixels: options.chip ?? encoder.card.defaultChipPixels,
            minValidFraction: options.minValid,
            choices: choicesOf(options),
          },
          {
            archive,
            embedder: embedder.embedder,
            signal: context.signal,
            onProgress: (progress) => bar.show(progress),
          },
        ),
      ).finally(() => bar.clear());
      const { id, dimensions } = encoder.card;
      const answer = {
        ...jsonOf(report),
        encoder: { id, dimensions, provider: embedder.embedder.provider },
      };
      context.answer(answer, () => describe(report));
      return report.scenes.some((scene) => scene.status !== "done") ? exitCodes.someRefused : exitCodes.done;
    }),
  );
}

/** The report in the shape of the command line's JSON. */
export function jsonOf(report: IngestReport) {
  return {
    scenes: report.scenes.map(({ chips, ...scene }) => ({
      ...scene,
      chips: {
        embedded: chips.embedded,
        alreadyThere: chips.alreadyThere,
        skipped: { nodata: chips.skippedNodata, cloud: chips.skippedCloud },
      },
    })),
    ignored: report.ignored,
    seconds: rounded(report.seconds, 3),
    chipsPerSecond: rounded(report.chipsPerSecond, 2),
  };
}

function describe(report: IngestReport): string {
  const done = report.scenes.filter((scene) => scene.status === "done");
  const embedded = done.reduce((sum, scene) => sum + scene.chips.embedded, 0);
  const rows = done.map(({ id, chips }) => [
    id,
    chips.embedded,
    chips.alreadyThere,
    chips.skippedNodata,
    chips.skippedCloud,
  ]);
  const problems = report.scenes
    .filter((scene) => scene.status !== "done")
    .map((scene) => `${scene.status}: ${scene.reason}`);
  const passedOver = report.ignored.map(({ reason }) => `passed over: ${reason}`);
  return [
    ...(rows.length === 0 ? [] : [table(["scene", "embedded", "already there", "no data", "cloud"], rows)]),
    ...problems,
    ...passedOver,
    `${embedded} chips embedded in ${report.seconds.toFixed(1)} s, ${report.chipsPerSecond.toFixed(1)} chips/s.`,
  ].join("\n");
}
