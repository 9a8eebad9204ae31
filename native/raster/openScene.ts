import { parse } from "node:path";
import { detectSensor, matchSensor, type SensorMatch } from "../../models/sensors/detectSensor.ts";
import { sensors } from "../../models/sensors/index.ts";
import type { Sensor } from "../../models/sensors/sensor.ts";
import type { Crs } from "../../models/vocabulary/raster.ts";
import type { EngineFailure } from "../contract/failures.ts";
import { EngineError } from "../engineError.ts";
import { type AcquisitionTime, findAcquisitionTime, parseMoment } from "./acquiredAt.ts";
import { toMap } from "./affine.ts";
import { projectionOf } from "./crs.ts";
import type { RasterFile } from "./rasterFile.ts";
import type { Scaling, Scene, ValidityRule } from "./scene.ts";
import { openTiffRaster } from "./tiff/openTiffRaster.ts";

/** What the user said beforehand; it outranks what the file says. */
export interface SceneChoices {
  readonly sensorId?: string;
  /** ISO 8601. */
  readonly acquiredAt?: string;
}

export type SceneOutcome =
  | { readonly kind: "ready"; readonly scene: Scene }
  | { readonly kind: "question"; readonly failure: EngineFailure }
  | { readonly kind: "refused"; readonly failure: EngineFailure };

/** A header and what was made of it. Close it, whatever the outcome. */
export interface OpenedScene {
  readonly header: RasterFile;
  readonly match: SensorMatch;
  readonly time: AcquisitionTime | null;
  readonly scaling: Scaling | null;
  readonly outcome: SceneOutcome;
  close(): Promise<void>;
}

/** Decoded blocks kept for one scene: a row of tiles of the widest scenes. */
const defaultCacheBytes = 96 * 1024 * 1024;

/** Opens a file and judges it. @throws EngineError when it cannot be read as a TIFF at all. */
export async function openScene(
  path: string,
  choices: SceneChoices = {},
  cacheBytes = defaultCacheBytes,
): Promise<OpenedScene> {
  const header = await openTiffRaster(path, { cacheBytes });
  const close = () => header.close();
  try {
    const match = matchOf(header, choices);
    const time = timeOf(header, choices);
    const scaling = match.kind === "matched" ? scalingOf(header, match.sensor) : null;
    const failure = refusal(header, match, choices) ?? question(header, match, time);
    if (failure !== null) return { header, match, time, scaling, outcome: failure, close };
    if (match.kind !== "matched") throw new Error("a scene without a sensor passed its checks");
    const scene: Scene = {
      path,
      title: parse(path).name,
      grid: {
        width: header.width,
        height: header.height,
        transform: header.transform!,
        crs: header.crs as Crs,
      },
      dataType: header.dataType!,
      sensor: match.sensor,
      bands: spectralSamples(header).map((sample, index) => ({ sample, ...match.bands[index]! })),
      scaling: scaling!,
      validity: validityOf(header, match.sensor),
      acquiredAt: time!.acquiredAt,
      evidence: [...match.evidence, time!.evidence],
      reader: header.reader,
      maskReader: header.mask,
      overviews: header.overviews,
      close,
    };
    return { header, match, time, scaling, outcome: { kind: "ready", scene }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The scene of a file that must be ready. @throws EngineError with the reason when it is not. */
export async function openReadyScene(
  path: string,
  choices: SceneChoices = {},
  cacheBytes = defaultCacheBytes,
): Promise<Scene> {
  const opened = await openScene(path, choices, cacheBytes);
  if (opened.outcome.kind === "ready") return opened.outcome.scene;
  await opened.close();
  throw new EngineError(opened.outcome.failure);
}

/** @throws EngineError when no sensor has this id. */
export function requireSensor(sensorId: string): void {
  if (sensors.some((sensor) => sensor.id === sensorId)) return;
  throw new EngineError({ kind: "sensor-unknown", sensorId, known: sensors.map((sensor) => sensor.id) });
}

/** Samples that measure light, in file order: all but alpha. */
export function spectralSamples(header: RasterFile): readonly number[] {
  return Array.from({ length: header.bandCount }, (_, sample) => sample).filter(
    (sample) => sample !== header.alphaSample,
  );
}

function matchOf(header: RasterFile, { sensorId }: SceneChoices): SensorMatch {
  const clues = {
    fileName: header.fileName,
    metadata: header.metadata.dataset,
    descriptions: spectralSamples(header).map((sample) => header.metadata.descriptions.get(sample) ?? ""),
    isRgb: header.isRgb,
    hasAlpha: header.alphaSample !== null,
    dataType: header.dataType,
    gsdMeters: null,
    product: null,
  };
  return sensorId === undefined ? detectSensor(clues) : matchSensor(sensorId, clues);
}

function timeOf(header: RasterFile, { acquiredAt }: SceneChoices): AcquisitionTime | null {
  const said = acquiredAt === undefined ? null : parseMoment(acquiredAt);
  if (said !== null) return { acquiredAt: said, evidence: "Date given by the user." };
  return findAcquisitionTime({
    product: null,
    metadata: header.metadata.dataset,
    fileName: header.fileName,
  }).time;
}

function scalingOf(header: RasterFile, sensor: Sensor): Scaling {
  const first = spectralSamples(header)[0] ?? 0;
  const scale = header.metadata.scales.get(first);
  const offset = header.metadata.offsets.get(first) ?? 0;
  if (scale !== undefined && scale > 0)
    return { scale, offset, evidence: "Scale and offset are in the file." };
  const type = header.dataType;
  if (type === "uint8")
    return { scale: 1 / 255, offset: 0, evidence: "8-bit numbers without a scale; taken as 0 to 255." };
  if (type?.startsWith("float"))
    return { scale: 1, offset: 0, evidence: "Floating-point numbers without a scale; taken as they are." };
  if (sensor.id === "orthophoto")
    return { scale: 1 / 65535, offset: 0, evidence: "16-bit picture without a scale; taken as 0 to 65 535." };
  return {
    scale: sensor.scale,
    offset: sensor.offset,
    evidence: `No scale in the file; taken as usual for ${sensor.title}.`,
  };
}

function validityOf(header: RasterFile, sensor: Sensor): ValidityRule {
  const isUnsigned = header.dataType?.startsWith("uint") ?? false;
  const isZeroFill = header.nodata === null && isUnsigned && sensor.id.startsWith("sentinel-2");
  return {
    nodata: spectralSamples(header).map(() => header.nodata),
    isFloat: header.dataType?.startsWith("float") ?? true,
    alphaSample: header.alphaSample,
    hasMask: header.mask !== null,
    zeroFill: isZeroFill ? "every-band" : "none",
    darkEdge: null,
    collars: [],
  };
}

function refusal(header: RasterFile, match: SensorMatch, choices: SceneChoices): SceneOutcome | null {
  const path = header.path;
  const refuse = (failure: EngineFailure): SceneOutcome => ({ kind: "refused", failure });
  if (header.dataType === null)
    return refuse({ kind: "encoding-unsupported", path, detail: "samples of an unusual width" });
  if (match.kind === "not-imagery") return refuse({ kind: "not-imagery", path, detail: match.detail });
  if (header.crs === null) return refuse({ kind: "no-crs", path });
  if ("unknown" in header.crs) return refuse({ kind: "crs-unknown", path, crs: header.crs.unknown });
  if (header.transform === null) return refuse({ kind: "no-place", path });
  if (!isPlaceOnEarth(header, header.crs)) {
    return refuse({
      kind: "crs-unknown",
      path,
      crs: `${header.crs.name}, whose coordinates lie off the globe`,
    });
  }
  if (choices.sensorId !== undefined && match.kind === "unknown") {
    return refuse({
      kind: "sensor-unknown",
      sensorId: choices.sensorId,
      known: sensors.map((sensor) => sensor.id),
    });
  }
  if (match.kind === "mismatch") {
    return refuse({
      kind: "sensor-mismatch",
      path,
      sensorId: choices.sensorId ?? "unknown",
      detail: match.detail,
    });
  }
  return null;
}

function question(header: RasterFile, match: SensorMatch, time: AcquisitionTime | null): SceneOutcome | null {
  const path = header.path;
  if (match.kind !== "matched") {
    return {
      kind: "question",
      failure: { kind: "bands-unknown", path, bandCount: spectralSamples(header).length },
    };
  }
  return time === null ? { kind: "question", failure: { kind: "no-date", path } } : null;
}

function isPlaceOnEarth(header: RasterFile, crs: Crs): boolean {
  const projection = projectionOf(crs);
  const corners = [
    [0, 0],
    [header.width, 0],
    [0, header.height],
    [header.width, header.height],
  ] as const;
  return corners.every(([column, row]) => {
    const [x, y] = toMap(header.transform!, column, row);
    const [lon, lat] = projection.toLonLat(x, y);
    return Math.abs(lat) <= 90.0001 && Math.abs(lon) <= 540 && Number.isFinite(lon + lat);
  });
}
