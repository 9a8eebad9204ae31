import type { JobId, SceneId } from "../../models/vocabulary/ids.ts";
import type { IngestProgress, Job } from "../../native/contract/jobs.ts";
import type { SceneSummary } from "../../native/contract/scenes.ts";
import type { IntakeCard } from "../state/cards.ts";
import { isUnderWay } from "../state/jobs.ts";

/** How far a dropped scene has come. */
export type Stage =
  | { readonly kind: "question" }
  | { readonly kind: "refused"; readonly reason: string }
  /** An answer or a second look is on its way. */
  | { readonly kind: "looking" }
  /** No job has taken it up. */
  | { readonly kind: "unstarted" }
  | { readonly kind: "waiting" }
  | { readonly kind: "indexing"; readonly chipsDone: number; readonly chipsTotal: number }
  | { readonly kind: "stopped"; readonly jobId: JobId }
  /** `sceneId` is null until the list of scenes has caught up. */
  | { readonly kind: "done"; readonly sceneId: SceneId | null; readonly chipCount: number };

export interface StageSources {
  readonly jobs: ReadonlyMap<JobId, Job>;
  /** Scenes of the project by their file. */
  readonly scenes: ReadonlyMap<string, SceneSummary>;
  /** True while files are still being looked at. */
  readonly isExamining: boolean;
}

export function stageOf(card: IntakeCard, { jobs, scenes, isExamining }: StageSources): Stage {
  const { report, jobId } = card;
  if (card.isLooking) return { kind: "looking" };
  if (report.status === "question") return { kind: "question" };
  if (report.status === "refused") return { kind: "refused", reason: report.reason ?? "" };
  if (jobId === null) return { kind: isExamining ? "waiting" : "unstarted" };
  const job = jobs.get(jobId);
  const scene = scenes.get(report.file) ?? null;
  if (job === undefined) return { kind: "waiting" };
  const refused = job.refused.find(({ file }) => file === report.file);
  if (refused !== undefined) return { kind: "refused", reason: refused.reason };
  const { progress } = job;
  if (job.state.kind === "running" && progress.kind === "chips" && progress.sceneTitle === report.title)
    return { kind: "indexing", ...progressOf(card, progress, scene) };
  if (scene?.isComplete || job.state.kind === "done")
    return { kind: "done", sceneId: scene?.id ?? null, chipCount: scene?.chipCount ?? 0 };
  return isUnderWay(job) ? { kind: "waiting" } : { kind: "stopped", jobId };
}

/** Its own chips where they were planned, else those of the whole job. */
function progressOf({ report }: IntakeCard, progress: IngestProgress, scene: SceneSummary | null) {
  if (report.plan === null || progress.scenesTotal === 1)
    return { chipsDone: progress.chipsDone, chipsTotal: progress.chipsTotal };
  const chipsTotal = report.plan.chipCount;
  const chipsDone = scene === null ? 0 : scene.chipCount + scene.skippedCount;
  return { chipsDone: Math.min(chipsDone, chipsTotal), chipsTotal };
}
