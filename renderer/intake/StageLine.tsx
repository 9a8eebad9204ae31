import type { IntakeCard } from "../state/cards.ts";
import { indexNow } from "../state/examine.ts";
import { resumeJob } from "../state/jobs.ts";
import { showScene } from "../state/showScene.ts";
import { Button } from "../ui/Button.tsx";
import { count, plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import type { Stage } from "./stage.ts";

interface StageLineProps {
  readonly card: IntakeCard;
  readonly stage: Stage;
  /** Other scenes need no answer and go on. */
  readonly othersGoOn: boolean;
}

/** At the right of a card's head: how far it is, and the one thing to do next. */
export function StageLine({ card, stage, othersGoOn }: StageLineProps) {
  switch (stage.kind) {
    case "question":
      return (
        <span className="stage">
          {othersGoOn ? "Waits for your answer; the others go on" : "Waits for your answer"}
        </span>
      );
    case "refused":
      return null;
    case "looking":
      return <span className="stage">Looking at it again</span>;
    case "waiting":
      return <span className="stage">Waits to be indexed</span>;
    case "unstarted":
      return (
        <Button size="small" onClick={() => void indexNow([card])}>
          Index it
        </Button>
      );
    case "indexing":
      return (
        <span className="stage row n">
          <span className="acc">
            <Icon name="activity" size={14} />
          </span>
          {stage.chipsTotal > 0
            ? `Indexing, ${count(stage.chipsDone)} of ${count(stage.chipsTotal)} chips`
            : "Indexing"}
          <progress
            className="progress"
            aria-label="Chips of this scene"
            max={Math.max(1, stage.chipsTotal)}
            value={stage.chipsDone}
          />
        </span>
      );
    case "stopped":
      return (
        <span className="stage row">
          Stopped; what is saved stays
          <Button size="small" icon="play" onClick={() => void resumeJob(stage.jobId)}>
            Go on
          </Button>
        </span>
      );
    case "done":
      return (
        <span className="stage row n">
          {stage.sceneId === null ? "Indexed" : `${plural(stage.chipCount, "chip")} indexed`}
          {stage.sceneId !== null && <ShowOnMap sceneId={stage.sceneId} />}
        </span>
      );
  }
}

function ShowOnMap({ sceneId }: { readonly sceneId: NonNullable<(Stage & { kind: "done" })["sceneId"]> }) {
  return (
    <Button size="small" onClick={() => showScene(sceneId)}>
      Show on map
    </Button>
  );
}
