import { useJobs } from "../state/jobs.ts";
import { useScenes } from "../state/scenes.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { count, plural } from "../ui/format.ts";
import { RefusedList } from "../ui/RefusedList.tsx";
import { AddScenes } from "./AddScenes.tsx";
import { SceneTable } from "./SceneTable.tsx";
import "./intake.css";

/** Everything that is in the project, and what was not taken into it. */
export function ScenesPage() {
  const { scenes, isLoaded } = useScenes();
  const refused = useJobs((state) => state.jobs).flatMap((job) => job.refused);
  const chips = scenes.reduce((sum, scene) => sum + scene.chipCount, 0);
  return (
    <div className="page">
      <header className="row page-head">
        <h1>Scenes</h1>
        <span className="t3 n">{isLoaded && `${plural(scenes.length, "scene")}, ${count(chips)} chips`}</span>
        <span className="sp" />
        <AddScenes />
      </header>
      {scenes.length > 0 && <SceneTable scenes={scenes} />}
      {isLoaded && scenes.length === 0 && (
        <EmptyState
          icon="layers"
          title="No scenes yet"
          sentence="Drop GeoTIFFs anywhere on this window, or add them here."
        />
      )}
      {refused.length > 0 && (
        <section aria-label="Not taken">
          <h2>Not taken</h2>
          <RefusedList refused={refused} />
        </section>
      )}
    </div>
  );
}
