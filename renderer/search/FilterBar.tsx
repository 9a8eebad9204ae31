import { Menu } from "@mantine/core";
import { setThinned, useAnswer } from "../state/answer.ts";
import { useFilters } from "../state/filters.ts";
import { useScenes } from "../state/scenes.ts";
import { useView } from "../state/view.ts";
import { Icon } from "../ui/Icon.tsx";
import { DateBrush } from "./DateBrush.tsx";

/** What is being looked at: dates, area, sensor. Applied inside every search. */
export function FilterBar() {
  const area = useFilters((state) => state.area);
  const mapBounds = useView((state) => state.mapBounds);
  return (
    <section className="filters" aria-label="Filters" data-area="filter">
      <DateBrush />
      <button
        type="button"
        className={`chip ${area ? "on" : ""}`}
        aria-pressed={area !== null}
        title="Search only in what the map shows now"
        onClick={() => useFilters.setState({ area: area ? null : mapBounds })}
      >
        <Icon name={area ? "check" : "area"} size={14} />
        In view
      </button>
      <SensorFilter />
      <span className="sp" />
      <ThinSwitch />
    </section>
  );
}

function ThinSwitch() {
  const isThinned = useAnswer((state) => state.isThinned);
  return (
    <button
      type="button"
      className={`chip ${isThinned ? "on" : ""}`}
      aria-pressed={isThinned}
      title="Show the best date of each place only"
      onClick={() => setThinned(!isThinned)}
    >
      {isThinned && <Icon name="check" size={12} />}
      One per place
    </button>
  );
}

function SensorFilter() {
  const scenes = useScenes((state) => state.scenes);
  const sensorId = useFilters((state) => state.sensorId);
  const titles = new Map(scenes.map((scene) => [scene.sensorId, scene.sensorTitle]));
  if (titles.size < 2) return null;
  const choose = (chosen: string | null) => useFilters.setState({ sensorId: chosen });
  return (
    <Menu position="bottom-start" offset={4} classNames={{ dropdown: "menu", item: "menu-item" }}>
      <Menu.Target>
        <button type="button" className={`chip ${sensorId ? "on" : ""}`}>
          Sensor <b>{sensorId ? titles.get(sensorId) : "any"}</b>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => choose(null)}>Any sensor</Menu.Item>
        {[...titles].map(([id, title]) => (
          <Menu.Item key={id} onClick={() => choose(id)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
