import type { Command } from "commander";
import type { SearchFilters } from "../../contract/search.ts";
import type { Action } from "../action.ts";
import { exitCodes, withArchive } from "../context.ts";
import { parseArea, parseDate } from "../parse.ts";
import { table } from "../table.ts";

export function addScenes(program: Command, action: Action): void {
  withFilters(program.command("scenes").description("list the scenes of the archive")).action(
    (filters: SearchFilters) =>
      action(async (context) => {
        const { listScenes } = await import("../../archive/scenes.ts");
        const { isSceneWithin } = await import("../sceneFilter.ts");
        const scenes = await withArchive(context, (archive) =>
          listScenes(archive).filter((scene) => isSceneWithin(scene, filters)),
        );
        context.answer(scenes, () =>
          table(
            ["scene", "acquired", "sensor", "CRS", "chips", "skipped"],
            scenes.map((scene) => [
              scene.id,
              scene.acquiredAt,
              scene.sensorId,
              scene.crsName,
              scene.chipCount,
              scene.skippedCount,
            ]),
          ),
        );
        return exitCodes.done;
      }),
  );
}

export function addChips(program: Command, action: Action): void {
  withFilters(program.command("chips").description("list the chips of the archive")).action(
    (filters: SearchFilters) =>
      action(async (context) => {
        const { listChips } = await import("../../archive/chips.ts");
        const chips = await withArchive(context, (archive) => listChips(archive, filters));
        context.answer(chips, () =>
          table(
            ["chip", "ground id", "acquired", "valid", "status"],
            chips.map((chip) => [
              chip.id,
              chip.groundId,
              chip.acquiredAt,
              chip.validFraction.toFixed(2),
              chip.skipReason === null ? "embedded" : `skipped: ${chip.skipReason}`,
            ]),
          ),
        );
        return exitCodes.done;
      }),
  );
}

/** The filters that lists and searches share. */
export function withFilters(command: Command): Command {
  return command
    .option("--area <area>", "WEST,SOUTH,EAST,NORTH in degrees, or a GeoJSON file", parseArea)
    .option("--from <date>", "first date", parseDate)
    .option("--to <date>", "last date", parseDate);
}
