import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IntakeId } from "../../models/vocabulary/ids.ts";
import { findAnswer, forgetAnswer, listAnswers, rememberAnswer } from "../../native/archive/answers.ts";
import { type Archive, openArchive } from "../../native/archive/openArchive.ts";
import type { ExamineEvent } from "../../native/contract/examine.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import { Intake } from "../../native/jobs/intake.ts";
import { bareReport, dateReport, offsetReport, readyReport } from "../support/sceneReports.ts";
import { tempFolder } from "../support/tempFolder.ts";

const folder = tempFolder("intake");
const file = (name: string) => join(folder, name);
let archive: Archive;
let asked: (readonly [string, SceneChoices])[] = [];

/** Stands for the reader of files: asks for the offset of S2 files and the date of the others until it is told. */
async function inspect(path: string, choices: SceneChoices) {
  asked.push([path, choices]);
  if (path.endsWith("mask.tif"))
    return bareReport(path, { failureKind: "not-imagery", reason: `${path} looks like a mask.` });
  if (choices.sensorId === "landsat-7") return bareReport(path, { failureKind: "sensor-mismatch" });
  if (!path.includes("S2B")) return { ...(choices.acquiredAt ? readyReport : dateReport), file: path };
  if (!choices.offset) return { ...offsetReport, file: path };
  return { ...offsetReport, file: path, status: "ready" as const, productType: "the offset is known" };
}

const intakeOf = () =>
  new Intake({
    archive,
    inspect,
    refused: (path, reason) => bareReport(path, { reason }),
    chipsPerSecond: () => 50,
  });

async function listOf(events: AsyncIterable<ExamineEvent>) {
  const list: ExamineEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}
const scenesOf = (events: readonly ExamineEvent[]) => events.filter((event) => event.kind === "scene");

beforeAll(() => {
  archive = openArchive(join(folder, "project"));
  mkdirSync(file("drop"));
  for (const name of [
    "drop/S2B_1.tif",
    "drop/S2B_2.tif",
    "drop/mask.tif",
    "S2B_3.tif",
    "S2B_4.tif",
    "a.tif",
    "b.tif",
  ])
    writeFileSync(file(name), "");
});
afterAll(() => archive.close());

describe("examining", () => {
  it("says how many there are, then tells each, and passes over masks found in a folder", async () => {
    const events = await listOf(intakeOf().examine({ paths: [file("drop"), file("nothing.tif")] }));
    expect(events[0]).toEqual({ kind: "found", count: 4 });
    expect(events.slice(1).map((event) => event.kind)).toEqual(["scene", "scene", "scene", "passed-over"]);
    expect(scenesOf(events)[0]?.report).toMatchObject({
      file: file("nothing.tif"),
      status: "refused",
      reason: expect.stringContaining("does not exist"),
    });
  });

  it("shows a mask that was named itself", async () => {
    const events = await listOf(intakeOf().examine({ paths: [file("drop/mask.tif")] }));
    expect(scenesOf(events).map(({ report }) => report.status)).toEqual(["refused"]);
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await listOf(intakeOf().examine({ paths: [file("drop")] }, abort.signal))).toHaveLength(1);
  });

  it("tells how long chips take by the last measured rate", async () => {
    const [, event] = await listOf(intakeOf().examine({ paths: [file("a.tif")] }));
    expect(event?.kind === "scene" && event.report.plan?.seconds).toBeCloseTo(713 / 50);
  });

  it("finds only what it handed out", async () => {
    const intake = intakeOf();
    const [scene] = scenesOf(await listOf(intake.examine({ paths: [file("a.tif")] })));
    expect(intake.find(scene!.id)?.path).toBe(file("a.tif"));
    expect([intake.find(file("a.tif")), intake.find("../a.tif")]).toEqual([null, null]);
  });
});

describe("an answer", () => {
  it("settles all the scenes it is given for, and is kept with each", async () => {
    const intake = intakeOf();
    const before = scenesOf(await listOf(intake.examine({ paths: [file("drop")] })));
    expect(before.map(({ report }) => report.status)).toEqual(["question", "question"]);
    const ids = before.map(({ id }) => id);
    const after = scenesOf(await listOf(intake.answer({ ids, choices: { offset: "removed" } })));
    expect(after.map(({ id, report }) => [id, report.status, report.choices])).toEqual(
      ids.map((id) => [id, "ready", { offset: "removed" }]),
    );
  });

  it("is given to the next like file, which says so", async () => {
    asked = [];
    const [scene] = scenesOf(await listOf(intakeOf().examine({ paths: [file("S2B_3.tif")] })));
    expect(scene).toMatchObject({
      rememberedAs: [offsetReport.productType],
      report: { status: "ready", choices: { offset: "removed" } },
    });
    expect(asked.map(([, choices]) => choices)).toEqual([{}, { offset: "removed" }]);
  });

  it("is listed, and asked for again once it is forgotten", async () => {
    const [answer] = listAnswers(archive);
    expect(answer).toMatchObject({ productType: offsetReport.productType, choices: { offset: "removed" } });
    forgetAnswer(archive, answer!.productType);
    const [scene] = scenesOf(await listOf(intakeOf().examine({ paths: [file("S2B_4.tif")] })));
    expect(scene).toMatchObject({ rememberedAs: [], report: { status: "question" } });
  });

  it("that is a date is not given to any other file", async () => {
    const intake = intakeOf();
    const [scene] = scenesOf(await listOf(intake.examine({ paths: [file("a.tif")] })));
    const choices = { acquiredAt: "2020-05-06" };
    const [after] = scenesOf(await listOf(intake.answer({ ids: [scene!.id], choices })));
    expect(after?.report).toMatchObject({ status: "ready", choices });
    expect(findAnswer(archive, dateReport.productType!)).toBeNull();
    const [other] = scenesOf(await listOf(intake.examine({ paths: [file("b.tif")] })));
    expect(other?.report.status).toBe("question");
  });

  it("that does not fit a like file is not given to it", async () => {
    rememberAnswer(archive, dateReport.productType!, { sensorId: "landsat-7" });
    const [scene] = scenesOf(await listOf(intakeOf().examine({ paths: [file("b.tif")] })));
    expect(scene).toMatchObject({ rememberedAs: [], report: { status: "question", choices: {} } });
    forgetAnswer(archive, dateReport.productType!);
  });

  it("for a scene of another run of the engine finds nothing", async () => {
    const events = intakeOf().answer({ ids: ["gone" as IntakeId], choices: { offset: "removed" } });
    expect(await listOf(events)).toEqual([{ kind: "found", count: 0 }]);
  });
});
