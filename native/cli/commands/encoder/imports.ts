import type { Command } from "commander";
import type { ImportedEncoder } from "../../../jobs/importEncoder.ts";
import type { Action } from "../../action.ts";
import { type Context, exitCodes, UsageError } from "../../context.ts";
import { parseInteger } from "../../parse.ts";
import { bytesLine, ProgressBar } from "../../progressBar.ts";
import { facts, rounded } from "../../table.ts";

interface ImportOptions {
  readonly id?: string;
  readonly heads?: number;
  readonly generation?: "v1" | "v1.5";
  readonly swapLatLon?: true;
  readonly noon?: true;
  readonly unknownPlace?: true;
}

export function addImport(encoder: Command, action: Action): void {
  const command = encoder
    .command("import")
    .description(
      "make an encoder of a Clay checkpoint (.ckpt, .pt or .safetensors); nothing in it is executed",
    )
    .argument("<file>");
  addImportOptions(command).action((file: string, options: ImportOptions) =>
    action(async (context) => {
      const imported = await runImport(file, options, context);
      answerWith(imported, context);
      return exitCodes.done;
    }),
  );
}

export function addDownload(encoder: Command, action: Action): void {
  const command = encoder
    .command("download")
    .description("fetch a published Clay checkpoint (needs a network, once) and import it")
    .argument("<release>", "clay-v1.5, or the https address of a checkpoint");
  addImportOptions(command).action((release: string, options: ImportOptions) =>
    action(async (context) => {
      const { downloadRelease } = await import("../../../jobs/downloadRelease.ts");
      const { openModels } = await import("../../openEmbedder.ts");
      const bar = new ProgressBar(context.isQuiet, bytesLine("downloaded"));
      const downloaded = await downloadRelease(release, {
        models: openModels(),
        signal: context.signal,
        onProgress: (progress) => bar.show(progress),
      }).finally(() => bar.clear());
      context.note(downloaded.sentence);
      const imported = await runImport(downloaded.path, options, context);
      await downloaded.discard();
      answerWith(imported, context);
      return exitCodes.done;
    }),
  );
}

function addImportOptions(command: Command): Command {
  return command
    .option("--id <id>", "name of the encoder (default: by its generation and width)")
    .option(
      "--heads <count>",
      "attention heads, for a checkpoint whose width is not one of the published four",
      parseInteger("--heads", 1, 1024),
    )
    .option("--generation <name>", "v1 or v1.5, where the checkpoint does not tell")
    .option(
      "--swap-lat-lon",
      "tell the network longitude before latitude, as its training data very probably had it",
    )
    .option("--noon", "tell the network 12:00 UTC for every chip, as its training data very probably had it")
    .option("--unknown-place", "tell the network neither place nor time");
}

async function runImport(path: string, options: ImportOptions, context: Context): Promise<ImportedEncoder> {
  const { importEncoder } = await import("../../../jobs/importEncoder.ts");
  const { openModels } = await import("../../openEmbedder.ts");
  const { forkInference } = await import("../../../inference/forkInference.ts");
  const { id, heads, generation } = options;
  const bar = new ProgressBar(context.isQuiet, bytesLine("written"));
  return importEncoder(
    {
      path,
      ...(id !== undefined && { id }),
      ...(heads !== undefined && { heads }),
      ...(generation !== undefined && { generation: generationOf(generation) }),
      options: {
        ...(options.swapLatLon && { placeOrder: "lon-first" }),
        ...(options.noon && { hour: "noon" }),
        ...(options.unknownPlace && { placeAndTime: "unknown" }),
      },
    },
    {
      models: openModels(),
      start: forkInference,
      signal: context.signal,
      onProgress: (progress) => bar.show(progress),
    },
  ).finally(() => bar.clear());
}

function generationOf(text: string): "v1" | "v1.5" {
  if (text === "v1" || text === "v1.5") return text;
  throw new UsageError(`--generation ${text} is not understood; give v1 or v1.5.`);
}

function answerWith({ manifest, isNew, seconds }: ImportedEncoder, context: Context): void {
  const { id, title, source, sha256, license, config, imported } = manifest;
  const card = { id, title, dimensions: config.dim, source, sha256, license };
  context.answer({ ...card, config, importedFrom: imported.from, isNew, seconds: rounded(seconds, 2) }, () =>
    facts([
      ["encoder", isNew ? id : `${id} (was there already)`],
      ["title", title],
      ["dimensions", card.dimensions],
      ["blocks, heads", `${config.depth}, ${config.heads}`],
      ["source", source],
      ["licence", license],
      ["sha256", sha256],
      ["took", `${seconds.toFixed(1)} s`],
    ]),
  );
}
