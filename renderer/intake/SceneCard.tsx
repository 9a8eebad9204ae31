import type { KeyboardEvent, ReactNode } from "react";
import type { IntakeCard } from "../state/cards.ts";
import { dismissCards } from "../state/cards.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { BandTable } from "./BandTable.tsx";
import { CardFacts } from "./CardFacts.tsx";
import { CardMenu } from "./CardMenu.tsx";
import { CardPicture } from "./CardPicture.tsx";
import { StageLine } from "./StageLine.tsx";
import { StageTag } from "./StageTag.tsx";
import type { Stage } from "./stage.ts";
import { sceneName, sizeWords } from "./words.ts";

interface SceneCardProps {
  readonly cards: readonly [IntakeCard, ...IntakeCard[]];
  readonly stage: Stage;
  readonly othersGoOn: boolean;
  /** Puts the card back into a row; null where it has none. */
  readonly onFold: (() => void) | null;
  readonly onKey?: (event: KeyboardEvent) => void;
  readonly keys?: string;
  /** Evidence, and the question where there is one. */
  readonly children: ReactNode;
}

/** One dropped scene in full: picture and place, facts, bands, evidence. */
export function SceneCard({ cards, stage, othersGoOn, onFold, onKey, keys, children }: SceneCardProps) {
  const [card] = cards;
  const { report } = card;
  // Of a file that could not be opened there is nothing to show but why.
  const isOpened = report.width > 0;
  const titleId = `card-${card.id}`;
  return (
    <article
      className={`card intake-card is-${stage.kind}`}
      aria-labelledby={titleId}
      aria-keyshortcuts={keys}
      data-card={stage.kind}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows walk the cards, and number keys answer one
      tabIndex={0}
      onKeyDown={onKey}
    >
      <header className="card-head">
        <StageTag stage={stage} />
        <h2 id={titleId} className="ell" title={report.files.join("\n")}>
          {sceneName(report)}
        </h2>
        <span className="dense t3 n ell">{sizeWords(report)}</span>
        <span className="sp" />
        <StageLine card={card} stage={stage} othersGoOn={othersGoOn} />
        <CardMenu cards={cards} />
        {stage.kind === "refused" && (
          <IconButton
            icon="close"
            label={`Leave out ${sceneName(report)}`}
            onClick={() => dismissCards([card.id])}
            side="left"
          />
        )}
        {onFold && <IconButton icon="minus" label="Fold" onClick={onFold} side="left" />}
      </header>
      <div className={isOpened ? "card-body" : "card-body bare"}>
        {isOpened && <CardPicture card={card} />}
        {isOpened && <CardFacts report={report} />}
        {isOpened && <BandTable report={report} />}
        {children}
      </div>
    </article>
  );
}
