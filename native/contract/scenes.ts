import type { Finding } from "../../models/vocabulary/evidence.ts";
import type { Footprint, LonLat, LonLatBounds, Transform } from "../../models/vocabulary/geometry.ts";
import type { ChipId, GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import type { DataType } from "../../models/vocabulary/raster.ts";
import type { EngineFailure } from "./failures.ts";
import type {
  CloudReport,
  IngestPlan,
  IntakeQuestion,
  ScalingReport,
  SceneChoices,
  ValidityReport,
} from "./intake.ts";

/** One band as read from a file. `index` starts at 0. */
export interface BandReport {
  readonly index: number;
  /** STAC common name (`red`, `nir`, `swir16`), or null where nothing tells. */
  readonly role: string | null;
  readonly name: string;
  readonly wavelengthMicrometers: number | null;
  /** 1st to 99th percentile of the pixels that were looked at, in digital numbers; null where none was. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** What `argil inspect` says of one scene, and what an intake card shows. */
export interface SceneReport {
  /** The file, or the one that stands for a scene of many. */
  readonly file: string;
  /** The product's name, or the file's without folder and extension. */
  readonly title: string;
  /** All files that the scene is read from. */
  readonly files: readonly string[];
  readonly fileBytes: number;
  readonly status: "ready" | "question" | "refused";
  /** One sentence, for `question` and `refused`. */
  readonly reason?: string;
  /** What stands in the way, for `question` and `refused`. */
  readonly failureKind?: EngineFailure["kind"];
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly dataType: DataType | null;
  readonly compression: string | null;
  /** In words where JSON has no number for it, as in STAC's raster extension. */
  readonly nodata: number | "nan" | "inf" | "-inf" | null;
  readonly crs: { readonly epsg: number | null; readonly name: string; readonly wkt?: string } | null;
  readonly transform: Transform | null;
  readonly gsdMeters: number | null;
  /** Upper left, upper right, lower right, lower left corner of the raster. */
  readonly corners: readonly LonLat[] | null;
  /** Outline of what was measured, simplified; the whole raster's where all of it was. */
  readonly footprint: Footprint | null;
  /** Box around the raster. */
  readonly bounds: LonLatBounds | null;
  /** ISO 8601 UTC; a day without a time is given as T00:00:00Z. */
  readonly acquiredAt: string | null;
  readonly sensor: {
    readonly id: string;
    readonly title: string;
    readonly evidence: readonly string[];
  } | null;
  readonly bands: readonly BandReport[];
  readonly scaling: ScalingReport | null;
  readonly validity: ValidityReport | null;
  readonly clouds: CloudReport | null;
  readonly question: IntakeQuestion | null;
  /** Answers are remembered under this name and apply to all like files; null where nothing is known of the file. */
  readonly productType: string | null;
  /** What the user said of it, now or of a like file before. */
  readonly choices: SceneChoices;
  /** Why Argil trusts it, or why not. */
  readonly findings: readonly Finding[];
  readonly plan: IngestPlan | null;
  readonly stats?: readonly BandStats[];
}

/**
 * Full-pass statistics of one band in digital numbers, in file order, alpha included. A pixel counts as no data where
 * it equals the file's no-data value; masks and alpha are not applied. Min, max and mean are null where nothing is valid.
 */
export interface BandStats {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Neither no data, nor NaN, nor infinite. */
  readonly validCount: number;
  readonly nodataCount: number;
  readonly nanCount: number;
  readonly infiniteCount: number;
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
