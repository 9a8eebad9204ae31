import type { IntakeCard } from "../state/cards.ts";
import type { Stage } from "./stage.ts";

/** A dropped scene and how far it is. */
export interface StagedCard {
  readonly card: IntakeCard;
  readonly stage: Stage;
}

/** Scenes that one answer settles; the first of them is shown. */
export type QuestionGroup = readonly [StagedCard, ...StagedCard[]];

export interface CardOrder {
  readonly questions: readonly QuestionGroup[];
  readonly refused: readonly StagedCard[];
  readonly ready: readonly StagedCard[];
}

/** Questions first, then refused, then ready; like questions become one. */
export function orderCards(cards: readonly StagedCard[]): CardOrder {
  const groups = new Map<string, [StagedCard, ...StagedCard[]]>();
  const refused: StagedCard[] = [];
  const ready: StagedCard[] = [];
  for (const staged of cards) {
    if (staged.card.report.status === "question") {
      const key = likenessOf(staged.card);
      const group = groups.get(key);
      if (group) group.push(staged);
      else groups.set(key, [staged]);
    } else if (staged.stage.kind === "refused") refused.push(staged);
    else ready.push(staged);
  }
  return { questions: [...groups.values()], refused, ready };
}

/** Files of one product type that ask the same; a file of unknown type is like no other. */
function likenessOf({ id, report: { productType, question, reason } }: IntakeCard): string {
  return productType === null
    ? id
    : JSON.stringify([productType, question?.kind ?? reason, question?.options]);
}

/** What is still to be done for the scenes that can be used; null where nobody knows. */
export interface Totals {
  readonly ready: number;
  /** Answers to give: like questions count once. */
  readonly question: number;
  readonly refused: number;
  readonly chips: number | null;
  readonly seconds: number | null;
  readonly bytes: number | null;
}

export function totalsOf({ questions, refused, ready }: CardOrder): Totals {
  const open = questions.flat();
  const plans = [...open, ...ready].flatMap(({ card, stage }) => {
    const left = shareLeft(stage);
    const { plan } = card.report;
    return plan === null || left === 0 ? [] : [{ ...plan, left }];
  });
  const sum = (pick: (plan: (typeof plans)[number]) => number | null) =>
    plans.reduce<number | null>((total, plan) => {
      const value = pick(plan);
      return total === null || value === null ? null : total + value * plan.left;
    }, 0);
  const isKnown = plans.length > 0;
  return {
    ready: ready.length,
    question: questions.length,
    refused: refused.length,
    chips: isKnown ? sum(({ chipCount }) => chipCount) : null,
    seconds: isKnown ? sum(({ seconds }) => seconds) : null,
    bytes: isKnown ? sum(({ bytes }) => bytes) : null,
  };
}

function shareLeft(stage: Stage): number {
  if (stage.kind === "done") return 0;
  return stage.kind === "indexing" ? 1 - stage.chipsDone / Math.max(1, stage.chipsTotal) : 1;
}

/** For people who hear the page: "2 ready, 1 question". */
export function announceTotals({ ready, question, refused }: Totals): string {
  const parts = [
    ready > 0 ? `${ready} ready` : "",
    question > 0 ? `${question} ${question === 1 ? "question" : "questions"}` : "",
    refused > 0 ? `${refused} refused` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
