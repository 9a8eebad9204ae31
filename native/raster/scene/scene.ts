import type { MatchedBand } from "../../../models/sensors/detectSensor.ts";
import type { Sensor } from "../../../models/sensors/sensor.ts";
import type { DataType, Grid } from "../../../models/vocabulary/raster.ts";
import type { CloudSource } from "../clouds/cloudSource.ts";
import type { RasterReader } from "../pixels/rasterReader.ts";

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
  /** No-data value of each band, in the order of the bands; a pixel is not measured where any band has its own. */
  readonly nodata: readonly (number | null)[];
  /** Floating-point samples can be NaN or infinite. */
  readonly isFloat: boolean;
  /** Sample that holds alpha (0 = transparent, all else is not), or null. */
  readonly alphaSample: number | null;
  readonly hasMask: boolean;
  readonly zeroFill: ZeroFill;
  readonly darkEdge: DarkEdge | null;
  readonly collars: readonly Collar[];
}

/** Where DN 0 stands for "not measured" though no tag says so: in every band at once, or in any. */
export type ZeroFill = "none" | "every-band" | "any-band";

/**
 * Numbers too dark to be measured: a pixel is not valid where all bands are at most `highest`, nor where one band is
 * and such a pixel lies within reach.
 */
export interface DarkEdge {
  readonly highest: number;
  readonly reachPixels: number;
}

/** Ground-less pixels around a picture: `low` to `high` in every band, in a cell that is connected to the border. */
export interface Collar {
  readonly color: "black" | "white";
  readonly low: number;
  readonly high: number;
  /** 1 = collar or beside it; one entry a cell, row-major. */
  readonly cells: Uint8Array;
  readonly columnCount: number;
  readonly rowCount: number;
  /** Cells in one pixel of the scene: less than 1 where a cell spans several. */
  readonly cellsPerColumn: number;
  readonly cellsPerRow: number;
  /** Size of the scene that the cells were found on; copies of another size are scaled to it. */
  readonly width: number;
  readonly height: number;
}

/** How a scene is read: settled once, and kept, so that it is read the same way ever after. */
export interface SceneReading {
  readonly sensor: Sensor;
  /** Bands that measure something, in the order of the file. */
  readonly bands: readonly MatchedBand[];
  readonly scaling: Scaling;
  /** ISO 8601 UTC. */
  readonly acquiredAt: string;
}

/** What of a scene its pixels are read by. */
export interface PixelSource {
  readonly grid: Pick<Grid, "width" | "height">;
  readonly bands: readonly { readonly sample: number }[];
  readonly validity: ValidityRule;
  readonly reader: Pick<RasterReader, "read">;
  /** Transparency mask of the file or beside it, 0 = not measured. */
  readonly maskReader: Pick<RasterReader, "read"> | null;
}

/** Pixels that are there at reduced sizes too. */
export interface PyramidSource extends PixelSource {
  /** Reduced copies, largest first. */
  readonly overviews: readonly RasterReader[];
}

/** An open scene that can be chipped: everything about it is known. Close it. */
export interface Scene extends PyramidSource, SceneReading {
  readonly grid: Grid;
  /** The file, or the one that stands for a scene of many. */
  readonly path: string;
  /** All files that it is read from. */
  readonly files: readonly string[];
  /** The product's name, or the file's without folder and extension. */
  readonly title: string;
  readonly dataType: DataType;
  readonly bands: readonly SceneBand[];
  /** Where it is known from what is cloud; null where nothing can be said. */
  readonly clouds: CloudSource | null;
  close(): Promise<void>;
}
