import type { SceneReport } from "../contract/scenes.ts";
import { facts } from "./table.ts";

type Pair = readonly [string, string | number | null];

/** A report as a list of facts, the reasons last. */
export function describeScene(scene: SceneReport): string {
  const status: Pair = [
    "status",
    scene.reason === undefined ? scene.status : `${scene.status}: ${scene.reason}`,
  ];
  if (scene.width === 0) return `${scene.file}\n${facts([status])}`;
  const pairs: readonly Pair[] = [
    status,
    ...(scene.files.length > 1 ? ([["files", scene.files.length]] as const) : []),
    [
      "size",
      `${scene.width} x ${scene.height}, ${scene.bandCount} ${scene.bandCount === 1 ? "band" : "bands"}, ${scene.dataType ?? "unusual samples"}, ${scene.compression ?? "unknown encoding"}`,
    ],
    ["CRS", crsOf(scene)],
    ["pixel", scene.gsdMeters === null ? null : `${scene.gsdMeters} m`],
    ["bounds", scene.bounds?.map((value) => value.toFixed(5)).join(", ") ?? null],
    ["acquired", scene.acquiredAt],
    ["sensor", scene.sensor === null ? null : `${scene.sensor.title} (${scene.sensor.id})`],
    ...scene.bands.map((band): Pair => [`band ${band.index + 1}`, bandOf(band)]),
    ["no data", validityOf(scene)],
    ["scaling", scene.scaling === null ? null : `x ${scene.scaling.scale} + ${scene.scaling.offset}`],
    ["clouds", scene.clouds === null ? null : `${percent(scene.clouds.fraction)}: ${scene.clouds.sentence}`],
    ["chips", planOf(scene)],
    ...scene.findings.map(({ tone, sentence }): Pair => [toneWords[tone], sentence]),
    ...questionOf(scene),
    ...(scene.stats ?? []).map(
      (stats, index): Pair => [
        `statistics ${index + 1}`,
        `min ${stats.min ?? "-"}, max ${stats.max ?? "-"}, mean ${stats.mean?.toFixed(3) ?? "-"}, ${stats.validCount} valid, ${stats.nodataCount} no data, ${stats.nanCount} NaN, ${stats.infiniteCount} infinite`,
      ],
    ),
  ];
  return `${scene.file}\n${facts(pairs)}`;
}

const toneWords = { fact: "fact", supports: "supports", doubts: "doubts", "rules-out": "rules out" } as const;

const percent = (fraction: number) => `${(fraction * 100).toFixed(1)} %`;

function crsOf({ crs }: SceneReport): string | null {
  if (crs === null) return null;
  return crs.epsg === null ? crs.name : `${crs.name} (EPSG:${crs.epsg})`;
}

function bandOf({ name, role, wavelengthMicrometers, range }: SceneReport["bands"][number]): string {
  const wavelength = wavelengthMicrometers === null ? "" : `, ${wavelengthMicrometers} µm`;
  const numbers = range === null ? "" : `, DN ${range.low} to ${range.high}`;
  return `${name} = ${role ?? "?"}${wavelength}${numbers}`;
}

function validityOf({ validity, nodata }: SceneReport): string | number | null {
  if (validity === null) return nodata;
  const share = `${validity.isExact ? "" : "about "}${percent(1 - validity.validFraction)}`;
  return validity.rules.length === 0 ? share : `${share}: ${validity.rules.join("; ")}`;
}

function planOf({ plan }: SceneReport): string | null {
  if (plan === null) return null;
  const partial = plan.partialCount === 0 ? "" : `, ${plan.partialCount} partly cut`;
  return `${plan.chipCount} of ${plan.chipPixels} pixels${partial}, ${(plan.bytes / 1e6).toFixed(1)} MB`;
}

function questionOf({ question }: SceneReport): readonly Pair[] {
  if (question === null) return [];
  const options = question.options.map(
    ({ label, isSuggested }) => `${label}${isSuggested ? " (suggested)" : ""}`,
  );
  return [["question", [question.title, ...options].join(" | ")]];
}
