import { JobsBar } from "../jobs/JobsBar.tsx";
import { JobsPanel } from "../jobs/JobsPanel.tsx";
import { MapView } from "../map/MapView.tsx";
import { FilterBar } from "../search/FilterBar.tsx";
import { SearchPanel } from "../search/SearchPanel.tsx";
import { Strip } from "../search/Strip.tsx";
import { StartCard } from "../start/StartCard.tsx";
import { useSizes } from "../state/sizes.ts";
import { togglePanel, useView } from "../state/view.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Splitter, sizeVariables } from "./Splitter.tsx";

interface WorkspaceProps {
  /** Nothing to look at yet: the start card stands over the bare map. */
  readonly isStart: boolean;
  /** A page lies over it; the map stays alive beneath. */
  readonly isCovered: boolean;
}

/** Filter bar, map, strip and panel; the map is never taken down. */
export function Workspace({ isStart, isCovered }: WorkspaceProps) {
  const { room, isPanelOpen, isStripOpen } = useView();
  const isJobs = room === "jobs";
  return (
    <div
      className="workspace"
      data-start={isStart}
      data-panel={isPanelOpen}
      data-strip={isStripOpen}
      inert={isCovered}
      style={sizeVariables(useSizes())}
    >
      {!isStart && (isJobs ? <JobsBar /> : <FilterBar />)}
      <MapView />
      {isStart && <StartCard />}
      {!isStart && <Strip />}
      {!isStart && (
        <aside className="panel" aria-label={isJobs ? "Jobs" : "Search"} data-area="panel">
          {isJobs ? <JobsPanel /> : <SearchPanel />}
        </aside>
      )}
      {!isStart && <Splitter which="strip" />}
      {!isStart && <Splitter which="panel" />}
      {!isStart && (
        <span className="panel-toggle">
          <IconButton
            icon="panel"
            label={isPanelOpen ? "Hide the panel" : "Show the panel"}
            keys="Ctrl B"
            side="left"
            onClick={togglePanel}
          />
        </span>
      )}
    </div>
  );
}
