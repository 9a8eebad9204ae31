import { intakePreview } from "../engine/pictures.ts";
import { LocatorMap } from "../map/LocatorMap.tsx";
import type { IntakeCard } from "../state/cards.ts";
import { Thumb } from "../ui/Thumb.tsx";

/** What the scene looks like, and where in the world it lies. */
export function CardPicture({ card: { id, report } }: { readonly card: IntakeCard }) {
  return (
    <div className="card-picture" data-status={report.status}>
      {report.width > 0 ? (
        <Thumb src={intakePreview(id, 132)} instead="No picture" />
      ) : (
        <span className="thumb">
          <span className="instead dense t3">No picture</span>
        </span>
      )}
      <LocatorMap bounds={report.bounds} />
    </div>
  );
}
