import type { EngineFailure } from "../../native/contract/failures.ts";
import type { IntakeCard } from "../state/cards.ts";
import { answer, checkAgain } from "../state/examine.ts";
import { Button } from "../ui/Button.tsx";
import { EvidenceList } from "../ui/EvidenceList.tsx";
import { splitReason } from "../ui/reasonWords.ts";
import { evidenceOf } from "./evidence.ts";

/** What the window offers where the engine's sentence speaks of the command line. */
const remedies: Partial<Record<EngineFailure["kind"], string>> = {
  "not-imagery": "Leave it out, or say that it is imagery: its bands are then taken as they are.",
  "sensor-mismatch": "Check again and choose another sensor.",
};

/** What is wrong with a file, how that is known, and what to do. */
export function RefusedBox({ card, reason }: { readonly card: IntakeCard; readonly reason: string }) {
  const { file, failureKind } = card.report;
  const { wrong, remedy } = splitReason(reason, file, /\.SAFE$/i.test(file) ? "This folder" : "This file");
  const advice = (failureKind && remedies[failureKind]) ?? remedy;
  return (
    <div>
      <h3>{wrong}</h3>
      <EvidenceList {...evidenceOf(card.report)} />
      {advice && <p className="remedy dense t2">{advice}</p>}
      <div className="row acts">
        <Button onClick={() => void checkAgain([card])} disabled={card.isLooking}>
          Check again
        </Button>
        {failureKind === "not-imagery" && (
          <Button onClick={() => void answer([card], { sensorId: "generic" })} disabled={card.isLooking}>
            It is imagery
          </Button>
        )}
      </div>
    </div>
  );
}
