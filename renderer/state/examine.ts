import type { IntakeId, JobId } from "../../models/vocabulary/ids.ts";
import type { CallOptions, EngineApi } from "../../native/contract/engineApi.ts";
import type { ExaminedScene, ExamineEvent } from "../../native/contract/examine.ts";
import type { SceneChoices } from "../../native/contract/intake.ts";
import { ask } from "../engine/engine.ts";
import { type IntakeCard, markLooking, markStarted, putCards, useCards } from "./cards.ts";
import { useChipSize } from "./chipSize.ts";
import { cancelJob, isUnderWay, useJobs } from "./jobs.ts";
import { reportTrouble } from "./notice.ts";

/** Looks at files and folders; what is ready is indexed at once, what raises a question waits for its answer. */
export async function examine(paths: readonly string[]): Promise<void> {
  await follow((api, options) => api.examine({ paths }, options));
}

/** Files that were not looked at yet are left alone; what was found out stays. */
export function stopLooking(): void {
  for (const controller of underWay) controller.abort();
}

const underWay = new Set<AbortController>();

/** Gives an answer to these scenes; those that are ready with it are indexed. */
export async function answer(cards: readonly IntakeCard[], choices: SceneChoices): Promise<void> {
  await lookAgain(cards, async (ids) => {
    const seen = await follow((api, options) => api.answerQuestion({ ids, choices }, options));
    // An engine that was started again knows nothing of them any more.
    const paths = cards.map(({ report }) => report.file);
    if (seen === 0) await follow((api, options) => api.examine({ paths, choices }, options));
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
export async function askAgain(
  productTypes: readonly string[],
  unfinished: readonly IntakeCard[],
): Promise<void> {
  const taken = new Set(unfinished.map(({ id }) => id));
  // What no job has taken up yet is not started any more; what is being handed over is waited for.
  markLooking([...taken], true);
  try {
    for (const productType of productTypes) await ask((api) => api.forgetAnswer({ productType }));
    await Promise.allSettled(handovers);
    const { cards } = useCards.getState();
    const stopped = new Set(
      cards.flatMap(({ id, jobId }) => (taken.has(id) && isOpen(jobId) ? [jobId] : [])),
    );
    await Promise.all([...stopped].map(cancelJob));
    await startIngest(cards.filter(({ id, jobId }) => isOpen(jobId) && stopped.has(jobId) && !taken.has(id)));
  } catch (error) {
    return reportTrouble(error);
  } finally {
    markLooking([...taken], false);
  }
  await checkAgain(unfinished);
}

/** True of a job that may still index something; one that was just started may not be listed yet. */
function isOpen(jobId: JobId | null): jobId is JobId {
  const job = useJobs.getState().jobs.find(({ id }) => id === jobId);
  return jobId !== null && (job === undefined || isUnderWay(job));
}

/** Ready scenes are not kept waiting for the others: the first few start at once, and each job is larger than the one before. */
export function isTimeToStart(readyCount: number, startedCount: number): boolean {
  return readyCount >= Math.max(4, 2 * startedCount);
}

/** Often enough to look alive; one by one, hundreds of scenes would be drawn hundreds of times. */
const showEveryMilliseconds = 120;

/** Answers how many scenes were seen. */
async function follow(
  call: (api: EngineApi, options: CallOptions) => Promise<AsyncIterable<ExamineEvent>>,
): Promise<number> {
  const controller = new AbortController();
  underWay.add(controller);
  let arrived: ExaminedScene[] = [];
  let [found, seen, shown, passedOver, started] = [0, 0, 0, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ready: ExaminedScene[] = [];
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    putCards(arrived, seen - shown, passedOver);
    [arrived, shown, passedOver] = [[], seen, 0];
  };
  const start = async () => {
    const batch = ready.splice(0);
    started += batch.length;
    show();
    await startIngest(batch);
  };
  try {
    for await (const event of await ask((api) => call(api, { signal: controller.signal }))) {
      if (event.kind === "found") {
        found = event.count;
        useCards.setState((state) => ({ found: state.found + event.count }));
        continue;
      }
      seen++;
      timer ??= setTimeout(show, showEveryMilliseconds);
      if (event.kind === "passed-over") {
        passedOver++;
        continue;
      }
      const { id, report, rememberedAs } = event;
      arrived.push({ id, report, rememberedAs });
      if (report.status === "ready") ready.push({ id, report, rememberedAs });
      if (isTimeToStart(ready.length, started)) await start();
    }
    await start();
  } catch (error) {
    show();
    if (!controller.signal.aborted) reportTrouble(error);
  } finally {
    underWay.delete(controller);
    useCards.setState((state) => ({ found: state.found - found, seen: state.seen - seen }));
  }
  return seen;
}

const handovers = new Set<Promise<JobId>>();

async function startIngest(scenes: readonly ExaminedScene[]): Promise<void> {
  const wanted = new Set(scenes.map(({ id }) => id));
  const cards = useCards.getState().cards.filter(({ id, isLooking }) => wanted.has(id) && !isLooking);
  if (cards.length === 0) return;
  const { chipPixels } = useChipSize.getState();
  const said = cards.filter(({ report }) => Object.keys(report.choices).length > 0);
  const handover = ask((api) =>
    api.startIngest({
      paths: cards.map(({ report }) => report.file),
      choices: Object.fromEntries(said.map(({ report }) => [report.file, report.choices])),
      ...(chipPixels === null ? {} : { chipPixels }),
    }),
  ).then((jobId) => {
    markStarted(
      cards.map(({ id }) => id),
      jobId,
    );
    return jobId;
  });
  handovers.add(handover);
  await handover.finally(() => handovers.delete(handover));
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
