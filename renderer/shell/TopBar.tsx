import { useProject } from "../state/project.ts";
import { redoQuery, undoQuery, useQuery } from "../state/query.ts";
import { useView } from "../state/view.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Mark } from "../ui/Mark.tsx";
import { CommandField } from "./CommandField.tsx";

/** Mark, project, command field, undo and redo, help. */
export function TopBar() {
  const name = useProject((state) => state.project?.name ?? "");
  const canUndo = useQuery((state) => state.past.length > 0);
  const canRedo = useQuery((state) => state.future.length > 0);
  return (
    <header className="bar" data-area="bar">
      <div className="bar-left">
        <span className="mark" title="Argil">
          <Mark />
        </span>
        <b className="ell">{name}</b>
      </div>
      <CommandField />
      <div className="bar-right">
        <span className="row dense t2 offline hide-narrow">
          <Icon name="offline" />
          Works offline
        </span>
        <IconButton icon="undo" label="Undo" keys="Ctrl Z" disabled={!canUndo} onClick={undoQuery} />
        <IconButton icon="redo" label="Redo" keys="Ctrl Shift Z" disabled={!canRedo} onClick={redoQuery} />
        <IconButton
          icon="help"
          label="Keyboard shortcuts"
          keys="?"
          onClick={() => useView.setState({ isHelpOpen: true })}
        />
      </div>
    </header>
  );
}
