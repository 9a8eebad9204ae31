import type { Command } from "commander";
import type { Action } from "../action.ts";
import { exitCodes } from "../context.ts";
import { parseInteger } from "../parse.ts";
import { facts, rounded, table } from "../table.ts";

export function addEncoder(program: Command, action: Action): void {
  const encoder = program.command("encoder").description("encoders: list, verify, bench");

  encoder
    .command("list")
    .description("encoders that can be used")
    .action(() =>
      action(async (context) => {
        const { encoders } = await import("../../../models/encoders/index.ts");
        const list = encoders.map(({ card: { id, title, dimensions, source, sha256, license } }) => ({
          id,
          title,
          dimensions,
          source,
          sha256,
          license,
        }));
        context.answer(list, () =>
          table(
            ["encoder", "title", "dimensions", "licence"],
            list.map((card) => [card.id, card.title, card.dimensions, card.license]),
          ),
        );
        return exitCodes.done;
      }),
    );

  encoder
    .command("verify")
    .description("prove that an encoder gives the numbers it should on this machine")
    .argument("<id>")
    .action((id: string) =>
      action(async (context) => {
        const { findEncoder, openEmbedder } = await import("../openEmbedder.ts");
        const { verifyEncoder } = await import("../../jobs/verifyEncoder.ts");
        await using opened = openEmbedder(findEncoder(id));
        const verdict = await verifyEncoder(opened.embedder);
        context.answer(verdict, () =>
          facts([
            ["encoder", verdict.id],
            ["verdict", verdict.isRight ? "right" : "wrong"],
            ["provider", verdict.provider],
            [
              "self-test",
              `cosine ${verdict.cosineSimilarity.toFixed(7)}, largest difference ${verdict.largestDifference.toExponential(1)}`,
            ],
          ]),
        );
        return verdict.isRight ? exitCodes.done : exitCodes.failed;
      }),
    );

  encoder
    .command("bench")
    .description("measure how fast an encoder is here")
    .argument("<id>")
    .option("--batch <count>", "chips in a batch", parseInteger("--batch", 1, 1024), 16)
    .option("--chips <count>", "chips in all", parseInteger("--chips", 1, 1_000_000), 256)
    .option("--threads <count>", "processor threads (default: all)", parseInteger("--threads", 1, 1024))
    .action((id: string, options: { batch: number; chips: number; threads?: number }) =>
      action(async (context) => {
        const { findEncoder, openEmbedder } = await import("../openEmbedder.ts");
        const { benchEncoder } = await import("../../jobs/benchEncoder.ts");
        await using opened = openEmbedder(findEncoder(id), options.threads);
        const result = await benchEncoder(opened.embedder, options);
        context.answer(result, () =>
          facts([
            ["device", `${result.provider}, ${result.device}, ${result.precision}`],
            ["batch", result.batch],
            ["chips/s", rounded(result.chipsPerSecond, 1)],
            ["s/chip", rounded(result.secondsPerChip, 5)],
            ["peak memory", `${rounded(result.peakMemoryMb, 0)} MB`],
          ]),
        );
        return exitCodes.done;
      }),
    );
}
