import type { Command } from "commander";
import type { SceneReport } from "../../contract/scenes.ts";
import { plannedWith } from "../../jobs/ingestDefaults.ts";
import type { Action } from "../action.ts";
import { addChoiceOptions, type ChoiceOptions, choicesOf } from "../choiceOptions.ts";
import { exitCodes } from "../context.ts";
import { describeScene } from "../describeScene.ts";

export function addInspect(program: Command, action: Action): void {
  const command = program
    .command("inspect")
    .description("what files say of themselves and what Argil makes of it, without an archive")
    .argument("<file...>", "GeoTIFFs, scenes of many files, .SAFE folders or zips, or folders of these")
    .option("--stats", "minimum, maximum and mean of each band, from all pixels");
  addChoiceOptions(command).action((files: string[], options: ChoiceOptions & { stats?: boolean }) =>
    action(async (context) => {
      const { findScenes } = await import("../../jobs/findScenes.ts");
      const { inspectScene, refusedReport } = await import("../../raster/scene/reportScene.ts");
      const { requireSensor } = await import("../../raster/scene/openScene.ts");
      if (options.sensor !== undefined) requireSensor(options.sensor);
      const { defaultEncoder } = await import("../../../models/encoders/index.ts");
      const inspectOptions = {
        withStats: options.stats ?? false,
        encoder: plannedWith(defaultEncoder),
        signal: context.signal,
      };
      const { candidates, refused } = await findScenes(files);
      const scenes: SceneReport[] = refused.map(({ file, reason }) => refusedReport(file, reason));
      for (const { source } of candidates) {
        context.signal.throwIfAborted();
        scenes.push(await inspectScene(source, choicesOf(options), inspectOptions));
      }
      context.answer({ scenes }, () => scenes.map(describeScene).join("\n\n"));
      return scenes.some((scene) => scene.status === "refused") ? exitCodes.someRefused : exitCodes.done;
    }),
  );
}
