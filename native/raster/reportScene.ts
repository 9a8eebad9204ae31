import { boundsOf } from "../../models/vocabulary/bounds.ts";
import type { BandStats, SceneReport } from "../contract/scenes.ts";
import { describeFailure } from "../describeFailure.ts";
import { EngineError } from "../engineError.ts";
import { gridFootprint } from "./footprint.ts";
import { type OpenedScene, openScene, type SceneChoices, spectralSamples } from "./openScene.ts";
import { readPixels } from "./readPixels.ts";
import type { Scene } from "./scene.ts";

/** What a file says of itself and what Argil makes of it; never throws for a file that cannot be used. */
export async function inspectScene(
  path: string,
  options: SceneChoices & { readonly withStats?: boolean } = {},
): Promise<SceneReport> {
  let opened: OpenedScene;
  try {
    opened = await openScene(path, options);
  } catch (error) {
    if (error instanceof EngineError) return refusedReport(path, error.message);
    throw error;
  }
  try {
    const report = reportScene(opened);
    if (!options.withStats || opened.outcome.kind !== "ready") return report;
    return { ...report, stats: await sceneStats(opened.outcome.scene) };
  } catch (error) {
    if (error instanceof EngineError)
      return { ...reportScene(opened), status: "refused", reason: error.message };
    throw error;
  } finally {
    await opened.close();
  }
}

/** The report of a file that cannot be opened at all. */
export function refusedReport(file: string, reason: string): SceneReport {
  return {
    file,
    status: "refused",
    reason,
    width: 0,
    height: 0,
    bandCount: 0,
    dataType: null,
    nodata: null,
    crs: null,
    transform: null,
    footprint: null,
    bounds: null,
    acquiredAt: null,
    sensor: null,
    bands: [],
    scaling: null,
    files: [file],
    fileBytes: 0,
    compression: null,
    gsdMeters: null,
    corners: null,
    validity: null,
    clouds: null,
    question: null,
    productType: null,
    choices: {},
    findings: [],
    plan: null,
  };
}

function reportScene({ header, match, time, scaling, outcome }: OpenedScene): SceneReport {
  const crs = header.crs !== null && "proj4" in header.crs ? header.crs : null;
  const isPlaced =
    crs !== null &&
    header.transform !== null &&
    (outcome.kind !== "refused" || outcome.failure.kind !== "crs-unknown");
  const footprint = isPlaced ? gridFootprint({ ...header, transform: header.transform!, crs }) : null;
  const samples = spectralSamples(header);
  return {
    file: header.path,
    status: outcome.kind,
    ...(outcome.kind === "ready" ? {} : { reason: describeFailure(outcome.failure) }),
    width: header.width,
    height: header.height,
    bandCount: header.bandCount,
    dataType: header.dataType,
    nodata: header.nodata,
    crs: crs === null ? null : { epsg: crs.epsg, name: crs.name },
    transform: header.transform,
    footprint,
    bounds: footprint === null ? null : boundsOf(footprint),
    acquiredAt: time?.acquiredAt ?? null,
    sensor:
      match.kind === "matched"
        ? {
            id: match.sensor.id,
            title: match.sensor.title,
            evidence: [...match.evidence, ...(time === null ? [] : [time.evidence])],
          }
        : null,
    bands: samples.map((index, position) => {
      const band = match.kind === "matched" ? match.bands[position] : undefined;
      return {
        index,
        role: band?.role ?? null,
        name: header.metadata.descriptions.get(index) ?? band?.name ?? `band ${index + 1}`,
        wavelengthMicrometers: band?.wavelengthMicrometers ?? null,
        range: null,
      };
    }),
    scaling: scaling && { ...scaling, verdict: "assumed", findings: [], darkEnd: null },
    files: [header.path],
    fileBytes: 0,
    compression: null,
    gsdMeters: null,
    corners: null,
    validity: null,
    clouds: null,
    question: null,
    productType: null,
    choices: {},
    findings: [],
    plan: null,
  };
}

const pixelsAtOnce = 4 * 1024 * 1024;

/** Minimum, maximum and mean of each band over its valid pixels, in digital numbers. */
async function sceneStats(scene: Scene): Promise<BandStats[]> {
  const sums = scene.bands.map(() => ({ min: Infinity, max: -Infinity, sum: 0, validCount: 0 }));
  const rowsAtOnce = Math.max(1, Math.floor(pixelsAtOnce / (scene.grid.width * scene.bands.length)));
  for (let row = 0; row < scene.grid.height; row += rowsAtOnce) {
    const height = Math.min(rowsAtOnce, scene.grid.height - row);
    const { bands, valid } = await readPixels(scene, { column: 0, row, width: scene.grid.width, height });
    bands.forEach((band, index) => {
      const total = sums[index]!;
      for (let pixel = 0; pixel < band.length; pixel++) {
        if (valid[pixel] === 0) continue;
        const value = band[pixel]!;
        if (value < total.min) total.min = value;
        if (value > total.max) total.max = value;
        total.sum += value;
        total.validCount++;
      }
    });
  }
  const pixelCount = scene.grid.width * scene.grid.height;
  return sums.map(({ min, max, sum, validCount }) => ({
    min: validCount === 0 ? null : min,
    max: validCount === 0 ? null : max,
    mean: validCount === 0 ? null : sum / validCount,
    validCount,
    nodataCount: pixelCount - validCount,
    nanCount: 0,
    infiniteCount: 0,
  }));
}
