import { create } from "zustand";
import type { SceneId } from "../../models/vocabulary/ids.ts";
import type { ChipSummary } from "../../native/contract/scenes.ts";
import { ask } from "../engine/engine.ts";
import { reportTrouble } from "./notice.ts";

interface ChipsState {
  readonly sceneId: SceneId | null;
  readonly chips: readonly ChipSummary[];
}

/** The chips of the scene that the map shows. */
export const useChips = create<ChipsState>()(() => ({ sceneId: null, chips: [] }));

let newest: AbortController | null = null;

/** Loads a scene's chips; an older call that is still on its way is taken back. */
export async function loadChips(sceneId: SceneId | null): Promise<void> {
  newest?.abort();
  if (sceneId === null) return useChips.setState({ sceneId: null, chips: [] });
  if (useChips.getState().sceneId !== sceneId) useChips.setState({ sceneId, chips: [] });
  const controller = new AbortController();
  newest = controller;
  try {
    const chips = await ask((api) => api.chips({ sceneId }, { signal: controller.signal }));
    if (!controller.signal.aborted) useChips.setState({ sceneId, chips });
  } catch (error) {
    if (!controller.signal.aborted) reportTrouble(error);
  }
}
