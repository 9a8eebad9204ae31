import { Menu } from "@mantine/core";
import type { SceneSummary } from "../../native/contract/scenes.ts";
import { activeScene, chooseScene, useScenes } from "../state/scenes.ts";
import { flyTo } from "../state/view.ts";
import { day, plural } from "../ui/format.ts";
import { Icon } from "../ui/Icon.tsx";
import { coveredFraction } from "./drawnScenes.ts";

/** Which date, or which scene, the map shows. */
export function ScenePicker() {
  const scenes = useScenes((state) => state.scenes);
  const active = useScenes(activeScene);
  if (!active) return null;
  const here = scenes.filter((scene) => coveredFraction(active.bounds, scene.bounds) > 0);
  const elsewhere = scenes.filter((scene) => !here.includes(scene));
  return (
    <Menu
      position="bottom-start"
      offset={4}
      classNames={{ dropdown: "menu", item: "menu-item", label: "menu-label" }}
    >
      <Menu.Target>
        <button
          type="button"
          className="scene-picker float row n"
          aria-label={`Scene shown: ${day(active.acquiredAt)}, ${active.title}`}
        >
          <b className="dense">{day(active.acquiredAt)}</b>
          <span className="dense t3 ell">{active.sensorTitle}</span>
          <Icon name="chevron" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{plural(here.length, "date")} of this place</Menu.Label>
        {here.map((scene) => item(scene, active))}
        {elsewhere.length > 0 && <Menu.Label>Elsewhere</Menu.Label>}
        {elsewhere.map((scene) => item(scene, active))}
      </Menu.Dropdown>
    </Menu>
  );
}

function item(scene: SceneSummary, active: SceneSummary) {
  const isActive = scene.id === active.id;
  const choose = () => {
    chooseScene(scene.id);
    if (coveredFraction(active.bounds, scene.bounds) < 0.5) flyTo(scene.bounds);
  };
  return (
    <Menu.Item key={scene.id} onClick={choose} className={isActive ? "on" : ""} aria-current={isActive}>
      <span className="row">
        <b className="n">{day(scene.acquiredAt)}</b>
        <span className="t3 ell">{scene.title}</span>
        {!scene.isComplete && <span className="t3">indexing</span>}
      </span>
    </Menu.Item>
  );
}
