import type { IntakeId } from "../../models/vocabulary/ids.ts";
import type { EngineApi } from "../../native/contract/engineApi.ts";
import type { ExamineEvent } from "../../native/contract/examine.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import { ask } from "../engine/engine.ts";
import { type IntakeCard, markLooking, markStarted, putCard, useCards } from "./cards.ts";
import { useChipSize } from "./chipSize.ts";
import { cancelJob, isUnderWay, useJobs } from "./jobs.ts";
import { reportTrouble } from "./notice.ts";

/** Looks at files and folders; what is ready is indexed at once, what raises a question waits for its answer. */
export async function examine(paths: readonly string[]): Promise<void> {
  await follow((api) => api.examine({ paths }));
}

/** Gives an answer to these scenes; those that are ready with it are indexed. */
export async function answer(cards: readonly IntakeCard[], choices: SceneChoices): Promise<void> {
  await lookAgain(cards, async (ids) => {
    const seen = await follow((api) => api.answerQuestion({ ids, choices }));
    // An engine that was started again knows nothing of them any more.
    const paths = cards.map(({ report }) => report.file);
    if (seen === 0) await follow((api) => api.examine({ paths, choices }));
  });
}

/** Indexes ready scenes that no job has taken up, because the engine was away. */
export async function indexNow(cards: readonly IntakeCard[]): Promise<void> {
  await startIngest(cards).catch(reportTrouble);
}

/** Looks at files again that were changed meanwhile. */
export async function checkAgain(cards: readonly IntakeCard[]): Promise<void> {
  await lookAgain(cards, () => examine(cards.map(({ report }) => report.file)));
}

/**
 * Takes a remembered answer back: it is forgotten, and scenes that were not indexed with it yet are asked about again.
 * Their jobs start anew with the others.
 */
export async function askAgain(productType: string, unfinished: readonly IntakeCard[]): Promise<void> {
  const { jobs } = useJobs.getState();
  const stopped = new Set(
    jobs
      .filter((job) => isUnderWay(job) && unfinished.some(({ jobId }) => jobId === job.id))
      .map(({ id }) => id),
  );
  try {
    await ask((api) => api.forgetAnswer({ productType }));
    await Promise.all([...stopped].map(cancelJob));
    const taken = new Set(unfinished.map(({ id }) => id));
    await startIngest(
      useCards
        .getState()
        .cards.filter(({ id, jobId }) => jobId !== null && stopped.has(jobId) && !taken.has(id)),
    );
  } catch (error) {
    return reportTrouble(error);
  }
  await checkAgain(unfinished);
}

/** Ready scenes are not kept waiting for the others: the first few start at once, and each job is larger than the one before. */
export function isTimeToStart(readyCount: number, startedCount: number): boolean {
  return readyCount >= Math.max(4, 2 * startedCount);
}

/** Answers how many scenes were seen. */
async function follow(call: (api: EngineApi) => Promise<AsyncIterable<ExamineEvent>>): Promise<number> {
  let ready: IntakeCard[] = [];
  let [found, seen, started] = [0, 0, 0];
  const start = async () => {
    started += ready.length;
    const batch = ready;
    ready = [];
    await startIngest(batch);
  };
  const saw = () => {
    seen++;
    useCards.setState((state) => ({ seen: state.seen + 1 }));
  };
  try {
    for await (const event of await ask(call)) {
      if (event.kind === "found") {
        found = event.count;
        useCards.setState((state) => ({ found: state.found + event.count }));
        continue;
      }
      saw();
      if (event.kind === "passed-over") {
        useCards.setState(({ passedOver }) => ({ passedOver: passedOver + 1 }));
        continue;
      }
      const { id, report, isRemembered } = event;
      const card = putCard({ id, report, isRemembered });
      if (report.status === "ready") ready.push(card);
      if (isTimeToStart(ready.length, started)) await start();
    }
    await start();
  } catch (error) {
    reportTrouble(error);
  } finally {
    useCards.setState((state) => ({ found: state.found - found, seen: state.seen - seen }));
  }
  return seen;
}

async function startIngest(cards: readonly IntakeCard[]): Promise<void> {
  if (cards.length === 0) return;
  const { chipPixels } = useChipSize.getState();
  const said = cards.filter(({ report }) => Object.keys(report.choices).length > 0);
  const jobId = await ask((api) =>
    api.startIngest({
      paths: cards.map(({ report }) => report.file),
      choices: Object.fromEntries(said.map(({ report }) => [report.file, report.choices])),
      ...(chipPixels === null ? {} : { chipPixels }),
    }),
  );
  markStarted(
    cards.map(({ id }) => id),
    jobId,
  );
}

async function lookAgain(
  cards: readonly IntakeCard[],
  look: (ids: readonly IntakeId[]) => Promise<void>,
): Promise<void> {
  const ids = cards.map(({ id }) => id);
  markLooking(ids, true);
  await look(ids);
  markLooking(ids, false);
}
