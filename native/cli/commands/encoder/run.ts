import type { Command } from "commander";
import type { Action } from "../../action.ts";
import { exitCodes } from "../../context.ts";
import { addDeviceOptions, type EncoderOptions } from "../../encoderOptions.ts";
import { table } from "../../table.ts";

export function addRun(encoder: Command, action: Action): void {
  const command = encoder
    .command("run")
    .description(
      "run a Clay encoder on raw tensors (manifest.json and little-endian float32 files), all stages written",
    )
    .argument("<id>")
    .requiredOption(
      "--inputs <dir>",
      "folder with manifest.json, whose inputs are pixels, time, latlon, waves and gsd",
    )
    .requiredOption("--out <dir>", "folder for the outputs");
  addDeviceOptions(command).action(
    (id: string, { inputs, out, precision, ...device }: EncoderOptions & { inputs: string; out: string }) =>
      action(async (context) => {
        const { deviceParts, findEncoder } = await import("../../openEmbedder.ts");
        const { runEncoder } = await import("../../../jobs/runEncoder.ts");
        const answer = await runEncoder({ inputs, out }, findEncoder(id, precision), deviceParts(device));
        context.answer(answer, () =>
          table(
            ["output", "shape", "file"],
            answer.outputs.map(({ name, shape, file }) => [name, shape.join(" x "), file]),
          ),
        );
        return exitCodes.done;
      }),
  );
}
