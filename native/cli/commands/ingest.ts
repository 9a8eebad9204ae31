import type { Command } from "commander";
import type { IngestReport } from "../../jobs/ingest.ts";
import { defaultMinValidFraction } from "../../jobs/ingestDefaults.ts";
import { parseMoment } from "../../raster/scene/acquiredAt.ts";
import type { Action } from "../action.ts";
import { addChoiceOptions, type ChoiceOptions, choicesOf } from "../choiceOptions.ts";
import { exitCodes, UsageError, withArchive } from "../context.ts";
import { addEncoderOptions, askedOf, deviceOf, type EncoderOptions } from "../encoderOptions.ts";
import { parseInteger, parseNumber } from "../parse.ts";
import { chipsLine, ProgressBar } from "../progressBar.ts";
import { rounded, table } from "../table.ts";

interface IngestOptions extends ChoiceOptions, EncoderOptions {
  readonly chip?: number;
  readonly minValid: number;
}

export function addIngest(program: Command, action: Action): void {
  const command = program
    .command("ingest")
    .description("files or folders -> chips -> embeddings -> archive; run it again to go on where it stopped")
    .argument("<path...>", "files of scenes, folders, or zips of Sentinel-2 products")
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
  addEncoderOptions(addChoiceOptions(command)).action((paths: string[], options: IngestOptions) =>
    action(async (context) => {
      if (options.date !== undefined && parseMoment(options.date) === null)
        throw new UsageError(`Date ${options.date} is not a calendar date.`);
      const { openEmbedder, openModels } = await import("../openEmbedder.ts");
      const { chooseEncoder, encoderFor } = await import("../../jobs/projectEncoderOf.ts");
      const { projectEncoder } = await import("../../archive/projectEncoder.ts");
      const { requireSensor } = await import("../../raster/scene/openScene.ts");
      const { ingest } = await import("../../jobs/ingest.ts");
      if (options.sensor !== undefined) requireSensor(options.sensor);
      const bar = new ProgressBar(context.isQuiet, chipsLine);
      const answer = await withArchive(context, async (archive) => {
        const models = openModels();
        const installed = encoderFor(archive, models, askedOf(options));
        const { id, dimensions, defaultChipPixels } = installed.encoder.card;
        // The first encoder that is asked for becomes the project's own.
        if (options.encoder !== undefined && projectEncoder(archive) === null)
          chooseEncoder(archive, models, { encoderId: id, precision: installed.encoder.precision });
        await using opened = openEmbedder(installed, deviceOf(options));
        const report = await ingest(
          {
            paths,
            chipPixels: options.chip ?? defaultChipPixels,
            minValidFraction: options.minValid,
            choices: choicesOf(options),
          },
          {
            archive,
            embedder: opened.embedder,
            signal: context.signal,
            onProgress: (progress) => bar.show(progress),
          },
        );
        const { provider, device } = opened.embedder;
        return {
          report,
          encoder: {
            id,
            dimensions,
            provider,
            device: device?.device ?? null,
            passedOver: device?.passedOver ?? [],
          },
        };
      }).finally(() => bar.clear());
      context.answer({ ...jsonOf(answer.report), encoder: answer.encoder }, () =>
        [
          describeReport(answer.report),
          ...answer.encoder.passedOver.map(({ provider, reason }) => `${provider} was not used: ${reason}`),
        ].join("\n"),
      );
      return answer.report.scenes.some((scene) => scene.status !== "done")
        ? exitCodes.someRefused
        : exitCodes.done;
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

/** The report in words. */
export function describeReport(report: IngestReport): string {
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
