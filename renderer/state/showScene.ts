import type { SceneId } from "../../models/vocabulary/ids.ts";
import { chooseScene, useScenes } from "./scenes.ts";
import { flyTo, openRoom } from "./view.ts";

/** Goes to a scene of the project on the map. */
export function showScene(id: SceneId): void {
  const scene = useScenes.getState().scenes.find((one) => one.id === id);
  if (!scene) return;
  chooseScene(id);
  flyTo(scene.bounds);
  openRoom("search");
}
