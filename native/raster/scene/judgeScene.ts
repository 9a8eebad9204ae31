import type { PixelSample, SensorClues } from "../../../models/sensors/clues.ts";
import { detectSensor, matchSensor, type SensorMatch } from "../../../models/sensors/detectSensor.ts";
import { decideScaling } from "../../../models/sensors/scaling/decideScaling.ts";
import type { ScalingDecision } from "../../../models/sensors/scaling/scalingInput.ts";
import type { Sensor } from "../../../models/sensors/sensor.ts";
import type { Grid } from "../../../models/vocabulary/raster.ts";
import type { SceneChoices } from "../../contract/intake.ts";
import { groundGridOf } from "../place/groundGrid.ts";
import { type AcquisitionVerdict, findAcquisitionTime, parseMoment } from "./acquiredAt.ts";
import { pixelSourceOf, spectralSamples } from "./assembleScene.ts";
import type { SourceRaster } from "./openSource.ts";
import type { PyramidSource } from "./scene.ts";
import { lookAt, type SceneView, sampleOf } from "./sceneView.ts";

/** What was made of a source, each part with its evidence; nothing of it is refused or asked yet. */
export interface Judgement {
  readonly clues: SensorClues;
  readonly match: SensorMatch;
  readonly time: AcquisitionVerdict;
  /** Null while the sensor is not known. */
  readonly scaling: ScalingDecision | null;
  /** Null where nothing could be looked at: no pixels that Argil computes with. */
  readonly seen: SeenPixels | null;
}

export interface SeenPixels {
  readonly source: PyramidSource;
  /** How it is told what was measured, one sentence a rule. */
  readonly rules: readonly string[];
  readonly view: SceneView;
  readonly sample: PixelSample;
}

/**
 * Sensor, date, validity and scaling, from what the source says, from its pixels, and from the user's word, which
 * outranks both. @throws EngineError when its pixels cannot be decoded.
 */
export async function judgeScene(
  source: SourceRaster,
  grid: Grid | null,
  choices: SceneChoices,
): Promise<Judgement> {
  const clues = cluesOf(source, grid);
  const time = timeOf(clues, choices);
  const first = matchOf(clues, choices, null);
  if (source.raster.dataType === null || first.kind === "not-imagery")
    return { clues, match: first, time, scaling: null, seen: null };
  const seen = await see(source, sensorIn(first));
  const match = matchOf(clues, choices, seen.sample);
  // A sensor that only the pixels told may have other fill values.
  const isSame = sensorIn(match)?.id === sensorIn(first)?.id;
  const settled = isSame ? seen : await see(source, sensorIn(match));
  return {
    clues,
    match,
    time,
    scaling: scalingOf(source, { clues, match, sample: settled.sample, time }, choices),
    seen: settled,
  };
}

const sensorIn = (match: SensorMatch) => (match.kind === "matched" ? match.sensor : null);

async function see(source: SourceRaster, sensor: Sensor | null): Promise<SeenPixels> {
  const { pixels, plan } = await pixelSourceOf(source, sensor);
  const view = await lookAt(pixels);
  return { source: pixels, rules: plan.sentences, view, sample: sampleOf(view) };
}

function cluesOf({ raster, product }: SourceRaster, grid: Grid | null): SensorClues {
  return {
    fileName: raster.fileName,
    metadata: raster.metadata.dataset,
    descriptions: spectralSamples(raster).map((sample) => raster.metadata.descriptions.get(sample) ?? ""),
    isRgb: raster.isRgb,
    hasAlpha: raster.alphaSample !== null,
    dataType: raster.dataType,
    gsdMeters: grid === null ? null : groundGridOf(grid, [], 1).gsdMeters,
    product,
  };
}

function matchOf(clues: SensorClues, choices: SceneChoices, sample: PixelSample | null): SensorMatch {
  const { sensorId, bandRoles, wavelengthsMicrometers } = choices;
  // Roles or wavelengths without a sensor are of bands that no sensor here has.
  const told = sensorId ?? ((bandRoles ?? wavelengthsMicrometers) ? "generic" : undefined);
  if (told === undefined) return detectSensor(clues, sample);
  return matchSensor(told, clues, {
    sample,
    ...(bandRoles === undefined ? {} : { bandRoles }),
    ...(wavelengthsMicrometers === undefined ? {} : { wavelengthsMicrometers }),
  });
}

function timeOf(clues: SensorClues, { acquiredAt }: SceneChoices): AcquisitionVerdict {
  const said = acquiredAt === undefined ? null : parseMoment(acquiredAt);
  if (said === null) return findAcquisitionTime(clues);
  const evidence = "Date given by the user.";
  return {
    time: { acquiredAt: said, evidence },
    candidates: [],
    findings: [{ tone: "supports", sentence: evidence }],
  };
}

function scalingOf(
  { raster, product }: SourceRaster,
  { clues, match, sample, time }: Pick<Judgement, "clues" | "match" | "time"> & { sample: PixelSample },
  { sensorId, offset, scaling }: SceneChoices,
): ScalingDecision | null {
  if (match.kind !== "matched" || raster.dataType === null) return null;
  const { scales, offsets } = raster.metadata;
  return decideScaling({
    sensor: match.sensor,
    isSensorTold: sensorId !== undefined,
    bands: match.bands,
    dataType: raster.dataType,
    tags: spectralSamples(raster).map((band) =>
      scales.has(band) || offsets.has(band)
        ? { scale: scales.get(band) ?? 1, offset: offsets.get(band) ?? 0 }
        : null,
    ),
    sample,
    product,
    metadata: clues.metadata,
    fileName: clues.fileName,
    acquiredAt: time.time?.acquiredAt ?? null,
    answer: {
      ...(offset === undefined ? {} : { offset }),
      ...(scaling === undefined ? {} : { scaling }),
    },
  });
}
