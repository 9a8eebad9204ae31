import { basename } from "node:path";
import type { Sensor } from "../../../models/sensors/sensor.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import type { CompanionKind } from "../bundle/sceneSource.ts";
import { cloudSourceOf } from "../clouds/cloudSource.ts";
import { openCloudMask } from "../clouds/openCloudMask.ts";
import { type FillRule, planValidity, type ValidityPlan } from "../validity/planValidity.ts";
import type { SourceRaster } from "./openSource.ts";
import type { PyramidSource, Scene, SceneReading } from "./scene.ts";

/** Samples that measure something, in file order: all but alpha. */
export function spectralSamples({
  bandCount,
  alphaSample,
}: {
  readonly bandCount: number;
  readonly alphaSample: number | null;
}): readonly number[] {
  return Array.from({ length: bandCount }, (_, sample) => sample).filter((sample) => sample !== alphaSample);
}

/** The place of a raster that has one; null where it cannot be drawn on the map. */
export function gridOf({ raster }: SourceRaster): Grid | null {
  const { width, height, crs, transform, warp } = raster;
  if (crs === null || "unknown" in crs || transform === null) return null;
  return { width, height, crs, transform, ...(warp === undefined ? {} : { warp }) };
}

/** How the pixels of a source are told from what was not measured; `sensor` null while nobody knows it. */
export async function pixelSourceOf(
  source: SourceRaster,
  sensor: Sensor | null,
): Promise<{ readonly pixels: PyramidSource; readonly plan: ValidityPlan }> {
  const { raster, sideMask } = source;
  const samples = spectralSamples(raster);
  const fillValue = raster.nodata === null ? (sensor?.fillDigitalNumber ?? null) : null;
  const plan = await planValidity({
    raster,
    samples,
    ...(fillValue === null ? {} : { bandNodata: samples.map(() => fillValue) }),
    sideMask,
    fill: fillRuleOf(sensor),
    sensorTitle: sensor?.title ?? "unknown sensor",
    isDisplay: sensor === null ? raster.dataType === "uint8" : sensor.measures === "display",
  });
  const pixels: PyramidSource = {
    grid: raster,
    bands: samples.map((sample) => ({ sample })),
    validity: plan.rule,
    reader: raster.reader,
    maskReader: raster.mask ?? (sideMask.kind === "used" ? sideMask.reader : null),
    overviews: raster.overviews,
  };
  return { pixels, plan };
}

const fillRuleOf = (sensor: Sensor | null): FillRule => ({
  zero: sensor?.zeroFill ?? "none",
  hasDarkEdge: sensor !== null && /^sentinel-2-|^landsat-.*-c2l1$/.test(sensor.id),
});

/** Everything that is decided about a scene. */
export interface ScenePlan {
  readonly grid: Grid;
  readonly pixels: PyramidSource;
  readonly reading: SceneReading;
}

/** The scene as it was decided to be read; `findings` say which cloud mask is not used and why. */
export async function assembleScene(
  source: SourceRaster,
  { grid, pixels, reading }: ScenePlan,
): Promise<{ readonly scene: Scene; readonly findings: readonly Finding[] }> {
  const { clouds, findings } = await cloudsBeside(source, grid, reading);
  const scene: Scene = {
    ...pixels,
    grid,
    sensor: reading.sensor,
    scaling: reading.scaling,
    acquiredAt: reading.acquiredAt,
    path: source.source.path,
    files: source.files.map(({ path }) => path),
    title: source.source.title,
    dataType: source.raster.dataType!,
    bands: reading.bands.map((band, index) => ({ ...band, sample: pixels.bands[index]!.sample })),
    clouds,
    async close() {
      if (clouds?.kind === "mask") await clouds.mask.close();
      await source.close();
    },
  };
  return { scene, findings };
}

/** The first mask beside the scene that can be used, else what the reflectances allow. */
async function cloudsBeside(
  { companions }: SourceRaster,
  grid: Grid,
  { sensor, bands, scaling }: SceneReading,
): Promise<{ readonly clouds: Scene["clouds"]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  for (const companion of companions) {
    const fileName = basename(companion.path);
    const kind = maskCodeOf(companion.kind, fileName);
    if (kind === null) {
      const sentence = `${fileName} is not used: its name does not say that it masks clouds.`;
      findings.push({ tone: "fact", sentence });
      continue;
    }
    const outcome = await openCloudMask({ kind, path: companion.path }, grid, () => companion.open());
    if (outcome.kind === "used") return { clouds: cloudSourceOf(outcome.mask, null), findings };
    findings.push({ tone: "doubts", sentence: outcome.sentence });
  }
  const basis = {
    roles: bands.map(({ role }) => role),
    scaling,
    level: /l1c$|c2l1$/.test(sensor.id) ? ("top-of-atmosphere" as const) : ("surface" as const),
  };
  return { clouds: cloudSourceOf(null, sensor.measures === "reflectance" ? basis : null), findings };
}

/** Which of `cloudMaskKinds` a companion is coded by; null where a mask does not say what it masks. */
function maskCodeOf(kind: CompanionKind, fileName: string): string | null {
  switch (kind) {
    case "scl":
      return "sentinel-2-scl";
    case "qa-pixel":
      return "landsat-c2-qa-pixel";
    case "fmask":
      return /^HLS\./i.test(fileName) ? "hls-fmask" : "fmask";
    case "udm2":
      return "planetscope-udm2";
    case "cloud-mask":
      return /MSK_CLASSI/i.test(fileName) ? "sentinel-2-classi" : "clear-or-cloud";
    case "clm":
      return "maja-clm";
    case "mask":
      return null;
  }
}
