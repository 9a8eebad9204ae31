import { intakePreview } from "../engine/pictures.ts";
import { LocatorMap } from "../map/LocatorMap.tsx";
import type { IntakeCard } from "../state/cards.ts";
import { Thumb } from "../ui/Thumb.tsx";

/** What the scene looks like, and where in the world it lies. */
export function CardPicture({ card: { id, report } }: { readonly card: IntakeCard }) {
  return (
    <div className="card-picture" data-status={report.status}>
      <Thumb src={intakePreview(id, 132)} instead="No picture" />
      <LocatorMap bounds={report.bounds} />
    </div>
  );
}
