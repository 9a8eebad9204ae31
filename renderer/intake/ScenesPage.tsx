import { useMemo } from "react";
import { useCards } from "../state/cards.ts";
import { useIntake } from "../state/intake.ts";
import { useJobs } from "../state/jobs.ts";
import { useScenes } from "../state/scenes.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { count, plural } from "../ui/format.ts";
import { RefusedList } from "../ui/RefusedList.tsx";
import { AddScenes } from "./AddScenes.tsx";
import { IntakeCards } from "./IntakeCards.tsx";
import { IntakeHead } from "./IntakeHead.tsx";
import { orderCards, totalsOf } from "./order.ts";
import { SceneTable } from "./SceneTable.tsx";
import { stageOf } from "./stage.ts";
import "./intake.css";

/** What was dropped, then everything that is in the project, then what was not taken into it. */
export function ScenesPage() {
  const { scenes, isLoaded } = useScenes();
  const isCopying = useIntake((state) => state.upload !== null);
  const chips = scenes.reduce((sum, scene) => sum + scene.chipCount, 0);
  const hasIntake = useCards(({ cards, found }) => cards.length > 0 || found > 0);
  const inProject = isLoaded ? `${plural(scenes.length, "scene")}, ${count(chips)} chips` : "";
  return (
    <div className="page scenes-page" data-area="page" tabIndex={-1}>
      {hasIntake ? (
        <DroppedScenes />
      ) : (
        <header className="row page-head">
          <h1>Scenes</h1>
          <span className="t3 n">{inProject}</span>
          <span className="sp" />
          <AddScenes isPrimary />
        </header>
      )}
      {scenes.length > 0 && (
        <section aria-label="In the project">
          {hasIntake && (
            <h2>
              In the project <span className="t3 n">{inProject}</span>
            </h2>
          )}
          <SceneTable scenes={scenes} />
        </section>
      )}
      {isLoaded && scenes.length === 0 && !hasIntake && !isCopying && (
        <EmptyState
          icon="layers"
          title="No scenes yet"
          sentence="Drop GeoTIFFs anywhere on this window, or add them here."
        />
      )}
      <NotTaken />
    </div>
  );
}

function DroppedScenes() {
  const { cards, found } = useCards();
  const jobs = useJobs((state) => state.jobs);
  const scenes = useScenes((state) => state.scenes);
  const order = useMemo(() => {
    const sources = {
      jobs: new Map(jobs.map((job) => [job.id, job])),
      scenes: new Map(scenes.map((scene) => [scene.file, scene])),
      isExamining: found > 0,
    };
    return orderCards(cards.map((card) => ({ card, stage: stageOf(card, sources) })));
  }, [cards, jobs, scenes, found]);
  return (
    <>
      <IntakeHead sceneCount={cards.length} totals={totalsOf(order)} />
      <IntakeCards order={order} />
    </>
  );
}

/** What jobs did not take and no card speaks of. */
function NotTaken() {
  const cards = useCards((state) => state.cards);
  const onCards = new Set(cards.map(({ report }) => report.file));
  const refused = useJobs((state) => state.jobs)
    .flatMap((job) => job.refused)
    .filter(({ file }) => !onCards.has(file));
  if (refused.length === 0) return null;
  return (
    <section aria-label="Not taken">
      <h2>Not taken</h2>
      <RefusedList refused={refused} />
    </section>
  );
}
