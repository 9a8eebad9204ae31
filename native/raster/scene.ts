import type { MatchedBand } from "../../models/sensors/detectSensor.ts";
import type { Sensor } from "../../models/sensors/sensor.ts";
import type { DataType, Grid } from "../../models/vocabulary/raster.ts";
import type { RasterReader } from "./rasterReader.ts";

/** One band of a scene: where it lies in the file and what it measures. */
export interface SceneBand extends MatchedBand {
  /** 0-based sample in the file. */
  readonly sample: number;
}

/** How digital numbers become reflectance: value = digitalNumber * scale + offset. */
export interface Scaling {
  readonly scale: number;
  readonly offset: number;
  readonly evidence: string;
}

/** How it is told that a pixel was not measured. */
export interface ValidityRule {
  readonly nodata: number | null;
  /** Floating-point samples can be NaN or infinite. */
  readonly isFloat: boolean;
  /** Sample that holds alpha (0 = transparent), or null. */
  readonly alphaSample: number | null;
  readonly hasMask: boolean;
  /** Sentinel-2 without a no-data tag: a pixel that is 0 in every band was not measured. */
  readonly isZeroNodata: boolean;
}

/** An open scene that can be chipped: everything about it is known. Close it. */
export interface Scene {
  readonly path: string;
  /** File name without folder and extension. */
  readonly title: string;
  readonly grid: Grid;
  readonly dataType: DataType;
  readonly sensor: Sensor;
  readonly bands: readonly SceneBand[];
  readonly scaling: Scaling;
  readonly validity: ValidityRule;
  readonly acquiredAt: string;
  readonly evidence: readonly string[];
  readonly reader: RasterReader;
  /** Transparency mask of the file, 0 = not measured. */
  readonly maskReader: RasterReader | null;
  readonly overviews: readonly RasterReader[];
  close(): Promise<void>;
}
