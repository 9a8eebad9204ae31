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
        const { cpuName } = await import("../../inference/cpuName.ts");
        const { deviceParts, openModels } = await import("../openEmbedder.ts");
        const { listEncoders } = await import("../../jobs/listEncoders.ts");
        const { checkArchive } = await import("../../archive/checkArchive.ts");
        const { countChips } = await import("../../archive/chips.ts");
        const { libraryVersions } = await import("../../archive/openArchive.ts");
        const devices = await deviceParts().devices.testAgain();
        const { versions, encoders, ...archive } = await withArchive(context, async (open) => ({
          folder: open.folder,
          ...countChips(open),
          ...checkArchive(open),
          versions: libraryVersions(open),
          encoders: await listEncoders(openModels(), open),
        }));
        const fastest = devices.find(({ works }) => works);
        const answer = {
          versions: {
            argil: version,
            node: process.versions.node,
            platform: `${process.platform}-${process.arch}`,
            ...versions,
          },
          processor: cpuName(),
          devices,
          inUse: { provider: fastest?.provider ?? "none", reason: inUseReason(devices) },
          encoders,
          archive,
        };
        context.answer(answer, () =>
          facts([
            ...Object.entries(answer.versions),
            ["processor", answer.processor],
            ...devices.flatMap(({ provider, works, reason, findings }) => [
              [provider, `${works ? "works" : "not used"}: ${reason}`] as const,
              ...findings.map(({ sentence }) => ["", sentence] as const),
            ]),
            ["in use", `${answer.inUse.provider}: ${answer.inUse.reason}`],
            ...encoders.map(
              ({ id, title, dimensions, chosenPrecision, damage }) =>
                [
                  "encoder",
                  damage ??
                    `${id}: ${title}, ${dimensions}-d${chosenPrecision === null ? "" : `, this project's (${chosenPrecision})`}`,
                ] as const,
            ),
            ["archive", `${archive.folder}: ${archive.sceneCount} scenes, ${archive.chipCount} chips`],
            ["check", archive.isWhole ? "whole" : archive.problems.join("; ")],
          ]),
        );
        return archive.isWhole ? exitCodes.done : exitCodes.failed;
      }),
    );
}

/** Why it is that one for networks that take the fastest device. */
function inUseReason(devices: readonly { readonly title: string; readonly works: boolean }[]): string {
  const [first] = devices;
  const refused = devices.filter(({ works }) => !works).map(({ title }) => title);
  if (first?.works)
    return "The fastest one works. The built-in encoder stays on the CPU: it waits for the disk.";
  return `${refused.join(" and ")} cannot be used here.`;
}
