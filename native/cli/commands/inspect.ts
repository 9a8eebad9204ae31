import type { Command } from "commander";
import type { SceneReport } from "../../contract/scenes.ts";
import type { Action } from "../action.ts";
import { exitCodes } from "../context.ts";
import { facts } from "../table.ts";

export function addInspect(program: Command, action: Action): void {
  program
    .command("inspect")
    .description("read a scene's header, without an archive")
    .argument("<file...>", "files of scenes, folders, or zips of Sentinel-2 products")
    .option("--stats", "minimum, maximum and mean of each band, from all pixels")
    .action((files: string[], options: { stats?: boolean }) =>
      action(async (context) => {
        const { findScenes } = await import("../../jobs/findScenes.ts");
        const { inspectScene, refusedReport } = await import("../../raster/reportScene.ts");
        const { candidates, refused } = await findScenes(files);
        const scenes: SceneReport[] = refused.map(({ file, reason }) => refusedReport(file, reason));
        for (const { path } of candidates) {
          context.signal.throwIfAborted();
          scenes.push(await inspectScene(path, { withStats: options.stats ?? false }));
        }
        context.answer({ scenes }, () => scenes.map(describe).join("\n\n"));
        return scenes.some((scene) => scene.status === "refused") ? exitCodes.someRefused : exitCodes.done;
      }),
    );
}

function describe(scene: SceneReport): string {
  if (scene.width === 0)
    return `${scene.file}\n${facts([["status", `${scene.status}: ${scene.reason ?? ""}`]])}`;
  const bands = scene.bands.map((band) => `${band.name} = ${band.role ?? "?"}`).join(", ");
  const pairs: (readonly [string, string | number | null])[] = [
    ["status", scene.reason === undefined ? scene.status : `${scene.status}: ${scene.reason}`],
    [
      "size",
      `${scene.width} x ${scene.height}, ${scene.bandCount} bands, ${scene.dataType ?? "unusual samples"}`,
    ],
    [
      "CRS",
      scene.crs === null
        ? null
        : `${scene.crs.name}${scene.crs.epsg === null ? "" : ` (EPSG:${scene.crs.epsg})`}`,
    ],
    ["bounds", scene.bounds?.map((value) => value.toFixed(5)).join(", ") ?? null],
    ["acquired", scene.acquiredAt],
    ["sensor", scene.sensor === null ? null : `${scene.sensor.title} (${scene.sensor.id})`],
    ["bands", bands],
    ["no data", scene.nodata],
    [
      "scaling",
      scene.scaling === null
        ? null
        : `x ${scene.scaling.scale} + ${scene.scaling.offset}: ${scene.scaling.evidence}`,
    ],
    ...(scene.sensor?.evidence ?? []).map((sentence) => ["evidence", sentence] as const),
    ...(scene.stats ?? []).map(
      (stats, index) =>
        [
          `band ${index + 1}`,
          `min ${stats.min ?? "-"}, max ${stats.max ?? "-"}, mean ${stats.mean?.toFixed(3) ?? "-"}, ${stats.validCount} valid, ${stats.nodataCount} no data`,
        ] as const,
    ),
  ];
  return `${scene.file}\n${facts(pairs)}`;
}
