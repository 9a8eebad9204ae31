import { Tooltip } from "@mantine/core";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";
import { Kbd } from "./Kbd.tsx";

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly keys?: string;
  readonly isOn?: boolean;
  readonly disabled?: boolean;
  readonly tiny?: boolean;
  readonly side?: "top" | "bottom" | "left" | "right";
}

/** An icon that acts: always with a name, and a tooltip that shows the name and its key. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, keys, isOn, disabled, tiny, side = "bottom" } = props;
  return (
    <Tooltip
      label={tooltip(label, keys)}
      openDelay={400}
      position={side}
      classNames={{ tooltip: "argil-tooltip" }}
    >
      <button
        type="button"
        className={`ib ${isOn ? "on" : ""} ${tiny ? "tiny" : ""}`}
        aria-label={label}
        aria-pressed={isOn}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon name={icon} size={tiny ? 14 : 16} />
      </button>
    </Tooltip>
  );
}

function tooltip(label: string, keys: string | undefined) {
  return (
    <>
      {label}
      {keys && <Kbd>{keys}</Kbd>}
    </>
  );
}
