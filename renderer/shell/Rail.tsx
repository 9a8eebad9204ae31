import { isUnderWay, useJobs } from "../state/jobs.ts";
import { openRoom, type Room, useView } from "../state/view.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.tsx";

interface Entry {
  readonly room: Room;
  readonly title: string;
  readonly icon: IconName;
}

const above: readonly Entry[] = [
  { room: "scenes", title: "Scenes", icon: "layers" },
  { room: "search", title: "Search", icon: "search" },
];
const below: readonly Entry[] = [
  { room: "jobs", title: "Jobs", icon: "activity" },
  { room: "settings", title: "Settings", icon: "sliders" },
];

/** What the user does; always icon and word. */
export function Rail() {
  const room = useView((state) => state.room);
  const hasRunning = useJobs((state) => state.jobs.some(isUnderWay));
  const entry = ({ room: target, title, icon }: Entry) => (
    <button
      key={target}
      type="button"
      className={target === room ? "on" : ""}
      aria-current={target === room ? "page" : undefined}
      onClick={() => openRoom(target)}
    >
      <Icon name={icon} size={18} />
      {title}
      {target === "jobs" && hasRunning && <i className="dot" title="A job is under way" />}
    </button>
  );
  return (
    <nav className="rail" aria-label="Rooms" data-area="rail">
      {above.map(entry)}
      <span className="sp" />
      {below.map(entry)}
    </nav>
  );
}
