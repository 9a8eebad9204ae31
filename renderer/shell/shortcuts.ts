import { setThreshold, useAnswer } from "../state/answer.ts";
import { candidates } from "../state/hits.ts";
import { chooseAndIndex } from "../state/intake.ts";
import { addExample, redoQuery, undoQuery } from "../state/query.ts";
import { useSelection } from "../state/selection.ts";
import { stepThreshold } from "../state/threshold.ts";
import { openRoom, togglePanel, toggleStrip, useView } from "../state/view.ts";
import { toggleWhere } from "../state/whereIn.ts";
import { moveToArea } from "./areas.ts";

/** A key of the whole window. `combo` is as `comboOf` writes it; `shown` is what people read. */
export interface Shortcut {
  readonly combo: string;
  readonly shown: string;
  readonly words: string;
  readonly run: () => void;
}

const moveThreshold = (step: "more" | "fewer") => {
  const { answer, threshold, isThinned } = useAnswer.getState();
  if (answer) setThreshold(stepThreshold(candidates(answer, isThinned), threshold, step));
};

const addSelected = (how: "like" | "unlike") => {
  const { chipId } = useSelection.getState();
  if (chipId) addExample({ kind: "chip", chipId }, how);
};

/** Keys that work anywhere; single letters and signs only while no field has the focus. */
export const shortcuts: readonly Shortcut[] = [
  {
    combo: "ctrl+k",
    shown: "Ctrl K",
    words: "Command field",
    run: () => useView.setState({ isCommandOpen: true }),
  },
  { combo: "ctrl+o", shown: "Ctrl O", words: "Add scenes", run: () => void chooseAndIndex("files") },
  { combo: "ctrl+z", shown: "Ctrl Z", words: "Undo", run: undoQuery },
  { combo: "ctrl+shift+z", shown: "Ctrl Shift Z", words: "Redo", run: redoQuery },
  { combo: "alt+1", shown: "Alt 1", words: "Scenes", run: () => openRoom("scenes") },
  { combo: "alt+2", shown: "Alt 2", words: "Search", run: () => openRoom("search") },
  { combo: "ctrl+shift+j", shown: "Ctrl Shift J", words: "Jobs", run: () => openRoom("jobs") },
  { combo: "ctrl+,", shown: "Ctrl ,", words: "Settings", run: () => openRoom("settings") },
  { combo: "ctrl+b", shown: "Ctrl B", words: "Show or hide the panel", run: togglePanel },
  { combo: "ctrl+j", shown: "Ctrl J", words: "Show or hide the strip", run: toggleStrip },
  { combo: "f6", shown: "F6", words: "Next area", run: () => moveToArea(1) },
  { combo: "shift+f6", shown: "Shift F6", words: "Area before", run: () => moveToArea(-1) },
  { combo: ",", shown: ",", words: "Threshold down by one hit", run: () => moveThreshold("more") },
  { combo: ".", shown: ".", words: "Threshold up by one hit", run: () => moveThreshold("fewer") },
  { combo: "p", shown: "P", words: "Add the selected hit as like this", run: () => addSelected("like") },
  { combo: "m", shown: "M", words: "Add the selected hit as unlike", run: () => addSelected("unlike") },
  { combo: "w", shown: "W", words: "Where in the selected hit it looks like the query", run: toggleWhere },
  {
    combo: "g",
    shown: "G",
    words: "Chip grid",
    run: () => useView.setState(({ isGridShown }) => ({ isGridShown: !isGridShown })),
  },
  { combo: "?", shown: "?", words: "This list", run: () => useView.setState({ isHelpOpen: true }) },
];

/** Keys and clicks that belong to one area; listed, but acted on where they belong. */
export const areaKeys: readonly (readonly [shown: string, words: string])[] = [
  ["Click", "Search from a chip"],
  ["Shift click", "Add as like this"],
  ["Alt click", "Add as unlike"],
  ["Arrows", "On the map: walk chips; with Shift: pan"],
  ["Enter", "On the map: search from the focused chip"],
  ["+ −", "On the map: zoom"],
  ["← →", "In the strip: walk hits"],
  ["Enter ", "In the strip: search from the hit"],
  ["Esc", "Close what is open"],
];

/** How a key press is written in the list: `ctrl+shift+z`, `?`. Shift counts only where it does not make another sign. */
export function comboOf(press: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}): string {
  const key = press.key.toLowerCase();
  const isSign = key.length === 1 && key === press.key.toUpperCase();
  const parts = [
    press.ctrlKey || press.metaKey ? "ctrl" : "",
    press.altKey ? "alt" : "",
    press.shiftKey && !isSign ? "shift" : "",
  ];
  return [...parts.filter(Boolean), key].join("+");
}
