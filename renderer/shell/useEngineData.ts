import { useEffect, useRef } from "react";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { Job } from "../../native/contract/jobs.ts";
import { search } from "../state/answer.ts";
import { loadChips } from "../state/chips.ts";
import { useConnection } from "../state/connection.ts";
import { useFilters } from "../state/filters.ts";
import { currentJob, savedSoFar, useJobs, watchJobs } from "../state/jobs.ts";
import { loadProject } from "../state/project.ts";
import { useQuery } from "../state/query.ts";
import { activeScene, chooseScene, loadScenes, useScenes } from "../state/scenes.ts";
import { flyTo, useView } from "../state/view.ts";

const settleMilliseconds = 150;
const refreshMilliseconds = 1000;

/** Keeps what the window shows in step with the engine. Here, and in `useEncoderData`, one store's change loads another. */
export function useEngineData(): void {
  const openings = useConnection((state) => state.openings);
  const activeId = useScenes((state) => activeScene(state)?.id ?? null);
  const saved = useJobs((state) => savedSoFar(state.jobs));
  const queryRevision = useQuery((state) => state.revision);
  const filters = useFilters();

  useEffect(() => {
    if (openings > 0) void Promise.all([loadProject(), loadScenes(), watchJobs()]);
  }, [openings]);

  useEffect(() => void loadChips(activeId), [activeId]);

  useEffect(() => {
    if (queryRevision > 0) void search();
  }, [queryRevision]);

  // A dragged brush changes the filters with every move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: changed filters are what asks for the search
  useEffect(() => {
    const timer = setTimeout(search, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [filters]);

  useEffect(() => refreshSoon(saved), [saved]);
  useFirstLook();
}

let refreshedAt = 0;
let refreshTimer: ReturnType<typeof setTimeout> | undefined;

// Progress comes up to five times a second; asking for thousands of chips that often would be rude.
function refreshSoon(saved: string): void {
  if (saved === "") return;
  clearTimeout(refreshTimer);
  const wait = Math.max(0, refreshedAt + refreshMilliseconds - Date.now());
  refreshTimer = setTimeout(() => {
    refreshedAt = Date.now();
    void loadProject();
    void loadScenes().then(() => loadChips(activeScene(useScenes.getState())?.id ?? null));
  }, wait);
}

function sceneTitleOf(job: Job | null): string | null {
  return job?.progress.kind === "chips" ? job.progress.sceneTitle : null;
}

/** Goes to the shown scene while nobody has asked or chosen anything, and follows the scene being indexed in the jobs room. */
function useFirstLook(): void {
  const hasScenes = useScenes((state) => state.scenes.length > 0);
  const wasChosen = useScenes((state) => state.chosenId !== null);
  const activeId = useScenes((state) => activeScene(state)?.id ?? null);
  useEffect(() => {
    const scene = activeScene(useScenes.getState());
    const { like, unlike } = useQuery.getState().query;
    const isIdle = !wasChosen && like.length + unlike.length === 0;
    if (hasScenes && isIdle && activeId && scene) flyTo(scene.bounds);
  }, [hasScenes, wasChosen, activeId]);

  const lastFollowed = useRef<SceneId | null>(null);
  const isWatching = useView((state) => state.room === "jobs");
  const title = useJobs((state) => sceneTitleOf(currentJob(state.jobs)));
  const followed = useScenes((state) => state.scenes.find((scene) => scene.title === title)?.id ?? null);
  useEffect(() => {
    const scene = useScenes.getState().scenes.find(({ id }) => id === followed);
    if (isWatching && scene) {
      lastFollowed.current = scene.id;
      chooseScene(scene.id);
      flyTo(scene.bounds);
    } else if (lastFollowed.current !== null) {
      if (useScenes.getState().chosenId === lastFollowed.current) useScenes.setState({ chosenId: null });
      lastFollowed.current = null;
    }
  }, [isWatching, followed]);
}
