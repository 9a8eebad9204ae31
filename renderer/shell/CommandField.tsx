import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useView } from "../state/view.ts";
import { Icon } from "../ui/Icon.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import type { Command } from "./commands.ts";
import { useCommands } from "./useCommands.ts";

/** One field for places, scenes and commands. */
export function CommandField() {
  const isOpen = useView((state) => state.isCommandOpen);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const commands = useCommands(text);
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);
  const close = () => {
    useView.setState({ isCommandOpen: false });
    setText("");
    setAt(0);
    input.current?.blur();
  };
  const run = (command: Command | undefined) => {
    close();
    command?.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(commands.length - 1, at + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, at - 1));
    else if (event.key === "Enter") run(commands[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return (
    <div className="command">
      <Icon name="search" />
      <input
        ref={input}
        role="combobox"
        aria-label="Command"
        aria-expanded={isOpen}
        aria-controls="command-list"
        aria-autocomplete="list"
        aria-activedescendant={isOpen && commands[at] ? `command-${commands[at].id}` : undefined}
        placeholder="Go to a place, scene or command"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onFocus={() => useView.setState({ isCommandOpen: true })}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <Kbd>Ctrl K</Kbd>
      {isOpen && <CommandList commands={commands} at={at} run={run} />}
    </div>
  );
}

interface CommandListProps {
  readonly commands: readonly Command[];
  readonly at: number;
  readonly run: (command: Command) => void;
}

function CommandList({ commands, at, run }: CommandListProps) {
  return (
    <div className="command-list menu" id="command-list" role="listbox" aria-label="Commands">
      {commands.map((command, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
        <div
          key={command.id}
          id={`command-${command.id}`}
          role="option"
          aria-selected={i === at}
          className={`menu-item ${i === at ? "on" : ""}`}
          // The field would lose the focus, and with it the list, before the click arrives.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => run(command)}
        >
          <span className="ell sp">{command.title}</span>
          {command.detail && <span className="t3 n">{command.detail}</span>}
          {command.keys && <Kbd>{command.keys}</Kbd>}
        </div>
      ))}
      {commands.length === 0 && <div className="menu-label">No scene, place or command is called that.</div>}
    </div>
  );
}
