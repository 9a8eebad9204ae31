import type { Command } from "commander";
import type { Precision } from "../../../../models/encoders/encoder.ts";
import type { Action } from "../../action.ts";
import { exitCodes, withArchive } from "../../context.ts";
import { addDeviceOptions } from "../../encoderOptions.ts";
import { chipsLine, ProgressBar } from "../../progressBar.ts";
import { table } from "../../table.ts";
import { describeReport, jsonOf } from "../ingest.ts";

export function addList(encoder: Command, action: Action): void {
  encoder
    .command("list")
    .description("encoders that can be used")
    .action(() =>
      action(async (context) => {
        const { openModels } = await import("../../openEmbedder.ts");
        const { listEncoders } = await import("../../../jobs/listEncoders.ts");
        const list = await listEncoders(openModels(), null);
        context.answer(list, () =>
          table(
            ["encoder", "title", "dimensions", "licence", "on disk", "sha256"],
            list.map((card) => [
              card.id,
              card.damage === null ? card.title : `damaged: ${card.damage}`,
              card.dimensions,
              card.license,
              card.isBuiltIn ? "built in" : `${(card.bytes / 1e9).toFixed(2)} GB`,
              card.sha256.slice(0, 12),
            ]),
          ),
        );
        return exitCodes.done;
      }),
    );
}

export function addUse(encoder: Command, action: Action): void {
  const command = encoder
    .command("use")
    .description("embed and search with this encoder in the project from now on")
    .argument("<id>")
    .option("--reembed", "embed the chips that are there with it, too");
  addDeviceOptions(command).action(
    (
      id: string,
      { precision = "fp32", reembed: isAll, ...device }: { precision?: Precision; reembed?: boolean },
    ) =>
      action(async (context) => {
        const { openEmbedder, openModels } = await import("../../openEmbedder.ts");
        const { chooseEncoder, encoderFor } = await import("../../../jobs/projectEncoderOf.ts");
        const { reembed } = await import("../../../jobs/reembed.ts");
        const bar = new ProgressBar(context.isQuiet, chipsLine);
        const report = await withArchive(context, async (archive) => {
          const models = openModels();
          chooseEncoder(archive, models, { encoderId: id, precision });
          if (!isAll) return null;
          await using opened = openEmbedder(encoderFor(archive, models), device);
          return await reembed({
            archive,
            embedder: opened.embedder,
            signal: context.signal,
            onProgress: (progress) => bar.show(progress),
          });
        }).finally(() => bar.clear());
        context.answer({ id, precision, ...(report === null ? {} : jsonOf(report)) }, () =>
          report === null
            ? `This project embeds and searches with ${id} (${precision}) from now on.`
            : describeReport(report),
        );
        return report?.scenes.some(({ status }) => status !== "done")
          ? exitCodes.someRefused
          : exitCodes.done;
      }),
  );
}

export function addRemove(encoder: Command, action: Action): void {
  encoder
    .command("remove")
    .description("delete an imported encoder's weights; vectors that it made stay in their projects")
    .argument("<id>")
    .action((id: string) =>
      action(async (context) => {
        const { openModels } = await import("../../openEmbedder.ts");
        await openModels().remove(id);
        context.answer({ id, isRemoved: true }, () => `Encoder ${id} was removed.`);
        return exitCodes.done;
      }),
    );
}
