import { randomUUID } from "node:crypto";
import type { IntakeId } from "../../models/vocabulary/ids.ts";
import { rememberAnswer } from "../archive/answers.ts";
import type { Archive } from "../archive/openArchive.ts";
import type { ExaminedScene, ExamineEvent } from "../contract/examine.ts";
import type { SceneChoices } from "../contract/intake.ts";
import type { SceneReport } from "../contract/scenes.ts";
import { answerFromMemory, type Look } from "./answerFromMemory.ts";
import { findScenes } from "./findScenes.ts";

export interface IntakeParts {
  readonly archive: Archive;
  inspect(path: string, choices: SceneChoices): Promise<SceneReport>;
  /** The report of a path that cannot be looked at. */
  refused(file: string, reason: string): SceneReport;
  /** As last measured on this machine; null before that. */
  chipsPerSecond(): number | null;
}

/** A scene that was looked at, and how. */
export interface IntakeEntry {
  readonly path: string;
  readonly choices: SceneChoices;
  readonly report: SceneReport;
}

/** Older ones are forgotten; their pictures and answers are then refused. */
const mostEntries = 5000;

/** Scenes that were looked at and wait to be taken in, with the answers given for them. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #entries = new Map<IntakeId, IntakeEntry>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** The scene with an id that was handed out, or null. */
  find(id: string): IntakeEntry | null {
    return this.#entries.get(id as IntakeId) ?? null;
  }

  async *examine(
    { paths, choices = {} }: { readonly paths: readonly string[]; readonly choices?: SceneChoices },
    signal?: AbortSignal,
  ): AsyncGenerator<ExamineEvent> {
    const { candidates, refused } = await findScenes(paths);
    yield { kind: "found", count: candidates.length + refused.length };
    for (const { file, reason } of refused) yield this.#keep(file, {}, this.#parts.refused(file, reason), []);
    for (const { path, isNamed } of candidates) {
      if (signal?.aborted) return;
      const look = async (said: SceneChoices) => lookOf(await this.#parts.inspect(path, said));
      const answered = await answerFromMemory(this.#parts.archive, choices, look);
      const { seen: report } = answered;
      if (report.failureKind === "not-imagery" && !isNamed) {
        yield { kind: "passed-over", file: path, reason: report.reason ?? "" };
        continue;
      }
      yield this.#keep(path, answered.choices, report, answered.rememberedAs);
    }
  }

  /** Gives one answer to several scenes; it is remembered before they are looked at again. */
  async *answer(
    { ids, choices }: { readonly ids: readonly IntakeId[]; readonly choices: SceneChoices },
    signal?: AbortSignal,
  ): AsyncGenerator<ExamineEvent> {
    const known = ids.flatMap((id) => {
      const entry = this.#entries.get(id);
      return entry === undefined ? [] : [{ id, ...entry }];
    });
    this.#remember(
      known.map(({ report }) => report.productType),
      choices,
    );
    yield { kind: "found", count: known.length };
    for (const { id, path, choices: before } of known) {
      if (signal?.aborted) return;
      const together = { ...before, ...choices };
      yield this.#keep(path, together, await this.#parts.inspect(path, together), [], id);
    }
  }

  /** A date belongs to one acquisition: remembered, it would silently date the next file wrongly. */
  #remember(productTypes: readonly (string | null)[], { acquiredAt: _, ...lasting }: SceneChoices): void {
    if (Object.keys(lasting).length === 0) return;
    for (const productType of new Set(productTypes))
      if (productType !== null) rememberAnswer(this.#parts.archive, productType, lasting);
  }

  #keep(
    path: string,
    choices: SceneChoices,
    inspected: SceneReport,
    rememberedAs: readonly string[],
    id: IntakeId = randomUUID() as IntakeId,
  ): { readonly kind: "scene" } & ExaminedScene {
    const report = { ...this.#timed(inspected), choices };
    this.#entries.delete(id);
    this.#entries.set(id, { path, choices, report });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > mostEntries && oldest !== undefined) this.#entries.delete(oldest);
    return { kind: "scene", id, report, rememberedAs };
  }

  #timed(report: SceneReport): SceneReport {
    const rate = this.#parts.chipsPerSecond();
    if (report.plan === null || report.plan.seconds !== null || rate === null || rate <= 0) return report;
    return { ...report, plan: { ...report.plan, seconds: report.plan.chipCount / rate } };
  }
}

const lookOf = (report: SceneReport): Look<SceneReport> => ({
  seen: report,
  openFor: report.status === "question" ? report.productType : null,
  failureKind: report.failureKind ?? null,
});
