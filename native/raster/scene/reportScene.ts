import { parse } from "node:path";
import { productTypeOf } from "../../../models/sensors/productType.ts";
import { boundsOf } from "../../../models/vocabulary/bounds.ts";
import type { Finding } from "../../../models/vocabulary/evidence.ts";
import type { ScalingReport, SceneChoices, ValidityReport } from "../../contract/intake.ts";
import type { BandReport, SceneReport } from "../../contract/scenes.ts";
import { describeFailure } from "../../describeFailure.ts";
import { EngineError } from "../../engineError.ts";
import type { SceneSource } from "../bundle/sceneSource.ts";
import { cloudsOf } from "../clouds/cloudsOf.ts";
import { bandStats } from "../pixels/bandStats.ts";
import { gridFootprint } from "../place/footprint.ts";
import { cornersOf } from "../place/gridPlaces.ts";
import { groundGridOf } from "../place/groundGrid.ts";
import { spectralSamples } from "./assembleScene.ts";
import { type PlannedEncoder, planIngest } from "./ingestPlan.ts";
import { type OpenedScene, openScene } from "./openScene.ts";
import type { Scene } from "./scene.ts";
import { placesOfView, rangesOf, validShareOf } from "./sceneView.ts";

export interface InspectOptions {
  /** Statistics of every pixel of every band. */
  readonly withStats?: boolean;
  /** What an ingest would make chips with; no plan without. */
  readonly encoder?: PlannedEncoder;
  readonly signal?: AbortSignal;
}

/** What a scene says of itself and what Argil makes of it; never throws for a file that cannot be used. */
export async function inspectScene(
  what: string | SceneSource,
  choices: SceneChoices = {},
  options: InspectOptions = {},
): Promise<SceneReport> {
  const path = typeof what === "string" ? what : what.path;
  let opened: OpenedScene;
  try {
    opened = await openScene(what, choices);
  } catch (error) {
    if (error instanceof EngineError) return refusedReport(path, error.message, error.failure.kind);
    throw error;
  }
  try {
    const report = await reportScene(opened, choices, options);
    return options.withStats ? await withStats(report, opened, options.signal) : report;
  } catch (error) {
    if (error instanceof EngineError) return refusedReport(path, error.message, error.failure.kind);
    throw error;
  } finally {
    await opened.close();
  }
}

/** The report of a file that cannot be opened, or not be read. */
export function refusedReport(
  file: string,
  reason: string,
  failureKind?: EngineError["failure"]["kind"],
): SceneReport {
  return {
    file,
    title: parse(file).name,
    files: [file],
    fileBytes: 0,
    status: "refused",
    reason,
    ...(failureKind === undefined ? {} : { failureKind }),
    width: 0,
    height: 0,
    bandCount: 0,
    dataType: null,
    compression: null,
    nodata: null,
    crs: null,
    transform: null,
    gsdMeters: null,
    corners: null,
    footprint: null,
    bounds: null,
    acquiredAt: null,
    sensor: null,
    bands: [],
    scaling: null,
    validity: null,
    clouds: null,
    question: null,
    productType: null,
    choices: {},
    findings: [],
    plan: null,
  };
}

async function reportScene(
  opened: OpenedScene,
  choices: SceneChoices,
  { encoder }: InspectOptions,
): Promise<SceneReport> {
  const { source, grid, judgement, outcome } = opened;
  const { raster } = source;
  const { match, time, clues, scaling, seen } = judgement;
  const isPlaced = grid !== null && (outcome.kind !== "refused" || outcome.failure.kind !== "crs-unknown");
  const outline = isPlaced ? gridFootprint(grid) : null;
  const { crs } = raster;
  const suits =
    encoder === undefined || outcome.kind !== "ready" ? null : suitability(encoder, outcome.scene);
  return {
    file: source.source.path,
    title: source.source.title,
    files: source.files.map(({ path }) => path),
    fileBytes: source.files.reduce((sum, { bytes }) => sum + bytes, 0),
    status: outcome.kind,
    ...(outcome.kind === "ready"
      ? {}
      : { reason: describeFailure(outcome.failure), failureKind: outcome.failure.kind }),
    ...suits?.refusal,
    width: raster.width,
    height: raster.height,
    bandCount: raster.bandCount,
    dataType: raster.dataType,
    compression: raster.compression,
    nodata: nodataOf(raster.nodata),
    crs: crs === null || "unknown" in crs ? null : { epsg: crs.epsg, name: crs.name },
    transform: raster.transform,
    gsdMeters: grid === null ? null : groundGridOf(grid, sensorGsdsOf(match), 1).gsdMeters,
    corners: isPlaced ? cornersOf(grid) : null,
    footprint: opened.outline ?? outline,
    bounds: outline === null ? null : boundsOf(outline),
    acquiredAt: time.time?.acquiredAt ?? null,
    sensor:
      match.kind === "matched"
        ? {
            id: match.sensor.id,
            title: match.sensor.title,
            evidence: [...match.evidence, ...(time.time === null ? [] : [time.time.evidence])],
          }
        : null,
    bands: bandsOf(opened),
    scaling: scaling === null ? null : scalingReport(scaling),
    validity: seen === null ? null : validityReport(seen),
    clouds: outcome.kind === "ready" ? await cloudReport(opened, outcome.scene) : null,
    question: outcome.kind === "question" ? outcome.question : null,
    productType: outcome.kind === "refused" ? null : productTypeOf(match, clues),
    choices,
    findings: [...opened.findings, ...(suits?.findings ?? [])],
    plan:
      suits?.refusal === undefined &&
      outcome.kind !== "refused" &&
      grid !== null &&
      encoder !== undefined &&
      seen !== null
        ? planIngest({ grid, gsdMeters: sensorGsdsOf(match) }, seen.view, encoder)
        : null,
  };
}

/** What the encoder says of such a scene: notes as findings, or why it cannot take it. */
function suitability({ accepts, chipPixels }: PlannedEncoder, { path, sensor, bands }: Scene) {
  const acceptance = accepts({ sensorId: sensor.id, bands, chipPixels });
  if (acceptance.kind === "yes")
    return { findings: acceptance.notes.map((sentence): Finding => ({ tone: "fact", sentence })) };
  const failure = { kind: "encoder-refuses", path, detail: acceptance.reason } as const;
  const reason = describeFailure(failure);
  return {
    findings: [{ tone: "rules-out", sentence: acceptance.reason } satisfies Finding],
    refusal: { status: "refused", reason, failureKind: failure.kind } as const,
  };
}

/** The report with statistics of every pixel; refused where some cannot be decoded. */
async function withStats(
  report: SceneReport,
  { source: { raster } }: OpenedScene,
  signal: AbortSignal | undefined,
): Promise<SceneReport> {
  if (raster.dataType === null) return report;
  try {
    return { ...report, stats: await bandStats(raster.reader, raster, signal) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const refusal = { reason: error.message, failureKind: error.failure.kind };
    return { ...report, status: "refused", ...refusal, question: null, plan: null };
  }
}

function nodataOf(value: number | null): SceneReport["nodata"] {
  if (value === null || Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return "nan";
  return value > 0 ? "inf" : "-inf";
}

const sensorGsdsOf = (match: OpenedScene["judgement"]["match"]) =>
  match.kind === "matched" ? match.sensor.gsdMeters : [];

function bandsOf({ source: { raster }, judgement: { match, seen } }: OpenedScene): BandReport[] {
  const ranges = seen === null ? [] : rangesOf(seen.sample);
  return spectralSamples(raster).map((index, position) => {
    const band = match.kind === "matched" ? match.bands[position] : undefined;
    return {
      index,
      role: band?.role ?? null,
      name: band?.name || raster.metadata.descriptions.get(index) || `band ${index + 1}`,
      wavelengthMicrometers: band?.wavelengthMicrometers ?? null,
      range: ranges[position] ?? null,
    };
  });
}

function scalingReport({
  question: _,
  ...report
}: NonNullable<OpenedScene["judgement"]["scaling"]>): ScalingReport {
  return report;
}

function validityReport({ view, rules }: NonNullable<OpenedScene["judgement"]["seen"]>): ValidityReport {
  const isExact = view.kind === "whole" && view.columnStep === 1 && view.rowStep === 1;
  return { validFraction: validShareOf(view), isExact, rules };
}

async function cloudReport(
  { judgement: { seen } }: OpenedScene,
  { clouds }: { clouds: Parameters<typeof cloudsOf>[0] | null },
) {
  if (clouds === null || seen === null) return null;
  return cloudsOf(clouds, seen.view.pixels, () => placesOfView(seen.view));
}
