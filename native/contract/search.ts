import type { Footprint, LonLat, LonLatBounds } from "../../models/vocabulary/geometry.ts";
import type { ChipId, GroundId, SceneId } from "../../models/vocabulary/ids.ts";
import type { Precision } from "./encoders.ts";

/** What a search starts from: a stored chip, or the newest chip that covers a place (of one scene, when given). */
export type SearchExample =
  | { readonly kind: "chip"; readonly chipId: ChipId }
  | { readonly kind: "place"; readonly at: LonLat; readonly sceneId?: SceneId };

/** Applied inside the search: what they leave out is neither scored nor counted. */
export interface SearchFilters {
  /** A box, or a ring of points; chips that touch it are kept. */
  readonly area?: LonLatBounds | Footprint;
  /** ISO 8601, inclusive. */
  readonly from?: string;
  /** ISO 8601, inclusive; a date without a time means the whole day. */
  readonly to?: string;
  readonly sensorId?: string;
}

export interface SearchRequest {
  readonly like: readonly SearchExample[];
  readonly unlike: readonly SearchExample[];
  readonly filters: SearchFilters;
  /** How many hits to return; the scores of all candidates are counted all the same. */
  readonly limit: number;
  readonly minSimilarity?: number;
  /** Which encoder's embeddings to compare; the project's own where none is named. */
  readonly encoderId?: string;
}

export interface SearchHit {
  /** 1 = most similar. */
  readonly rank: number;
  readonly chipId: ChipId;
  readonly groundId: GroundId;
  readonly sceneId: SceneId;
  readonly acquiredAt: string;
  readonly cosineSimilarity: number;
  /** Share of all scored chips that are less similar, 0-100. */
  readonly percentile: number;
  readonly footprint: Footprint;
}

export interface SearchAnswer {
  /** The chips that the examples resolved to. */
  readonly query: {
    readonly encoderId: string;
    readonly precision: Precision;
    readonly like: readonly ChipId[];
    readonly unlike: readonly ChipId[];
    readonly filters: SearchFilters;
  };
  /** How many chips were scored. */
  readonly scanned: number;
  /** Chips under the filters that another encoder or band set embedded, and that cannot be compared. */
  readonly notComparable: number;
  readonly milliseconds: number;
  readonly hits: readonly SearchHit[];
  /** Counts of all scored chips in equal steps of cosine from `low` to `high`. */
  readonly histogram: { readonly low: number; readonly high: number; readonly counts: readonly number[] };
}
