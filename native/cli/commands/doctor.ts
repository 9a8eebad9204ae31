import type { Command } from "commander";
import { version } from "../../software.ts";
import type { Action } from "../action.ts";
import { exitCodes, withArchive } from "../context.ts";
import { facts } from "../table.ts";

export function addDoctor(program: Command, action: Action): void {
  program
    .command("doctor")
    .description("versions, devices and why one was not chosen, encoders, archive check")
    .action(() =>
      action(async (context) => {
        const { encoders, defaultEncoder } = await import("../../../models/encoders/index.ts");
        const { forkInference } = await import("../../inference/forkInference.ts");
        const { cpuName } = await import("../../inference/cpuName.ts");
        const { probeDevices } = await import("../../jobs/doctor.ts");
        const { providerReason } = await import("../../jobs/embedder.ts");
        const { checkArchive } = await import("../../archive/checkArchive.ts");
        const { countChips } = await import("../../archive/chips.ts");
        const { libraryVersions } = await import("../../archive/openArchive.ts");
        const devices = await probeDevices(defaultEncoder, () => forkInference());
        const archive = await withArchive(context, (open) => ({
          folder: open.folder,
          ...countChips(open),
          ...checkArchive(open),
          versions: libraryVersions(open),
        }));
        const { versions, ...checked } = archive;
        const answer = {
          versions: {
            argil: version,
            node: process.versions.node,
            platform: `${process.platform}-${process.arch}`,
            ...versions,
          },
          processor: cpuName(),
          devices,
          inUse: {
            provider: "cpu",
            reason: providerReason,
          },
          encoders: encoders.map(({ card }) => ({
            id: card.id,
            title: card.title,
            dimensions: card.dimensions,
          })),
          archive: checked,
        };
        context.answer(answer, () =>
          facts([
            ...Object.entries(answer.versions),
            ["processor", answer.processor],
            ...devices.map(
              ({ provider, works, reason }) =>
                [provider, `${works ? "works" : "not used"}: ${reason}`] as const,
            ),
            ["in use", `${answer.inUse.provider}: ${answer.inUse.reason}`],
            ...answer.encoders.map(
              ({ id, title, dimensions }) => ["encoder", `${id}: ${title}, ${dimensions}-d`] as const,
            ),
            ["archive", `${checked.folder}: ${checked.sceneCount} scenes, ${checked.chipCount} chips`],
            ["check", checked.isWhole ? "whole" : checked.problems.join("; ")],
          ]),
        );
        return checked.isWhole ? exitCodes.done : exitCodes.failed;
      }),
    );
}
