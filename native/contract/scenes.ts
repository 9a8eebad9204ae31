import type { Footprint, LonLatBounds, Transform } from "../../models/vocabulary/geometry.ts";
import type { ChipId, GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import type { DataType } from "../../models/vocabulary/raster.ts";

/** One band as read from a file. `index` starts at 0. */
export interface BandReport {
  readonly index: number;
  /** STAC common name (`red`, `nir`, `swir16`), or null where nothing tells. */
  readonly role: string | null;
  readonly name: string;
  readonly wavelengthMicrometers: number | null;
}

/** What `argil inspect` says of one file, and what an intake card shows. */
export interface SceneReport {
  readonly file: string;
  readonly status: "ready" | "question" | "refused";
  /** One sentence, for `question` and `refused`. */
  readonly reason?: string;
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly dataType: DataType | null;
  readonly nodata: number | null;
  readonly crs: { readonly epsg: number | null; readonly name: string; readonly wkt?: string } | null;
  readonly transform: Transform | null;
  readonly footprint: Footprint | null;
  readonly bounds: LonLatBounds | null;
  /** ISO 8601 UTC; a day without a time is given as T00:00:00Z. */
  readonly acquiredAt: string | null;
  readonly sensor: {
    readonly id: string;
    readonly title: string;
    readonly evidence: readonly string[];
  } | null;
  readonly bands: readonly BandReport[];
  readonly scaling: { readonly scale: number; readonly offset: number; readonly evidence: string } | null;
  readonly stats?: readonly BandStats[];
}

/** Full-pass statistics of one band; min, max and mean are null where no pixel is valid. */
export interface BandStats {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly validCount: number;
  readonly nodataCount: number;
}

/** A scene of the archive. */
export interface SceneSummary {
  readonly id: SceneId;
  /** File name without folder and extension. */
  readonly title: string;
  readonly file: string;
  readonly acquiredAt: string;
  readonly sensorId: string;
  readonly sensorTitle: string;
  readonly crsName: string;
  readonly gsdMeters: number;
  readonly footprint: Footprint;
  readonly bounds: LonLatBounds;
  readonly bandNames: readonly string[];
  readonly chipCount: number;
  readonly skippedCount: number;
  /** False while an ingest has not finished the scene. */
  readonly isComplete: boolean;
  /** False where the file has been moved or deleted; its chips can still be searched. */
  readonly isFileThere: boolean;
}

/** A chip of the archive; `skipped` ones have no embedding, and `reason` says why. */
export interface ChipSummary {
  readonly id: ChipId;
  readonly groundId: GroundId;
  readonly sceneId: SceneId;
  readonly acquiredAt: string;
  readonly footprint: Footprint;
  readonly validFraction: number;
  readonly cloudFraction: number | null;
  readonly status: "embedded" | "skipped" | "pending";
  readonly skipReason: "nodata" | "cloud" | null;
}
