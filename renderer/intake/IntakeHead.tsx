import { useCards } from "../state/cards.ts";
import { stopLooking } from "../state/examine.ts";
import { count, plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { AddScenes } from "./AddScenes.tsx";
import { announceTotals, type Totals } from "./order.ts";
import { costWords } from "./words.ts";

/** How many scenes were dropped, what is to be done with them, and what that takes. */
export function IntakeHead({ sceneCount, totals }: { readonly sceneCount: number; readonly totals: Totals }) {
  const { found, seen, passedOver } = useCards();
  const isLooking = found > 0;
  const { ready, question, refused } = totals;
  return (
    <header className="row page-head">
      <h1 className="n">{plural(Math.max(sceneCount, found), "scene")} dropped</h1>
      {ready > 0 && (
        <span className="tag ok n">
          <Icon name="check" size={14} /> {count(ready)} ready
        </span>
      )}
      {question > 0 && (
        <span className="tag warn n">
          <Icon name="help" size={14} /> {plural(question, "question")}
        </span>
      )}
      {refused > 0 && (
        <span className="tag err n">
          <Icon name="refused" size={14} /> {count(refused)} refused
        </span>
      )}
      {passedOver > 0 && <span className="tag muted n">{plural(passedOver, "mask")} passed over</span>}
      <span className="unseen" role="status" aria-label="Dropped scenes">
        {isLooking ? "" : announceTotals(totals)}
      </span>
      <span className="sp" />
      {isLooking ? (
        <span className="stage row n">
          Looking at {count(Math.min(seen + 1, found))} of {count(found)}
          <progress className="progress" aria-label="Files looked at" max={found} value={seen} />
          <IconButton icon="close" tiny label="Stop looking; what was found stays" onClick={stopLooking} />
        </span>
      ) : (
        <span className="t2 n">{toComeWords(totals)}</span>
      )}
      <AddScenes isPrimary={false} />
    </header>
  );
}

function toComeWords({ chips, seconds, bytes }: Totals): string {
  if (chips === null || chips < 0.5) return "";
  return [`${plural(Math.round(chips), "chip")} to come`, costWords({ seconds, bytes })]
    .filter(Boolean)
    .join(", ");
}
