import { create } from "zustand";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { SceneSummary } from "../../native/contract/scenes.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";

interface ScenesState {
  readonly scenes: readonly SceneSummary[];
  readonly isLoaded: boolean;
  /** What the user chose; null follows the newest complete scene. */
  readonly chosenId: SceneId | null;
  readonly hiddenIds: ReadonlySet<SceneId>;
}

export const useScenes = create<ScenesState>()(() => ({
  scenes: [],
  isLoaded: false,
  chosenId: null,
  hiddenIds: new Set(),
}));

export async function loadScenes(): Promise<void> {
  try {
    const scenes = await ask((api) => api.scenes(undefined));
    useScenes.setState({ scenes: newestFirst(scenes), isLoaded: true });
  } catch (error) {
    reportTrouble(error);
  }
}

/** Makes a scene the one whose pixels and grid the map shows. */
export function chooseScene(chosenId: SceneId): void {
  useScenes.setState(({ hiddenIds }) => ({
    chosenId,
    hiddenIds: new Set([...hiddenIds].filter((id) => id !== chosenId)),
  }));
}

export function setSceneHidden(id: SceneId, isHidden: boolean): void {
  useScenes.setState(({ hiddenIds }) => {
    const others = [...hiddenIds].filter((hidden) => hidden !== id);
    return { hiddenIds: new Set(isHidden ? [...others, id] : others) };
  });
}

/** The chosen scene, or the newest complete one, or the newest. */
export function activeScene(state: Pick<ScenesState, "scenes" | "chosenId">): SceneSummary | null {
  const { scenes, chosenId } = state;
  return (
    scenes.find(({ id }) => id === chosenId) ?? scenes.find((scene) => scene.isComplete) ?? scenes[0] ?? null
  );
}

export function newestFirst(scenes: readonly SceneSummary[]): readonly SceneSummary[] {
  return scenes.toSorted(
    (a, b) => b.acquiredAt.localeCompare(a.acquiredAt) || a.title.localeCompare(b.title),
  );
}
