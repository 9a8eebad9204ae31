import type { ReactNode, Ref } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";
import { Kbd } from "./Kbd.tsx";

interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly icon?: IconName;
  readonly look?: "primary" | "default" | "quiet";
  readonly size?: "small" | "default" | "large";
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** For a button that opens and closes something below it. */
  readonly isOpen?: boolean;
  /** For a button that stays pressed. */
  readonly isOn?: boolean;
  /** Id of a sentence beside it, for example why it cannot be pressed. */
  readonly describedBy?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that says its outcome; one `primary` a view. */
export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    icon,
    look = "default",
    size = "default",
    keys,
    disabled,
    autoFocus,
    isOpen,
    isOn,
    describedBy,
    ref,
  } = props;
  return (
    <button
      ref={ref}
      type="button"
      className={`btn ${look} ${size} ${isOn ? "on" : ""}`}
      onClick={onClick}
      disabled={disabled}
      aria-expanded={isOpen}
      aria-pressed={isOn}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noAutofocus: the start screen's one primary button takes Enter
      autoFocus={autoFocus}
    >
      {icon && <Icon name={icon} size={size === "small" ? 14 : 16} />}
      {children}
      {keys && <Kbd>{keys}</Kbd>}
    </button>
  );
}
