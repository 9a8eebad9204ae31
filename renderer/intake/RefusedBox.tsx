import type { IntakeCard } from "../state/cards.ts";
import { checkAgain } from "../state/examine.ts";
import { Button } from "../ui/Button.tsx";
import { EvidenceList } from "../ui/EvidenceList.tsx";
import { evidenceOf, splitReason } from "./evidence.ts";

/** What is wrong with a file, how that is known, and what to do. */
export function RefusedBox({ card, reason }: { readonly card: IntakeCard; readonly reason: string }) {
  const { wrong, remedy } = splitReason(reason, card.report.file);
  return (
    <div>
      <h3>{wrong}</h3>
      <EvidenceList findings={evidenceOf(card.report)} label="Evidence" />
      {remedy && <p className="remedy dense t2">{remedy}</p>}
      <Button onClick={() => void checkAgain([card])} disabled={card.isLooking}>
        Check again
      </Button>
    </div>
  );
}
