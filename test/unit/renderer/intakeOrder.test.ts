import { describe, expect, it } from "vitest";
import type { IntakeId, JobId, SceneId } from "../../../models/vocabulary/ids.ts";
import type { Job } from "../../../native/contract/jobs.ts";
import type { SceneReport, SceneSummary } from "../../../native/contract/scenes.ts";
import { announceTotals, orderCards, totalsOf } from "../../../renderer/intake/order.ts";
import { type Stage, stageOf } from "../../../renderer/intake/stage.ts";
import type { IntakeCard } from "../../../renderer/state/cards.ts";
import { isTimeToStart } from "../../../renderer/state/examine.ts";
import {
  dateReport,
  offsetReport,
  readyReport,
  refusedReport,
  sensorReport,
} from "../../support/sceneReports.ts";

const jobId = "job" as JobId;
const cardOf = (report: SceneReport, more: Partial<IntakeCard> = {}): IntakeCard => ({
  id: report.file as IntakeId,
  report,
  rememberedAs: [],
  jobId: null,
  isLooking: false,
  ...more,
});
const staged = (report: SceneReport, stage: Stage) => ({ card: cardOf(report), stage });
const question: Stage = { kind: "question" };
const refused: Stage = { kind: "refused", reason: "" };
const waiting: Stage = { kind: "waiting" };

const indexing = {
  kind: "chips" as const,
  chipsDone: 214,
  chipsTotal: 640,
  scenesDone: 0,
  scenesTotal: 2,
  sceneTitle: "LE07_L2SP_169055_20010205",
  skippedNodata: 0,
  skippedCloud: 0,
  chipsPerSecond: null,
  secondsLeft: null,
  recentChipsPerSecond: [],
};

const jobOf = (change: Partial<Job>): Job => ({
  id: jobId,
  title: "Indexing",
  task: { kind: "ingest" },
  state: { kind: "running", phase: "indexing" },
  progress: indexing,
  refused: [],
  startedAt: "2026-01-01T00:00:00Z",
  seconds: 1,
  ...change,
});
const sceneOf = (change: Partial<SceneSummary>): SceneSummary => ({
  id: "scene" as SceneId,
  title: "LE07_L2SP_169055_20010205",
  file: readyReport.file,
  acquiredAt: "2001-02-05T00:00:00Z",
  sensorId: "landsat-7",
  sensorTitle: "Landsat 7",
  crsName: "EPSG:32636",
  gsdMeters: 30,
  footprint: [],
  bounds: [35, 7, 36, 8],
  bandNames: [],
  chipCount: 100,
  skippedCount: 4,
  isComplete: false,
  isFileThere: true,
  ...change,
});

describe("the order of cards", () => {
  it("puts questions before refused and refused before ready", () => {
    const order = orderCards([
      staged(readyReport, waiting),
      staged(refusedReport, refused),
      staged(offsetReport, question),
    ]);
    expect(order.questions.map(([{ card }]) => card.report.file)).toEqual([offsetReport.file]);
    expect(order.refused.map(({ card }) => card.report.file)).toEqual([refusedReport.file]);
    expect(order.ready.map(({ card }) => card.report.file)).toEqual([readyReport.file]);
  });

  it("makes one question of files that ask the same", () => {
    const likes = [1, 2, 3].map((place) => staged({ ...offsetReport, file: `/data/${place}.tif` }, question));
    expect(
      orderCards([...likes, staged(dateReport, question)]).questions.map((group) => group.length),
    ).toEqual([3, 1]);
  });

  it("never joins files of which the kind is not known", () => {
    const unknown = ["/a.tif", "/b.tif"].map((file) =>
      staged({ ...sensorReport, productType: null, file }, question),
    );
    expect(orderCards(unknown).questions.map((group) => group.length)).toEqual([1, 1]);
  });

  it("shows a scene that its job refused among the refused", () => {
    expect(orderCards([staged(readyReport, refused)]).refused).toHaveLength(1);
  });
});

describe("the totals", () => {
  it("count what is still to come, half of it where half is done", () => {
    const half: Stage = { kind: "indexing", chipsDone: 160, chipsTotal: 320 };
    const totals = totalsOf(orderCards([staged(readyReport, half), staged(offsetReport, question)]));
    expect(totals).toMatchObject({ ready: 1, question: 1, refused: 0, chips: 370, seconds: 7 });
    expect(totals.bytes).toBeCloseTo(1_550_000, 0);
  });

  it("promise no time where one scene's is not known", () => {
    const totals = totalsOf(orderCards([staged(readyReport, waiting), staged(dateReport, question)]));
    expect([totals.chips, totals.seconds]).toEqual([1033, null]);
  });

  it("say nothing of chips where none were planned", () => {
    expect(totalsOf(orderCards([staged(refusedReport, refused)])).chips).toBeNull();
  });

  it("are read out without what is not there", () => {
    const none = { chips: null, seconds: null, bytes: null };
    expect(announceTotals({ ready: 2, question: 1, refused: 0, ...none })).toBe("2 ready, 1 question");
    expect(announceTotals({ ready: 0, question: 2, refused: 3, ...none })).toBe("2 questions, 3 refused");
  });
});

describe("how far a scene is", () => {
  const card = cardOf(readyReport, { jobId });
  const stage = (job: Job | null, scene: SceneSummary | null, isExamining = false, of = card) =>
    stageOf(of, {
      jobs: new Map(job === null ? [] : [[job.id, job]]),
      scenes: new Map(scene === null ? [] : [[scene.file, scene]]),
      isExamining,
    });

  it("counts its own chips in a job of several scenes", () => {
    expect(stage(jobOf({}), sceneOf({}))).toEqual({ kind: "indexing", chipsDone: 104, chipsTotal: 320 });
  });

  it("counts the job's chips where it is the only scene", () => {
    const job = jobOf({ progress: { ...indexing, scenesTotal: 1, chipsTotal: 320 } });
    expect(stage(job, null)).toEqual({ kind: "indexing", chipsDone: 214, chipsTotal: 320 });
  });

  it("is done when the project has it whole", () => {
    const job = jobOf({ state: { kind: "done" } });
    expect(stage(job, sceneOf({ isComplete: true, chipCount: 316 }))).toEqual({
      kind: "done",
      sceneId: "scene",
      chipCount: 316,
    });
  });

  it("is refused when its job could not take it", () => {
    const job = jobOf({ refused: [{ file: readyReport.file, reason: "holds no valid pixel" }] });
    expect(stage(job, null)).toEqual({ kind: "refused", reason: "holds no valid pixel" });
  });

  it("can go on when its job was stopped", () => {
    expect(stage(jobOf({ state: { kind: "cancelled" } }), sceneOf({}))).toEqual({ kind: "stopped", jobId });
  });

  it("waits while others are looked at, and can be started when nobody did", () => {
    const fresh = cardOf(readyReport);
    expect([stage(null, null, true, fresh).kind, stage(null, null, false, fresh).kind]).toEqual([
      "waiting",
      "unstarted",
    ]);
  });
});

describe("ready scenes among many", () => {
  it("start after the first four, and then in ever larger jobs", () => {
    const sizes: number[] = [];
    let [ready, started] = [0, 0];
    for (let scene = 0; scene < 97; scene++) {
      ready++;
      if (!isTimeToStart(ready, started)) continue;
      sizes.push(ready);
      started += ready;
      ready = 0;
    }
    expect([...sizes, ready]).toEqual([4, 8, 24, 61]);
  });
});
