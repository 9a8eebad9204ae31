import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { chooseAndIndex, chooseWeights, openDemo } from "../state/intake.ts";
import { useScenes } from "../state/scenes.ts";
import { showScene } from "../state/showScene.ts";
import { flyTo, openRoom, openSettings, useView } from "../state/view.ts";
import { day } from "../ui/format.ts";
import { around, type Command, matchCommands, parsePlace } from "./commands.ts";

/** What the command field offers for a text: a typed place first, then commands, then scenes. */
export function useCommands(text: string): readonly Command[] {
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme("light");
  const scenes = useScenes((state) => state.scenes);
  const other = scheme === "dark" ? "light" : "dark";
  const place = parsePlace(text);
  const fixed: readonly Command[] = [
    { id: "add", title: "Add scenes", keys: "Ctrl O", run: () => void chooseAndIndex("files") },
    { id: "folder", title: "Add a folder", run: () => void chooseAndIndex("folder") },
    { id: "demo", title: "Open the demo project", run: () => void openDemo() },
    { id: "weights", title: "Import weights", run: () => void chooseWeights() },
    { id: "encoders", title: "Encoders and devices", run: () => openSettings("encoders") },
    { id: "theme", title: `Switch to ${other} theme`, run: () => setColorScheme(other) },
    {
      id: "help",
      title: "Show keyboard shortcuts",
      keys: "?",
      run: () => useView.setState({ isHelpOpen: true }),
    },
  ];
  const toScenes = scenes.map(
    (scene): Command => ({
      id: scene.id,
      title: `Go to scene ${scene.title}`,
      detail: day(scene.acquiredAt),
      run: () => showScene(scene.id),
    }),
  );
  if (place) {
    const [longitude, latitude] = place;
    const run = () => {
      flyTo(around(place));
      openRoom("search");
    };
    return [{ id: "place", title: `Fly to ${longitude}, ${latitude}`, detail: "longitude, latitude", run }];
  }
  return matchCommands(text, [...fixed, ...toScenes]).slice(0, 12);
}
