import type { IntakeId } from "../../models/vocabulary/ids.ts";
import type { SceneChoices } from "./intake.ts";
import type { SceneReport } from "./scenes.ts";

/** A scene that was looked at before it is taken in. */
export interface ExaminedScene {
  readonly id: IntakeId;
  readonly report: SceneReport;
  /** Product types whose remembered answers were given to its questions; empty where nothing was answered from memory. */
  readonly rememberedAs: readonly string[];
}

/** What examining tells: first how many scenes there are, then each as it is looked at. */
export type ExamineEvent =
  | { readonly kind: "found"; readonly count: number }
  | ({ readonly kind: "scene" } & ExaminedScene)
  /** A raster of a folder that is no imagery, for example a mask. */
  | { readonly kind: "passed-over"; readonly file: string; readonly reason: string };

/** An answer that is kept for all files of one product type. */
export interface RememberedAnswer {
  readonly productType: string;
  readonly choices: SceneChoices;
  /** ISO 8601 UTC. */
  readonly answeredAt: string;
}
