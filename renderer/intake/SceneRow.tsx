import { memo } from "react";
import { shallow } from "zustand/shallow";
import type { IntakeCard } from "../state/cards.ts";
import { plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { splitReason } from "../ui/reasonWords.ts";
import { momentWords } from "../ui/sceneWords.ts";
import { StageLine } from "./StageLine.tsx";
import { StageTag } from "./StageTag.tsx";
import type { Stage } from "./stage.ts";
import { sceneName } from "./words.ts";

interface SceneRowProps {
  readonly card: IntakeCard;
  readonly stage: Stage;
  readonly onOpen: (file: string) => void;
}

/** A dropped scene in one line, so that hundreds can be scanned; its button opens the card. */
export const SceneRow = memo(
  function SceneRow({ card, stage, onOpen }: SceneRowProps) {
    const { report } = card;
    const details =
      stage.kind === "refused"
        ? splitReason(stage.reason, report.file).wrong
        : report.status === "question"
          ? (report.question?.title ?? "")
          : [report.sensor?.title, report.plan && plural(report.plan.chipCount, "chip")]
              .filter(Boolean)
              .join(", ");
    return (
      <div className="intake-row" data-card={stage.kind}>
        <button type="button" aria-expanded={false} onClick={() => onOpen(report.file)}>
          <Icon name="chevron" size={14} />
          <StageTag stage={stage} />
          <b className="ell" title={report.file}>
            {sceneName(report)}
          </b>
          <span className="n t2 nw">{report.acquiredAt === null ? "" : momentWords(report.acquiredAt)}</span>
          <span className="t3 ell n" title={details}>
            {details}
          </span>
        </button>
        <StageLine card={card} stage={stage} othersGoOn={false} />
      </div>
    );
  },
  (before, after) =>
    before.card === after.card && before.onOpen === after.onOpen && shallow(before.stage, after.stage),
);
