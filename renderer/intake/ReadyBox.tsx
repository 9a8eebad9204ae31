import type { IntakeCard } from "../state/cards.ts";
import { askAgain } from "../state/examine.ts";
import { Button } from "../ui/Button.tsx";
import { EvidenceList } from "../ui/EvidenceList.tsx";
import { Icon } from "../ui/Icon.tsx";
import { choiceWords } from "../ui/sceneWords.ts";
import { evidenceOf } from "./evidence.ts";

interface ReadyBoxProps {
  readonly card: IntakeCard;
  /** Cards that took the same remembered answer and are not indexed yet. */
  readonly undoable: () => readonly IntakeCard[];
}

/** Why a scene is read as it is, and what the user said of it. */
export function ReadyBox({ card, undoable }: ReadyBoxProps) {
  const { report, rememberedAs } = card;
  const said = choiceWords(report.choices);
  const isRemembered = rememberedAs.length > 0;
  return (
    <div>
      <h3 className="trusts">Why Argil trusts it</h3>
      <EvidenceList {...evidenceOf(report)} />
      {said && (
        <p className="said row dense t2">
          <Icon name="pin" size={14} />
          <span>{isRemembered ? `Answered before for this kind of file: ${said}` : `You said: ${said}`}</span>
          {isRemembered && (
            <Button
              look="quiet"
              size="small"
              icon="undo"
              onClick={() => void askAgain(rememberedAs, undoable())}
            >
              Ask me again
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
