import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { IntakeCard } from "../state/cards.ts";
import { moveAmongCards } from "./moveAmongCards.ts";
import type { CardOrder, QuestionGroup, StagedCard } from "./order.ts";
import { answerAll, QuestionBox } from "./QuestionBox.tsx";
import { ReadyBox } from "./ReadyBox.tsx";
import { RefusedBox } from "./RefusedBox.tsx";
import { SceneCard } from "./SceneCard.tsx";
import { SceneRow } from "./SceneRow.tsx";

/** So many cards of a kind are shown in full. Of more, each is a row that opens; of questions, those after the first. */
const fullCards = { question: 3, refused: 4, ready: 3 } as const;

/** Dropped scenes: questions, then refused, then ready. */
export function IntakeCards({ order }: { readonly order: CardOrder }) {
  const list = useRef<HTMLDivElement>(null);
  const { questions, refused, ready } = order;
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const turn = useCallback(
    (file: string) =>
      setTurned((before) => new Set(before.has(file) ? without(before, file) : [...before, file])),
    [],
  );
  useFocusAfterAnswer(list, questions.length);
  const othersGoOn = ready.some(({ stage }) => stage.kind !== "done");
  const isOpen = (file: string, isFew: boolean) => isFew !== turned.has(file);
  const undoable = (card: IntakeCard) => () => unfinishedLike(ready, card);

  const shown = ({ card, stage }: StagedCard, isFew: boolean) => {
    const { file } = card.report;
    if (!isOpen(file, isFew)) return <SceneRow key={file} card={card} stage={stage} onOpen={turn} />;
    return (
      <SceneCard
        key={file}
        cards={[card]}
        stage={stage}
        othersGoOn={othersGoOn}
        onFold={isFew ? null : () => turn(file)}
      >
        {stage.kind === "refused" ? (
          <RefusedBox card={card} reason={stage.reason} />
        ) : (
          <ReadyBox card={card} undoable={undoable(card)} />
        )}
      </SceneCard>
    );
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys only move the focus among the cards inside
    <div ref={list} className="intake-list" onKeyDown={(event) => moveAmongCards(event, list.current)}>
      {questions.map((group, place) => {
        const [{ card, stage }] = group;
        const { file } = card.report;
        const isFew = place < fullCards.question;
        if (!isOpen(file, isFew)) return <SceneRow key={file} card={card} stage={stage} onOpen={turn} />;
        return (
          <QuestionCard
            key={file}
            group={group}
            othersGoOn={othersGoOn}
            onFold={isFew ? null : () => turn(file)}
          />
        );
      })}
      {refused.map((staged) => shown(staged, refused.length <= fullCards.refused))}
      {ready.map((staged) => shown(staged, ready.length <= fullCards.ready))}
    </div>
  );
}

interface QuestionCardProps {
  readonly group: QuestionGroup;
  readonly othersGoOn: boolean;
  readonly onFold: (() => void) | null;
}

function QuestionCard({ group, othersGoOn, onFold }: QuestionCardProps) {
  const [{ card, stage }, ...others] = group;
  const options = card.report.question?.options ?? [];
  const onKey = (event: KeyboardEvent) => {
    const option = options[Number(event.key) - 1];
    const isTyped = event.target instanceof HTMLInputElement;
    if (!option || isTyped || card.isLooking || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    answerAll(group, option.choices);
  };
  return (
    <SceneCard
      cards={[card, ...others.map((staged) => staged.card)]}
      stage={stage}
      othersGoOn={othersGoOn}
      onFold={onFold}
      onKey={onKey}
      keys={options.map((_, place) => String(place + 1)).join(" ")}
    >
      <QuestionBox group={group} isLooking={card.isLooking} />
    </SceneCard>
  );
}

/** A card that was answered goes elsewhere, and with it the focus: the next question takes it. */
function useFocusAfterAnswer(list: { readonly current: HTMLElement | null }, questionCount: number): void {
  const before = useRef(questionCount);
  useEffect(() => {
    const isFewer = questionCount < before.current;
    before.current = questionCount;
    if (!isFewer || document.activeElement !== document.body) return;
    list.current?.querySelector<HTMLElement>("article")?.focus();
  }, [list, questionCount]);
}

/** Scenes that took the same answers from memory and are not indexed with them yet. */
function unfinishedLike(ready: readonly StagedCard[], like: IntakeCard): readonly IntakeCard[] {
  const types = new Set(like.rememberedAs);
  return ready
    .filter(({ card, stage }) => stage.kind !== "done" && card.rememberedAs.some((type) => types.has(type)))
    .map(({ card }) => card);
}

function without(files: ReadonlySet<string>, file: string): readonly string[] {
  return [...files].filter((one) => one !== file);
}
