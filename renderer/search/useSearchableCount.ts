import { useScenes } from "../state/scenes.ts";

/** Chips that can be searched now, of all scenes; counted while indexing goes on. */
export function useSearchableCount(): number {
  return useScenes((state) => state.scenes.reduce((sum, scene) => sum + scene.chipCount, 0));
}
