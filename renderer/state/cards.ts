import { create } from "zustand";
import type { IntakeId, JobId } from "../../models/vocabulary/ids.ts";
import type { ExaminedScene } from "../../native/contract/examine.ts";
import { isUnderWay, useJobs } from "./jobs.ts";

/** A scene that was dropped: what was found out about it, and the job that takes it in. */
export interface IntakeCard extends ExaminedScene {
  readonly jobId: JobId | null;
  /** An answer or a second look is on its way. */
  readonly isLooking: boolean;
}

interface CardsState {
  /** In the order in which they were found; one for each file. */
  readonly cards: readonly IntakeCard[];
  /** Scenes to look at in all examinations under way, and how many of them were. */
  readonly found: number;
  readonly seen: number;
  /** Rasters of the folders that are no imagery. */
  readonly passedOver: number;
}

export const useCards = create<CardsState>()(() => ({ cards: [], found: 0, seen: 0, passedOver: 0 }));

/** Adds scenes, or what is newly known of them, and counts how many files were seen. */
export function putCards(scenes: readonly ExaminedScene[], seen: number, passedOver: number): void {
  useCards.setState((state) => {
    const byFile = new Map(state.cards.map((card) => [card.report.file, card]));
    for (const scene of scenes) byFile.set(scene.report.file, { ...scene, jobId: null, isLooking: false });
    return {
      cards: [...byFile.values()],
      seen: state.seen + seen,
      passedOver: state.passedOver + passedOver,
    };
  });
}

function change(ids: readonly IntakeId[], what: Partial<Pick<IntakeCard, "jobId" | "isLooking">>): void {
  const chosen = new Set(ids);
  useCards.setState(({ cards }) => ({
    cards: cards.map((card) => (chosen.has(card.id) ? { ...card, ...what } : card)),
  }));
}

export function markLooking(ids: readonly IntakeId[], isLooking: boolean): void {
  change(ids, { isLooking });
}

export function markStarted(ids: readonly IntakeId[], jobId: JobId): void {
  change(ids, { jobId });
}

/** Takes cards away; what is in the archive stays there. */
export function dismissCards(ids: readonly IntakeId[]): void {
  const gone = new Set(ids);
  useCards.setState(({ cards }) => ({ cards: cards.filter(({ id }) => !gone.has(id)) }));
}

/** Makes room for a new drop: scenes whose job is over need no card any more. */
export function dismissFinished(): void {
  const { jobs } = useJobs.getState();
  const over = new Set(jobs.filter((job) => !isUnderWay(job)).map(({ id }) => id));
  const isFinished = ({ jobId }: IntakeCard) => jobId !== null && over.has(jobId);
  useCards.setState(({ cards }) => ({
    cards: cards.filter((card) => !isFinished(card)),
    passedOver: 0,
  }));
}
