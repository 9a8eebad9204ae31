import type { SearchHit } from "../../native/contract/search.ts";
import { chooseScene } from "../state/scenes.ts";
import { selectChip } from "../state/selection.ts";
import { boundsOf, flyTo } from "../state/view.ts";

/** Selects a hit everywhere: its date is shown, and the map moves only if it must. */
export function selectHit(hit: SearchHit): void {
  selectChip(hit.chipId);
  chooseScene(hit.sceneId);
  flyTo(boundsOf(hit.footprint), true);
}
