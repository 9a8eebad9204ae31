import type { Command } from "commander";
import type { Precision } from "../../../../models/encoders/encoder.ts";
import type { Action } from "../../action.ts";
import { exitCodes, UsageError, withArchive } from "../../context.ts";
import { addDeviceOptions, type EncoderOptions } from "../../encoderOptions.ts";
import { parseInteger } from "../../parse.ts";
import { bytesLine, chipsLine, ProgressBar } from "../../progressBar.ts";
import { facts, rounded } from "../../table.ts";

export function addVerify(encoder: Command, action: Action): void {
  const command = encoder
    .command("verify")
    .description("prove that an encoder is whole and gives the numbers it should on this machine")
    .argument("<id>");
  addDeviceOptions(command).action((id: string, { precision, ...device }: EncoderOptions) =>
    action(async (context) => {
      const { findEncoder, openEmbedder } = await import("../../openEmbedder.ts");
      const { verifyEncoder } = await import("../../../jobs/verifyEncoder.ts");
      await using opened = openEmbedder(findEncoder(id, precision), device);
      const verdict = await verifyEncoder(opened.embedder);
      context.answer(verdict, () =>
        facts([
          ["encoder", verdict.id],
          ["verdict", verdict.isRight ? "right" : "wrong"],
          ["device", `${verdict.provider}, ${verdict.device}`],
          [
            "self-test",
            `cosine ${verdict.cosineSimilarity.toFixed(7)}, largest difference ${verdict.largestDifference.toExponential(1)}`,
          ],
          ...verdict.passedOver.map(({ provider, reason }) => [`not ${provider}`, reason] as const),
        ]),
      );
      return verdict.isRight ? exitCodes.done : exitCodes.failed;
    }),
  );
}

export function addBench(encoder: Command, action: Action): void {
  const command = encoder
    .command("bench")
    .description("measure how fast an encoder is here")
    .argument("<id>")
    .option("--batch <count>", "chips in a batch", parseInteger("--batch", 1, 1024))
    .option("--chips <count>", "chips in all", parseInteger("--chips", 1, 1_000_000));
  addDeviceOptions(command).action(
    (
      id: string,
      { batch, chips, precision, ...device }: EncoderOptions & { batch?: number; chips?: number },
    ) =>
      action(async (context) => {
        const { findEncoder, openEmbedder } = await import("../../openEmbedder.ts");
        const { benchEncoder } = await import("../../../jobs/benchEncoder.ts");
        const installed = findEncoder(id, precision);
        await using opened = openEmbedder(installed, device);
        // A large network takes seconds a chip.
        const isSmall = installed.encoder.cpuReason !== null;
        const result = await benchEncoder(opened.embedder, {
          batch: batch ?? (isSmall ? 16 : 1),
          chips: chips ?? (isSmall ? 256 : 4),
        });
        context.answer(result, () =>
          facts([
            ["device", `${result.provider}, ${result.device}, ${result.precision}`],
            ["batch", result.batch],
            ["chips/s", rounded(result.chipsPerSecond, result.chipsPerSecond < 10 ? 3 : 1)],
            ["s/chip", rounded(result.secondsPerChip, 5)],
            ["peak memory", `${rounded(result.peakMemoryMb, 0)} MB`],
            ...result.passedOver.map(({ provider, reason }) => [`not ${provider}`, reason] as const),
          ]),
        );
        return exitCodes.done;
      }),
  );
}

export function addMeasure(encoder: Command, action: Action): void {
  const command = encoder
    .command("measure")
    .description(
      "measure how far fp16 or int8 agrees with fp32 on chips of this project; it can be used after that",
    )
    .argument("<id>")
    .option("--chips <count>", "chips to compare", parseInteger("--chips", 3, 10_000), 32);
  addDeviceOptions(command).action(
    (id: string, { precision, chips, ...device }: EncoderOptions & { chips: number }) =>
      action(async (context) => {
        if (precision === undefined || precision === "fp32")
          throw new UsageError("Say what to compare with fp32: --precision fp16 or --precision int8.");
        const report = await measure(id, { precision, chips, device }, context);
        context.answer({ id, ...report }, () =>
          facts([
            ["precision", report.precision],
            ["chips", report.chipCount],
            [
              "cosine to fp32",
              `median ${report.medianCosine.toFixed(5)}, least ${report.leastCosine.toFixed(5)}`,
            ],
            [
              "neighbours kept",
              `${(100 * report.neighbourRecall).toFixed(1)} % of the nearest ${report.neighbourCount}`,
            ],
            [
              "s/chip",
              `${rounded(report.secondsPerChip, 3)} instead of ${rounded(report.fp32SecondsPerChip, 3)} (${(report.fp32SecondsPerChip / report.secondsPerChip).toFixed(2)} x)`,
            ],
            ["use it with", `argil encoder use ${id} --precision ${report.precision}`],
          ]),
        );
        return exitCodes.done;
      }),
  );
}

async function measure(
  id: string,
  { precision, chips, device }: { precision: Precision; chips: number; device: EncoderOptions },
  context: Parameters<Parameters<Action>[0]>[0],
) {
  const { deviceParts, openModels } = await import("../../openEmbedder.ts");
  const { comparePrecision } = await import("../../../jobs/comparePrecision.ts");
  const { ScenePool } = await import("../../../raster/scene/scenePool.ts");
  const [bytes, bar] = [
    new ProgressBar(context.isQuiet, bytesLine("written")),
    new ProgressBar(context.isQuiet, chipsLine),
  ];
  const scenes = new ScenePool();
  try {
    return await withArchive(context, (archive) =>
      comparePrecision(
        { encoderId: id, precision, chipCount: chips },
        {
          archive,
          scenes,
          models: openModels(),
          devices: deviceParts(device),
          signal: context.signal,
          onBytes: (progress) => bytes.show(progress),
          onChips: (progress) => bar.show(progress),
        },
      ),
    );
  } finally {
    bytes.clear();
    bar.clear();
    await scenes.close();
  }
}
