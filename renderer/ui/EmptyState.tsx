import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import type { IconName } from "./icons.tsx";

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly sentence: string;
  /** At most one button. */
  readonly children?: ReactNode;
}

/** Nothing here: one icon, one bold line, one sentence. */
export function EmptyState({ icon, title, sentence, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon name={icon} size={22} />
      <b>{title}</b>
      <span className="dense">{sentence}</span>
      {children}
    </div>
  );
}
